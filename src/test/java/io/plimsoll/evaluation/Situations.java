package io.plimsoll.evaluation;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Situations for tests. */
final class Situations {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Situations() {}

    /** A request with facts as JSON. */
    static Situation requesting(String type, String facts) {
        String body = """
                {"signal": {"id": "s-1", "customer": "c-1", "occurredAt": "2026-03-02T11:59:00Z"},
                 "request": {"type": "%s"}, "facts": %s}
                """.formatted(type, facts);
        return of(body);
    }

    static Situation of(String body) {
        return new Situation(
                new DomainName("test"),
                NOON,
                Submission.of(Tree.asObject(StrictJson.read(body.getBytes(StandardCharsets.UTF_8)))));
    }
}
