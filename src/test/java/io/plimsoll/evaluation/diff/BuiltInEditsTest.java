package io.plimsoll.evaluation.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Edits of the built-in policies as analysts make them, and what the difference says of them, word by word. To change the
 * words on purpose: {@code ./mvnw test -Dtest=BuiltInEditsTest -Dgolden.write=true}, and read them.
 */
class BuiltInEditsTest {
    private static final PolicyBundle RECOVERY = BuiltInPolicies.bundle("customer-recovery");
    private static final PolicyBundle RETAIL = BuiltInPolicies.bundle("retail");
    private static final String GOLDEN = "differences.txt";
    private static final String OFFER = "dmn/offer.dmn";
    private static final String RETURN = "dmn/return-delivered-order-items.dmn";
    private static final String LIMITS = "rules/limits.drl";
    private static final String MESSAGES = "rules/messages.drl";
    private static final String MANIFEST = PolicyBundle.MANIFEST;

    private static Map<String, Difference> differences() {
        Map<String, Difference> all = new LinkedHashMap<>();
        thresholds(all);
        rowsAndColumns(all);
        elements(all);
        otherFiles(all);
        return all;
    }

    private static void thresholds(Map<String, Difference> all) {
        recovery(
                all,
                "A ceiling is raised",
                edited -> edited.replaceIn(OFFER, "rule", "refund-boundary-usd-gold", ">100<", ">120<"));
        recovery(
                all,
                "A threshold is off by one",
                edited -> edited.replaceIn(OFFER, "inputEntry", "reach-out-cause-chats_in_2", "&gt;= 3", "&gt;= 4"));
        recovery(
                all,
                "A boundary is left out",
                edited -> edited.replaceIn(OFFER, "rule", "coupon-boundary-usd-standard-loyal", "&gt;= 12", "&gt; 12"));
        recovery(
                all,
                "A comparison is inverted",
                edited -> edited.replaceIn(OFFER, "inputEntry", "reach-out-cause-chats_in_1", "&lt;=", "&gt;="));
        recovery(
                all,
                "The currency is another one",
                edited -> edited.replace(MANIFEST, "currency: USD", "currency: EUR"));
        retail(
                all,
                "A price is read from another fact",
                edited -> edited.replaceIn(
                        RETURN,
                        "literalExpression",
                        "retail-return-delivered-order-items_return-verdict_intents_expression",
                        "then Refund Amount USD else null",
                        "then Excess USD else null"));
    }

    private static void rowsAndColumns(Map<String, Difference> all) {
        recovery(
                all,
                "A row is lost",
                edited -> edited.replace(OFFER, edited.element(OFFER, "rule", "contact-way-phone-not-now"), ""));
        recovery(
                all,
                "A row is new",
                edited -> edited.replace(
                        OFFER,
                        edited.element(OFFER, "rule", "refund-boundary-usd-platinum"),
                        edited.element(OFFER, "rule", "refund-boundary-usd-platinum")
                                + edited.element(OFFER, "rule", "refund-boundary-usd-gold")
                                        .replace("-gold", "-diamond")
                                        .replace("GOLD", "DIAMOND")
                                        .replace(">100<", ">500<")));
        recovery(
                all,
                "Two rows are swapped",
                edited -> edited.swap(
                        OFFER,
                        edited.element(OFFER, "rule", "refund-boundary-usd-silver"),
                        edited.element(OFFER, "rule", "refund-boundary-usd-gold")));
        recovery(all, "Two rows are swapped where the first one wins", edited -> edited.replaceIn(
                        OFFER, "decisionTable", "refund-boundary-usd_table", "UNIQUE", "FIRST")
                .swap(
                        OFFER,
                        edited.element(OFFER, "rule", "refund-boundary-usd-silver"),
                        edited.element(OFFER, "rule", "refund-boundary-usd-gold")));
        recovery(all, "Two columns are swapped with their cells", BuiltInEditsTest::swappedColumns);
        recovery(all, "Two columns are swapped without their cells in one row", edited -> {
            String row = "coupon-boundary-usd-standard-loyal";
            swappedColumns(edited);
            return edited.swap(
                    OFFER,
                    edited.element(OFFER, "inputEntry", row + "_in_1"),
                    edited.element(OFFER, "inputEntry", row + "_in_2"));
        });
        recovery(all, "A tool gives all rows new ids, and one ceiling changes", edited -> edited.replaceIn(
                        OFFER, "rule", "refund-boundary-usd-gold", ">100<", ">120<")
                .replace(OFFER, "<rule id=\"refund-boundary-usd-standard\"", "<rule id=\"refund-boundary-usd-silver\"x")
                .replace(OFFER, "<rule id=\"refund-boundary-usd-silver\">", "<rule id=\"refund-boundary-usd-gold\"x>")
                .replace(OFFER, "<rule id=\"refund-boundary-usd-gold\">", "<rule id=\"refund-boundary-usd-platinum\"x>")
                .replace(OFFER, "<rule id=\"refund-boundary-usd-platinum\">", "<rule id=\"refund-boundary-usd-5\">")
                .replaceAll(OFFER, "\"x>", "\">"));
        recovery(
                all,
                "The hit policy is another one",
                edited -> edited.replaceIn(
                        OFFER,
                        "decisionTable",
                        "offer-limits_table",
                        "hitPolicy=\"COLLECT\"",
                        "hitPolicy=\"COLLECT\" aggregation=\"SUM\""));
        recovery(all, "Allowed values and a default", edited -> edited.replaceIn(
                        OFFER, "output", "reach-out-cause_output_1", ",\"NONE\"", ",\"NONE\",\"OTHER\"")
                .replaceIn(
                        OFFER,
                        "output",
                        "reach-out-cause_output_1",
                        "</outputValues>",
                        "</outputValues><defaultOutputEntry><text>\"NONE\"</text></defaultOutputEntry>"));
        recovery(all, "A column asks something else under a new name, and has another type", edited -> edited.replace(
                        OFFER, "label=\"Negative Chats In Week\"", "label=\"Bad Chats\"")
                .replaceIn(
                        OFFER,
                        "inputExpression",
                        "reach-out-cause_input_2_expression",
                        "Negative Chats In Week",
                        "Negative Chats In Week + 1")
                .replaceIn(OFFER, "inputExpression", "reach-out-cause_input_3_expression", "number", "string"));
        recovery(
                all,
                "An annotation says more",
                edited -> edited.replaceIn(
                        OFFER, "rule", "refund-boundary-usd-gold", "By tier.", "By tier, since 2026."));
    }

