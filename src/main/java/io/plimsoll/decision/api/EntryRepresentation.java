package io.plimsoll.decision.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.decision.Batches;
import io.plimsoll.platform.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry of a batch: the status and the body that it would have been answered with alone.
 *
 * @param line its number in a stream of lines
 * @param event its number in a batch of events
 */
@Schema(
        name = "BatchEntry",
        requiredProperties = {"status"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryRepresentation(
        @Schema(description = "Which line, counted from 1; blank lines count and are not answered") @Nullable Long line,

        @Schema(description = "Which event, counted from 1") @Nullable Long event,

        int status,

        @Schema(description = "Whether it was decided before; with 201 only") @Nullable Boolean replayed,

        @Schema(description = "With 201 only") @Nullable DecisionRepresentation decision,

        @JsonRawValue @Schema(ref = "Problem", description = "With any other status") @Nullable String problem) {

    /**
     * Where the documentation puts the answers to batches, which come with 200: generators give a call the type of its
     * lowest status, and that has to be the decision of a single signal (201).
     */
    static final String OF_BATCHES = "2XX";

    static EntryRepresentation line(Batches.Answer answer, Function<RuntimeException, Problem> problems) {
        return of(answer.number(), null, answer, problems);
    }

    static EntryRepresentation event(Batches.Answer answer, Function<RuntimeException, Problem> problems) {
        return of(null, answer.number(), answer, problems);
    }

    private static EntryRepresentation of(
            @Nullable Long line,
            @Nullable Long event,
            Batches.Answer answer,
            Function<RuntimeException, Problem> problems) {
        return answer.fold(
                decided -> new EntryRepresentation(
                        line, event, 201, decided.replayed(), DecisionRepresentation.brief(decided.decision()), null),
                cause -> {
                    Problem problem = problems.apply(cause);
                    String json = new String(problem.json(), StandardCharsets.UTF_8);
                    return new EntryRepresentation(line, event, problem.status(), null, null, json);
                });
    }
}
