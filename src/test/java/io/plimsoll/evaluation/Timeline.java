package io.plimsoll.evaluation;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides signal after signal as the service would, for tests. Times are given as offsets from noon. */
final class Timeline {
    private static final String SOURCE = "crm";

    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final Chronicle chronicle;
    private int number;

    Timeline(CompiledPolicy policy) {
        this(policy, null);
    }

    Timeline(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
        this.policy = policy;
        this.guardrails = guardrails;
        this.chronicle = new Chronicle(policy.manifest());
    }

    /** What is sent; everything that is not said is the same for all. */
    record Said(String customer, String fields, @Nullable String request, String facts) {
        /** @param fields more fields of the signal as JSON, for example {@code "topic": "returns"} */
        static Said said(String fields) {
            return new Said("c-1", fields, null, "{}");
        }

        static Said nothing() {
            return said("");
        }

        Said by(String other) {
            return new Said(other, fields, request, facts);
        }

        Said requesting(String type) {
            return new Said(customer, fields, type, facts);
        }

        Said knowing(String json) {
            return new Said(customer, fields, request, json);
        }
    }

    /** Decides and remembers a signal that is decided when it occurs. */
    Evaluation decide(String after, Said said) {
        return decide(after, after, said);
    }

    /**
     * Decides and remembers a signal.
     *
     * @param occurred after noon, ISO 8601, for example {@code -PT3H}
     * @param decided by the service's clock
     */
    Evaluation decide(String occurred, String decided, Said said) {
        Situation situation = situation(occurred, decided, said);
        Evaluation evaluation = evaluate(situation);
        chronicle.add(Consequences.of(policy.manifest(), SOURCE, situation, evaluation));
        return evaluation;
    }

    Evaluation evaluate(Situation situation) {
        return Evaluator.evaluate(policy, guardrails, situation);
    }

    Situation situation(String occurred, String decided, Said said) {
        return situation(at(occurred), at(decided), said);
    }

    Situation situation(Instant occurred, Instant decided, Said said) {
        String body = """
                {"signal": {"id": "s-%d", "customer": "%s", "occurredAt": "%s"%s},
                 "request": %s, "facts": %s}
                """.formatted(
                        number++,
                        said.customer(),
                        occurred,
                        said.fields().isEmpty() ? "" : ", " + said.fields(),
                        said.request() == null ? "null" : "{\"type\": \"" + said.request() + "\"}",
                        said.facts());
        return chronicle.situation(SOURCE, decided, submission(body));
    }

    static Submission submission(String body) {
        return Submission.of(Tree.asObject(StrictJson.read(body.getBytes(StandardCharsets.UTF_8))));
    }

    static Instant at(String after) {
        return Situations.NOON.plus(Duration.parse(after));
    }

    /** The features that an evaluation derived. */
    static Map<String, @Nullable Object> features(Evaluation evaluation) {
        Map<String, @Nullable Object> trace =
                Tree.asObject(StrictJson.read(evaluation.traceJson().getBytes(StandardCharsets.UTF_8)));
        return Tree.asList(trace.get("steps")).stream()
                .map(Tree::asObject)
                .filter(step -> step.containsKey("features"))
                .map(step -> Tree.asObject(step.get("features")))
                .findFirst()
                .orElse(Map.of());
    }
}
