package io.plimsoll.app.demo;

import io.plimsoll.app.demo.Play.Heard;
import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets a policy answer a play without a service: one thread, a chronicle instead of a database. */
final class Rehearsal {
    private static final Scorer SCORER = LexiconScorer.load();
    private static final String SOURCE = "feed";

    private Rehearsal() {}

    /** @param clock what the service's clock says when something is heard */
    static Scoreboard run(Play play, CompiledPolicy policy, CompiledPolicy guardrails, Function<Heard, Instant> clock) {
        Chronicle chronicle = new Chronicle(policy.manifest());
        Scoreboard scoreboard = new Scoreboard(play.stories());
        Set<SignalId> known = new HashSet<>();
        for (Heard heard : play.heard()) {
            if (known.add(heard.message().id())) { // the service answers what comes twice from its record
                Submission sent = Submission.of(heard.message().body());
                Submission scored = sent.with(sent.signal().scoredBy(SCORER));
                Situation situation = chronicle.situation(SOURCE, clock.apply(heard), scored);
                Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
                chronicle.add(Consequences.of(policy.manifest(), SOURCE, situation, evaluation));
                scoreboard.answered(heard, verdict(evaluation));
            }
        }
        return scoreboard;
    }

    /** As a client reads it. */
    private static Map<String, @Nullable Object> verdict(Evaluation evaluation) {
        return Tree.asObject(StrictJson.read(evaluation.verdictJson().getBytes(StandardCharsets.UTF_8)));
    }
}
