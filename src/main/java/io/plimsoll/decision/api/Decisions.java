package io.plimsoll.decision.api;

import io.plimsoll.decision.DecisionService;
import io.plimsoll.platform.api.Created;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;

/** Answers that hold one decision. */
final class Decisions {
    private Decisions() {}

    static Response created(DecisionService.Decided decided) {
        DecisionRepresentation answer = DecisionRepresentation.brief(decided.decision());
        Response.ResponseBuilder response = Created.at(answer.links().self(), answer)
                .header(
                        "Server-Timing",
                        "evaluate;dur=" + millis(decided.evaluating()) + ", record;dur=" + millis(decided.recording()));
        return decided.replayed() ? response.header("Idempotent-Replayed", true).build() : response.build();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e6);
    }
}
