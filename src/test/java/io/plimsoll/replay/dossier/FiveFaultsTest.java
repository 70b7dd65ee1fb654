package io.plimsoll.replay.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Explainer;
import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.evaluation.diff.BundleDiff;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.evaluation.diff.EditedBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Five faults of the kind that people make, planted in a built-in policy; its own scenarios are the data. */
class FiveFaultsTest {
    private static final String PAYMENT = "dmn/modify-pending-order-payment.dmn";
    private static final String ADDRESS = "dmn/modify-pending-order-address.dmn";
    private static final String RETURN = "dmn/return-delivered-order-items.dmn";
    private static final String REPLACE = "dmn/replace-order-items.dmn";
    private static final String CANCEL = "dmn/cancel-pending-order.dmn";

    private static final PolicyBundle BUNDLE = BuiltInPolicies.bundle("retail");
    private static final PolicyBundle FAULTY = faulty();
    private static final CompiledPolicy BASELINE = compiled(BUNDLE);
    private static final CompiledPolicy CANDIDATE = compiled(FAULTY);
    private static final Difference DIFFERENCE = BundleDiff.between(BUNDLE, FAULTY);
    private static final EditIndex EDITS = EditIndex.of(DIFFERENCE);
    private static final List<Compared> COMPARED = compared();

    /** One for each edit; the swapped columns and the threshold are two each. */
    private static final List<String> FAULTS = List.of(
            "replace-order-items.dmn, column 'Order Is Delivered'",
            "replace-order-items.dmn, column 'Order Is Pending'",
            "_repetition_1",
            "_repetition_3",
            "_destination_2",
            "modify-pending-order-address.dmn, column 'Order Is Pending'",
            "currency: \"EUR\"");

    private static final Map<String, String> MODELS = Map.of(
            "exchange_delivered_order_items", "replace-order-items.dmn",
            "modify_pending_order_items", "replace-order-items.dmn",
            "modify_pending_order_payment", "modify-pending-order-payment.dmn",
            "return_delivered_order_items", "return-delivered-order-items.dmn",
            "modify_pending_order_address", "modify-pending-order-address.dmn",
            "cancel_pending_order", "cancel-pending-order.dmn");

