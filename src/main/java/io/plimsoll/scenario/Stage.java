package io.plimsoll.scenario;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.Violation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the service knows at some moment of a timeline, and how it sees a submission then. Asking changes nothing; only
 * {@link #decide} is remembered. Pure, for one thread.
 */
public final class Stage {
    /** The service scores unscored text; a scenario must see the same situation. */
    private static final Scorer SCORER = LexiconScorer.load();

    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final String source;
    private final Chronicle chronicle;
    private final Map<String, Control> controls = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param guardrails restrict what the policy says; null for none
     * @param source the client that sends the signals
     */
    public Stage(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, String source) {
        this.policy = policy;
        this.guardrails = guardrails;
        this.source = source;
        this.chronicle = new Chronicle(policy.manifest());
    }

    /** What is wrong with a body; empty when it can be decided. */
    public List<Violation> violations(Map<String, @Nullable Object> body) {
        List<Violation> violations = policy.contract().violations(body);
        return violations.isEmpty() ? policy.contract().contradictions(Submission.of(body)) : violations;
    }

    /**
     * The situation in which a body would be decided.
     *
     * @param body without {@link #violations}
     * @param at the service's instant; null for that of the signal
     */
    public Situation situation(Map<String, @Nullable Object> body, @Nullable Instant at) {
        Submission submission = submission(body);
        return chronicle.situation(source, instant(submission, at), submission).under(controls.values());
    }

    /**
     * The situation in which a body was decided somewhere else.
     *
     * @param known what was known there
     * @throws IllegalArgumentException when that cannot be read
     */
    Situation situation(Map<String, @Nullable Object> body, @Nullable Instant at, Map<String, @Nullable Object> known) {
        Submission submission = submission(body);
        return Situation.knowing(policy.manifest().domain(), instant(submission, at), submission, known);
    }

    private static Submission submission(Map<String, @Nullable Object> body) {
        Submission unscored = Submission.of(body);
        return unscored.with(unscored.signal().scoredBy(SCORER));
    }

    private static Instant instant(Submission submission, @Nullable Instant at) {
        return at == null ? submission.signal().occurredAt() : at;
    }

    /** Decides and remembers. */
    public Evaluation decide(Situation situation) {
        Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
        chronicle.add(Consequences.of(policy.manifest(), source, situation, evaluation));
        return evaluation;
    }

    /** A person sets or lifts a control. */
    void measure(Entry.Measure measure) {
        if (measure.set() == null) {
            controls.remove(measure.id());
        } else {
            controls.put(measure.id(), measure.set());
        }
    }
}
