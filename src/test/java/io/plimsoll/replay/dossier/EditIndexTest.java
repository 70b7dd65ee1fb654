package io.plimsoll.replay.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.diff.BundleDiff;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.evaluation.diff.EditedBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.scenario.ScenarioRunner;
import io.plimsoll.scenario.ScenarioSet;
import io.plimsoll.scenario.mutation.DrawnMutants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which edits are named for decisions that come out otherwise. The data are the situations of the scenarios. */
class EditIndexTest {
    private static final PolicyBundle POLICY = BuiltInPolicies.bundle("customer-recovery");
    private static final PolicyBundle GUARDRAILS =
            BuiltInPolicies.guardrails("customer-recovery").orElseThrow();
    private static final CompiledPolicy COMPILED = compiled(POLICY).orElseThrow();
    private static final CompiledPolicy COMPILED_GUARDRAILS =
            compiled(GUARDRAILS).orElseThrow();
    private static final List<Situation> SITUATIONS = situations();
    private static final List<Side> BASELINE = SITUATIONS.stream()
            .map(situation -> Side.of(Evaluator.evaluate(COMPILED, COMPILED_GUARDRAILS, situation)))
            .toList();

    private static final String MANIFEST = PolicyBundle.MANIFEST;
    private static final String OFFER = "dmn/offer.dmn";
    private static final String LIMITS = "rules/limits.drl";

    private static Optional<CompiledPolicy> compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(compiled -> Optional.of(compiled.policy()), any -> Optional.empty());
    }

    /** Those of scenarios that are short, so that this does not take long. */
    private static List<Situation> situations() {
        List<Situation> situations = new ArrayList<>();
        for (ScenarioSet.Item item :
                ScenarioSet.of(POLICY, COMPILED.manifest(), 17).items()) {
            ScenarioRunner.run(
                    COMPILED,
                    COMPILED_GUARDRAILS,
                    item.scenario(),
                    (entry, situation, evaluation) -> situations.add(situation));
        }
        return situations;
    }

    private static List<Compared> compared(CompiledPolicy policy, CompiledPolicy guardrails) {
        return IntStream.range(0, SITUATIONS.size())
                .mapToObj(i -> new Compared(
                        "s-" + i,
                        SITUATIONS.get(i),
                        BASELINE.get(i),
                        Side.of(Evaluator.evaluate(policy, guardrails, SITUATIONS.get(i)))))
                .toList();
    }

    /** Whether decisions changed; each of them MUST be put down to some edit. */
    private static boolean isNoticed(PolicyBundle edited, CompiledPolicy candidate) {
        boolean guards = candidate.manifest().kind() == Manifest.Kind.GUARDRAILS;
        Difference difference = BundleDiff.between(guards ? GUARDRAILS : POLICY, edited);
        EditIndex edits = EditIndex.of(difference, candidate.manifest().kind());
        boolean noticed = false;
        for (Compared compared : compared(guards ? COMPILED : candidate, guards ? candidate : COMPILED_GUARDRAILS)) {
            assertThat(edits.deciding(compared).isEmpty())
                    .as(difference.text() + " for " + compared.candidate().verdictJson())
                    .isEqualTo(!compared.changed());
            noticed |= compared.changed();
        }
        return noticed;
    }

    @Test
    void deciding_anyOneMistakeInThePolicy_isFoundForEveryDecisionThatItChanges() {
        AtomicInteger noticed = new AtomicInteger();

        DrawnMutants.of(
                POLICY, COMPILED, 12, 1, (bundle, policy) -> noticed.addAndGet(isNoticed(bundle, policy) ? 1 : 0));

        assertThat(noticed).hasValueGreaterThan(3);
    }

    @Test
    void deciding_anyOneMistakeInGuardrails_isFoundForEveryDecisionThatItChanges() {
        AtomicInteger noticed = new AtomicInteger();

        DrawnMutants.of(
                GUARDRAILS,
                COMPILED_GUARDRAILS,
                8,
                1,
                (bundle, policy) -> noticed.addAndGet(isNoticed(bundle, policy) ? 1 : 0));

        assertThat(noticed).hasValueGreaterThan(1);
    }

    /** The edits of a bundle with several, by decision that they changed. */
    private static List<List<Edit>> deciding(EditedBundle edited) {
        CompiledPolicy candidate = compiled(edited.bundle()).orElseThrow();
        EditIndex edits = EditIndex.of(BundleDiff.between(POLICY, edited.bundle()));
        return compared(candidate, COMPILED_GUARDRAILS).stream()
                .filter(Compared::changed)
                .map(edits::deciding)
                .toList();
    }

    @Test
    void deciding_anEditBesideOneThatChangesNothing_namesTheOneOnly() {
        List<List<Edit>> deciding = deciding(EditedBundle.of(POLICY)
                .replaceIn(OFFER, "rule", "refund-boundary-usd-gold", ">100<", ">1<")
                // Of the same row: what people read beside it.
                .replace(MANIFEST, "  WATCHED:\n    text: The customer", "  WATCHED:\n    text: Somebody"));

        assertThat(deciding).isNotEmpty().allSatisfy(edits -> assertThat(edits)
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("refund-boundary-usd-gold")));
    }

    @Test
    void deciding_aLimitThatRulesHold_namesTheRule() {
        List<List<Edit>> deciding = deciding(EditedBundle.of(POLICY)
                .replace(LIMITS, "rule \"Customer has had the most of it\"", "rule \"Customer has had enough of it\"")
                .replace(
                        LIMITS,
                        "$l : Limit( scope == \"CASE\", reason != \"ALREADY_WITH_PERSON\", most >= 1 )",
                        "$l : Limit( scope == \"CASE\", reason != \"ALREADY_WITH_PERSON\", most >= 100 )"));

        assertThat(deciding).isNotEmpty().allSatisfy(edits -> assertThat(edits)
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("Case has had the most of it")));
    }

    @Test
    void deciding_theManifestsCurrency_namesItWhereMoneyIsInAnother() {
        List<List<Edit>> deciding =
                deciding(EditedBundle.of(POLICY).replace(MANIFEST, "currency: USD", "currency: EUR"));

        assertThat(deciding).isNotEmpty().allSatisfy(edits -> assertThat(edits)
                .singleElement()
                .satisfies(edit -> assertThat(edit.reach()).isEqualTo(Edit.Reach.CURRENCY)));
    }

    @Test
    void deciding_whatTracesDoNotShow_namesTheManifestWhenNothingElseIsThere() {
        List<List<Edit>> deciding = deciding(EditedBundle.of(POLICY)
                .replace(MANIFEST, "queue: recovery-hand-over, level: 2", "queue: recovery-hand-over, level: 3")
                .replace(MANIFEST, "title: Customer recovery", "title: Recovery"));

        assertThat(deciding).isNotEmpty().allSatisfy(edits -> assertThat(edits)
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("handover")));
    }
}