    private static PolicyBundle faulty() {
        EditedBundle edited = EditedBundle.of(BUNDLE);
        // What two columns ask is swapped; their cells stay where they are.
        edited.replace(REPLACE, "Order Status = \"delivered\"</text>", "@@</text>")
                .replace(REPLACE, "Order Status = \"pending\"</text>", "Order Status = \"delivered\"</text>")
                .replace(REPLACE, "@@</text>", "Order Status = \"pending\"</text>");
        // A threshold is off by one, in the two rows that meet there.
        edited.replaceIn(PAYMENT, "rule", "retail-modify-pending-order-payment_repetition_1", "[1..2)", "[0..2)")
                .replaceIn(PAYMENT, "rule", "retail-modify-pending-order-payment_repetition_3", "&lt; 1", "&lt; 0");
        // A row is lost.
        edited.replace(RETURN, edited.element(RETURN, "rule", "retail-return-delivered-order-items_destination_2"), "");
        // A comparison is the wrong way round.
        edited.replace(ADDRESS, "Order Status = \"pending\"</text>", "Order Status != \"pending\"</text>");
        // Money is in another currency.
        edited.replaceIn(
                CANCEL,
                "literalExpression",
                "retail-cancel-pending-order_cancellation-verdict_intents_expression",
                "  ceiling:",
                "  currency: \"EUR\", ceiling:");
        return edited.bundle();
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    private static List<Compared> compared() {
        List<Compared> all = new ArrayList<>();
        for (String path : BASELINE.manifest().files().scenarios()) {
            for (Scenario scenario : ScenarioReader.read(BASELINE.manifest().domain(), path, BUNDLE.file(path))) {
                int number = 0;
                for (Entry entry : scenario.timeline()) {
                    String id = scenario.id() + "#" + ++number;
                    entry.<Stream<Entry.Moment>>fold(Stream::of, storm -> Stream.of(), measure -> Stream.of())
                            .forEach(moment -> all.add(compared(id, moment)));
                }
            }
        }
        return all;
    }

    /** The policy of retail remembers nothing, so that every moment stands alone. */
    private static Compared compared(String id, Entry.Moment moment) {
        Submission submission = Submission.of(moment.body());
        Instant at = moment.at() == null ? submission.signal().occurredAt() : moment.at();
        Situation situation = new Situation(BASELINE.manifest().domain(), at, submission);
        return new Compared(
                id,
                situation,
                Side.of(Evaluator.evaluate(BASELINE, situation)),
                Side.of(Evaluator.evaluate(CANDIDATE, situation)));
    }

    private static Tally tally() {
        Tally tally = new Tally(Dimensions.of(BASELINE.manifest()), EDITS);
        COMPARED.forEach(tally::add);
        return tally;
    }

    private static Dossier dossier() {
        Tally tally = tally();
        Map<String, Compared> byId = COMPARED.stream().collect(Collectors.toMap(Compared::id, each -> each));
        List<Case> cases = Dossier.consequential(tally).stream()
                .map(id -> explained(Objects.requireNonNull(byId.get(id))))
                .toList();
        return Dossier.of(header(), tally, DIFFERENCE, CANDIDATE.inventory(), cases);
    }

    private static Case explained(Compared compared) {
        return new Case(
                compared.id(),
                told(BASELINE, compared.situation(), compared.baseline()),
                told(CANDIDATE, compared.situation(), compared.candidate()));
    }

    private static Case.Told told(CompiledPolicy policy, Situation situation, Side side) {
        Explainer.Recorded recorded = new Explainer.Recorded(situation, side.verdictJson(), side.traceJson());
        Explanation.Chosen chosen =
                new Explanation.Chosen(1, policy.digest().toString(), "ACTIVE", "For a test.", null);
        return new Case.Told(side, new Explainer(policy).explain(recorded, chosen, Wording.ENGLISH));
    }

    private static Header header() {
        return new Header(
                "COMPARE",
                BASELINE.manifest().domain(),
                new Header.Version("retail.policy.1", BASELINE.digest()),
                new Header.Version("retail.policy.2", CANDIDATE.digest()),
                List.of(),
                "Drools 10.2.0",
                new Header.DataSet("All scenarios of retail", BUNDLE.digest(), null, null),
                Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Test
    void dossier_ofFivePlantedFaults_namesEachOfThemWithChangedDecisions() {
        Fields edits = new Fields(dossier().tree()).object("edits");

        assertThat(edits.objects("list")).hasSameSizeAs(FAULTS);
        assertThat(FAULTS).allSatisfy(fault -> assertThat(edits.objects("list"))
                .as(fault)
                .filteredOn(edit -> edit.text("text").contains(fault))
                .singleElement()
                .satisfies(edit -> {
                    assertThat(edit.whole("changed")).isPositive();
                    assertThat(edit.texts("examples")).isNotEmpty();
                }));
        assertThat(edits.object("notAttributed").whole("changed")).isZero();
    }

    /** Each fault is in a model of its own, so that it can be known which decisions it changed. */
    @Test
    void dossier_ofFivePlantedFaults_countsForEachTheDecisionsOfItsOwnModelOnly() {
        assertThat(COMPARED).filteredOn(Compared::changed).allSatisfy(each -> {
            String request = String.valueOf(each.situation().submission().requestType());
            assertThat(EDITS.deciding(each)).isNotEmpty().allSatisfy(edit -> assertThat(edit.text())
                    .contains(MODELS.get(request)));
        });
        Set<String> changed = COMPARED.stream()
                .filter(Compared::changed)
                .map(each -> String.valueOf(each.situation().submission().requestType()))
                .collect(Collectors.toSet());
        assertThat(changed).isEqualTo(MODELS.keySet());
    }
}