    private static EditedBundle swappedColumns(EditedBundle edited) {
        edited.swap(
                OFFER,
                edited.element(OFFER, "input", "coupon-boundary-usd_input_1"),
                edited.element(OFFER, "input", "coupon-boundary-usd_input_2"));
        for (String row : List.of("standard", "standard-loyal", "silver", "gold", "platinum")) {
            edited.swap(
                    OFFER,
                    edited.element(OFFER, "inputEntry", "coupon-boundary-usd-" + row + "_in_1"),
                    edited.element(OFFER, "inputEntry", "coupon-boundary-usd-" + row + "_in_2"));
        }
        return edited;
    }

    private static void elements(Map<String, Difference> all) {
        recovery(
                all,
                "A table has another name",
                edited -> edited.replaceAll(OFFER, "name=\"Refund Boundary USD\"", "name=\"Refund Ceiling USD\""));
        recovery(all, "A table is gone, and its use", edited -> edited.replace(
                        OFFER, edited.element(OFFER, "decision", "refund-boundary-usd"), "")
                .replace(OFFER, use(edited, "#refund-boundary-usd"), ""));
        retail(all, "A type and an input", edited -> edited.replaceIn(
                        RETURN,
                        "itemDefinition",
                        "retail-return-delivered-order-items_type_tpaymentsource2",
                        "\"paypal\",",
                        "")
                .replaceIn(
                        RETURN,
                        "inputData",
                        "retail-return-delivered-order-items_order-status",
                        "typeRef=\"string\"",
                        "typeRef=\"tStatusFinding\"")
                .replace(RETURN, "Does the status of the order allow a return?", "May it be returned?"));
        retail(all, "Only the version of DMN", edited -> edited.replaceAll(RETURN, "/DMN/20230324/", "/DMN/20240513/"));
        retail(all, "Only layout, spacing and a comment", edited -> edited.replace(
                        RETURN, "<text>count(Items)</text>", "<text>\n  count( Items )\n</text>")
                .replace(
                        RETURN,
                        "<description>The items to be returned.</description>",
                        "<!-- new --><description>The items to be returned.</description>")
                .file(RETURN, edited.text(RETURN).replaceFirst("x=\"[0-9.]+\"", "x=\"7\"")));
        retail(
                all,
                "Something unusual",
                edited -> edited.replaceIn(
                        RETURN,
                        "inputEntry",
                        "retail-return-delivered-order-items_status_1_in_1",
                        "_in_1\"",
                        "_in_1\" expressionLanguage=\"urn:other\""));
        retail(all, "A file that cannot be read", edited -> edited.replace(RETURN, "</definitions>", ""));
        retail(all, "A file moves", edited -> edited.file("dmn/returns.dmn", edited.text(RETURN))
                .without(RETURN)
                .replace(MANIFEST, RETURN, "dmn/returns.dmn"));
    }

