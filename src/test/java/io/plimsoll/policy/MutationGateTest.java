package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutationGateTest {
    private static final MutationGate GATE = gate("0.80");

    private static MutationGate gate(String... scores) {
        return new MutationGate(Optional.of(List.of(scores)));
    }

    private static PolicyVersion version(String domain) {
        return new PolicyVersion(
                new VersionId(new DomainName(domain), Manifest.Kind.POLICY, 3),
                Transition.State.SUBMITTED,
                Digest.of("files".getBytes(StandardCharsets.UTF_8)),
                "analyst",
                "",
                null,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Evidence evidence(String kind, int mutants, int drawn, int seed, String score) {
        return Evidence.of(
                kind,
                "{\"drawn\":%d,\"mutants\":%d,\"seed\":%d,\"total\":{\"score\":%s}}"
                        .formatted(drawn, mutants, seed, score),
                Instant.EPOCH);
    }

    private static Evidence mutation(String score) {
        return evidence(Evidence.MUTATION, 200, 200, 1, score);
    }

    private static void refuse(Evidence... evidence) {
        GATE.refuse(version("retail"), List.of(evidence));
    }

    @Test
    void scoreAtTheLeast_passes_andOneBelowIsRefused() {
        assertThatCode(() -> refuse(mutation("0.8"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> refuse(mutation("0.7999")))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ProblemCode.GATE_CLOSED))
                .hasMessageContaining(
                        "Nothing was approved. Its mutation score is 0.7999, and at least 0.80 is asked for.");
    }

    @Test
    void scores_thatAreSeveral_theLatestCounts() {
        assertThatCode(() -> refuse(mutation("0.2"), mutation("0.9"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> refuse(mutation("0.9"), mutation("0.2"))).hasMessageContaining("score is 0.2,");
    }

    @Test
    void score_thatIsNotKnown_isRefused() {
        assertThatThrownBy(() -> refuse(mutation("null"))).hasMessageContaining("not known");
    }

    @Test
    void score_thatNobodyFoundOut_isAskedFor() {
        assertThatThrownBy(() -> refuse(evidence(Evidence.COVERAGE, 1, 1, 1, "1")))
                .hasMessageContaining("not among the evidence")
                .hasMessageContaining("POST /v1/policy-versions/retail.policy.3/examinations");
    }

    @Test
    void score_ofASmallSample_doesNotCount_andDoesNotHideAnotherOne() {
        Evidence sample = evidence(Evidence.MUTATION, 200, 199, 1, "1");

        assertThatThrownBy(() -> refuse(sample)).hasMessageContaining("a sample that does not count");
        assertThatThrownBy(() -> refuse(mutation("0.5"), sample)).hasMessageContaining("score is 0.5,");
        assertThatCode(() -> refuse(mutation("0.9"), sample)).doesNotThrowAnyException();
    }

    @Test
    void score_ofALargeSample_countsUnlessSomebodyPickedIt() {
        assertThatCode(() -> refuse(evidence(Evidence.MUTATION, 9_000, 5_000, 1, "0.9")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> refuse(evidence(Evidence.MUTATION, 9_000, 4_999, 1, "0.9")))
                .hasMessageContaining("a sample that does not count");
        assertThatThrownBy(() -> refuse(evidence(Evidence.MUTATION, 9_000, 5_000, 7, "0.9")))
                .hasMessageContaining("without limit and seed");
        assertThatCode(() -> refuse(evidence(Evidence.MUTATION, 200, 200, 7, "0.9")))
                .as("all of them, in whatever order")
                .doesNotThrowAnyException();
    }

    @Test
    void gate_thatNobodyAskedFor_letsEverythingPass() {
        assertThatCode(() -> new MutationGate(Optional.empty()).refuse(version("retail"), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void gate_ofADomain_standsForTheOneOfAllOthers() {
        MutationGate gate = gate("0.5", "retail=0.95");
        List<Evidence> evidence = List.of(mutation("0.9"));

        assertThatThrownBy(() -> gate.refuse(version("retail"), evidence)).hasMessageContaining("at least 0.95");
        assertThatCode(() -> gate.refuse(version("spare-parts"), evidence)).doesNotThrowAnyException();
        assertThatCode(() -> gate("retail=0.95").refuse(version("spare-parts"), List.of()))
                .as("others are not asked")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "1.5", "-0.1", "0.12345", "", "x", "retail=", "retail=2", "No Domain=0.5", "0.5,0.6"})
    void setting_thatIsNoScore_isRefused(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gate(setting.split(",")))
                .withMessageContaining("plimsoll.approval.least-mutation-score lists scores from 0 to 1");
    }
}
