package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.policy.BuiltInPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyMadeFeedTest {
    private static final Scorer SCORER = LexiconScorer.load();
    /** The demo sends them all within seconds, long after they were said. */
    private static final Instant SENT = Instant.parse("2026-06-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apparel     | {ACT=34, DISMISS=21, ESCALATE=5, MONITOR=23}",
                "spare-parts | {ACT=3, ASK_APPROVAL=2, DISMISS=6, ESCALATE=15, MONITOR=2}",
            })
    void messages_asTheDemoSendsThem_comeOutInEveryWay(String domain, String outcomes) {
        CompiledPolicy policy = compiled(BuiltInPolicies.bundle(domain));
        CompiledPolicy guardrails = BuiltInPolicies.guardrails(domain)
                .map(ReadyMadeFeedTest::compiled)
                .orElse(null);
        Chronicle chronicle = new Chronicle(policy.manifest());
        Map<String, Integer> counts = new TreeMap<>();

        for (Message message : ReadyMadeFeed.messages(new DomainName(domain))) {
            assertThat(policy.contract().violations(message.body())).isEmpty();
            Submission unscored = Submission.of(message.body());
            Submission submission = unscored.with(unscored.signal().scoredBy(SCORER));
            Situation situation = chronicle.situation("feed", SENT, submission);
            Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
            chronicle.add(Consequences.of(policy.manifest(), "feed", situation, evaluation));
            counts.merge(evaluation.verdict().outcome().name(), 1, Integer::sum);
        }

        assertThat(counts).hasToString(outcomes);
    }

    @Test
    void messages_ofAllDomains_haveIdsOfTheirOwn() {
        List<Message> all = ReadyMadeFeed.DOMAINS.stream()
                .flatMap(domain -> ReadyMadeFeed.messages(domain).stream())
                .toList();

        assertThat(all).hasSize(111).map(Message::id).doesNotHaveDuplicates();
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