    private static String use(EditedBundle edited, String href) {
        String text = edited.text(OFFER);
        int at = text.indexOf("href=\"" + href + "\"");
        int start = text.lastIndexOf("<informationRequirement", at);
        return text.substring(
                start, text.indexOf("</informationRequirement>", at) + "</informationRequirement>".length());
    }

    private static void otherFiles(Map<String, Difference> all) {
        recovery(all, "The manifest in several places", edited -> edited.replace(
                        MANIFEST,
                        "name: Coupon Amount USD\n    type: number\n    unit: USD\n    min: 0\n    max: 1000000",
                        "name: Coupon Amount USD\n    type: number\n    unit: USD\n    min: 0\n    max: 500")
                .replace(
                        MANIFEST,
                        "  - govern: rules/limits.drl\n  - govern: rules/inhibition.drl",
                        "  - govern: rules/inhibition.drl\n  - govern: rules/limits.drl")
                .replace(
                        MANIFEST,
                        "The customer was very upset and has not been heard content since.",
                        "The customer was very upset and is not content yet.")
                .replace(MANIFEST, "requiredFor: [send_coupon]", "requiredFor: [send_coupon, refund]")
                .replace(
                        MANIFEST,
                        "{decide: Customer Recovery Offer, answer: Closing Verdict, for: [close_case]}",
                        "{decide: Customer Recovery Offer, answer: Closing Verdict, for: [close_case, refund]}")
                .replace(MANIFEST, "title: Customer recovery", "title: Recovery"));
        recovery(
                all,
                "Rules: a condition, a rationale, a comment, a new rule",
                edited -> edited.replace(
                                LIMITS,
                                "accumulate( $g : Grant( what == $l.what, sameCase == true, queue == $p.queue, ageHours <= $l.hours );",
                                "accumulate( $g : Grant( what == $l.what, sameCase == true, queue == $p.queue, ageHours < $l.hours );")
                        .replace(LIMITS, "What a desk can do in an hour", "What a desk is able to do in an hour")
                        .replace(MESSAGES, "// How many messages", "// So many messages")
                        .replace(
                                MESSAGES,
                                "then\n    insert(new Suppress(\"reach_out\", \"COUPON_SPEAKS\"));\nend",
                                "then\n    insert(new Suppress(\"reach_out\", \"COUPON_SPEAKS\"));\nend\n\nrule \"Nothing at all\"\nwhen\n    Proposal( what == \"refund\" )\nthen\n    insert(new Suppress(\"refund\", \"COUPON_SPEAKS\"));\nend"));
        recovery(
                all,
                "Rules that cannot be read",
                edited -> edited.replace(MESSAGES, "COUPON_SPEAKS\"));\nend", "COUPON_SPEAKS\"));"));
        retail(all, "Scenarios", edited -> edited.replace(
                        "scenarios/retail-calls.yaml",
                        "          outcome: ACT\n          severity: 1\n          route: null\n          reasons: [CONDITIONS_MET]\n          intents:\n            - type: cancel_pending_order\n",
                        "          outcome: ACT\n          severity: 2\n          route: null\n          reasons: [CONDITIONS_MET]\n          intents:\n            - type: cancel_pending_order\n")
                .replace(
                        "scenarios/retail-dev.jsonl",
                        "{\"id\": \"tau1-retail-dev-0-0\", \"note\"",
                        "{\"id\": \"tau1-retail-dev-zero\", \"note\""));
        retail(all, "A note comes to the bundle", edited -> edited.file("NOTICE.md", "Made by us."));
    }

    private static void recovery(Map<String, Difference> all, String title, UnaryOperator<EditedBundle> edit) {
        all.put(
                title,
                BundleDiff.between(
                        RECOVERY, edit.apply(EditedBundle.of(RECOVERY)).bundle()));
    }

    private static void retail(Map<String, Difference> all, String title, UnaryOperator<EditedBundle> edit) {
        all.put(
                title,
                BundleDiff.between(RETAIL, edit.apply(EditedBundle.of(RETAIL)).bundle()));
    }

    @Test
    void edit_ofABuiltInPolicy_readsAsInTheGoldenFile() throws IOException {
        String told = differences().entrySet().stream()
                .map(entry -> "# " + entry.getKey() + "\n" + entry.getValue().text() + "\n")
                .collect(Collectors.joining("\n"));

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Path.of("src/test/resources/io/plimsoll/evaluation/diff", GOLDEN), told);
        }
        assertThat(told).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(BuiltInEditsTest.class.getResourceAsStream(GOLDEN))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
