package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.ContractChange.Effect;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client that knows the first version of a contract gets from the second: the comparison says beforehand what the
 * call is answered with.
 */
class ContractChangeTest {
    private static final String FACTS = """
            note: {type: string, maxLength: 20}
            level: {type: integer, min: 1, max: 5}
            way: {type: string, values: [EMAIL, PHONE]}
            paid: {type: number}
            items: {type: list, maxItems: 3, items: {type: object, fields: {price: {type: number, requiredFor: [ask]}}}}
            """;
    private static final Map<String, @Nullable Object> OLD_FACTS = Map.of(
            "note",
            "twelve chars",
            "level",
            BigDecimal.valueOf(5),
            "way",
            "PHONE",
            "paid",
            new BigDecimal("1.5"),
            "items",
            List.of(Map.of("price", BigDecimal.ONE), Map.of("price", BigDecimal.TEN)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paid: {type: number} | paid: {type: number} # the same | |",
                "paid: {type: number} | paid: {type: number}~new: {type: string} | COMPATIBLE /facts/new is new |",
                "min: 1, max: 5 | min: 1, max: 9 | COMPATIBLE /facts/level has more room |",
                "type: integer, min: 1, max: 5 | type: number, min: 1, max: 5 | COMPATIBLE /facts/level may have fractions |",
                "[EMAIL, PHONE] | [EMAIL, PHONE, POST] | COMPATIBLE /facts/way may have more values |",
                "type: string, values: [EMAIL, PHONE] | type: string | COMPATIBLE /facts/way may be any text |",
                "maxItems: 3 | maxItems: 9 | COMPATIBLE /facts/items may have 9 items |",
                "requiredFor: [ask] | requiredFor: [] | COMPATIBLE /facts/items/*/price is needed less often |",
            })
    void change_thatIsCompatible_leavesTheClientAlone(String from, String to, @Nullable String changes) {
        assertThat(changes(from, to))
                .containsExactlyElementsOf(changes == null ? List.of() : List.of(changes.split("; ")));
        assertThat(answer(from, to)).isEqualTo("decided");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paid: {type: number} | | BREAKING /facts/paid is not understood any more"
                        + " | /facts/paid is not declared here; known are note, level, way, items",
                "paid: {type: number} | paidUsd: {type: number} | BREAKING /facts/paid is not understood any more;"
                        + " COMPATIBLE /facts/paidUsd is new"
                        + " | /facts/paid is not declared here; known are note, level, way, paidUsd, items",
                "paid: {type: number} | paid: {type: string} | BREAKING /facts/paid is of another type"
                        + " | /facts/paid must be a string; put quotes around it",
                "paid: {type: number} | paid: {type: integer} | BREAKING /facts/paid must be whole"
                        + " | /facts/paid must be a whole number",
                "[EMAIL, PHONE] | [EMAIL] | BREAKING /facts/way must not be PHONE any more | /facts/way must be one of EMAIL",
                "note: {type: string, maxLength: 20} | note: {type: string, values: [A]}"
                        + " | BREAKING /facts/note must be one of A | /facts/note must be one of A",
                "maxLength: 20 | maxLength: 10 | BREAKING /facts/note may have 10 characters"
                        + " | /facts/note must have 0 to 10 characters",
                "max: 5 | max: 4 | BREAKING /facts/level has another greatest value | /facts/level must be at most 4",
                "maxItems: 3 | maxItems: 1 | BREAKING /facts/items may have 1 items | /facts/items must have at most 1 items",
                "{price: {type: number, requiredFor: [ask]}} | {cost: {type: number}}"
                        + " | BREAKING /facts/items/*/price is not understood any more; COMPATIBLE /facts/items/*/cost is new"
                        + " | /facts/items/0/price is not declared here; known are cost",
            })
    void change_thatRefuses_isToldAtThePlace(String from, String to, String changes, String answer) {
        assertThat(changes(from, to == null ? "" : to)).containsExactly(changes.split("; "));
        assertThat(answer(from, to == null ? "" : to)).startsWith(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paid: {type: number} | paid: {type: number}~new: {type: string, requiredFor: [ask]}"
                        + " | BREAKING /facts/new is new, and needed for ask | INSUFFICIENT_CONTEXT /facts/new",
                "paid: {type: number} | paid: {type: number}~new: {type: string, requiredFor: [always]}"
                        + " | BREAKING /facts/new is new, and needed for always | INSUFFICIENT_CONTEXT /facts/new",
            })
    void fact_thatIsNeededNow_handsOver(String from, String to, String changes, String answer) {
        assertThat(changes(from, to)).containsExactly(changes);
        assertThat(answer(from, to)).isEqualTo(answer);
    }

    @Test
    void requests_addedRemovedAndBoundToFacts_areTold() {
        Manifest earlier =
                manifest(FACTS, "ask: {description: d., arguments: {sum: {type: number}}}\n  gone: {description: d.}");
        Manifest later = manifest(
                FACTS,
                "ask: {description: d., arguments: {sum: {type: number, fact: paid}}}\n  come: {description: d.}");

        assertThat(ContractChange.between(earlier, later))
                .containsExactly(
                        new ContractChange(
                                "/request/arguments/ask/sum", Effect.BREAKING, "must not differ from the fact paid"),
                        new ContractChange("/request/type", Effect.BREAKING, "gone is no request any more"),
                        new ContractChange("/request/type", Effect.COMPATIBLE, "come is a new request"));
        assertThat(ContractChange.between(later, later)).isEmpty();
    }

    private static List<String> changes(String from, String to) {
        return ContractChange.between(first(), second(from, to)).stream()
                .map(change -> change.effect() + " " + change.place() + " " + change.detail())
                .toList();
    }

    /** What a call that was right for the first version gets from the second: a refusal, a safe verdict, or a decision. */
    private static String answer(String from, String to) {
        Map<String, @Nullable Object> body = Tree.object()
                .put("signal", Map.of("id", "s", "customer", "c", "occurredAt", "2026-03-02T09:15:00Z"))
                .put("request", Map.of("type", "ask"))
                .put("facts", OLD_FACTS)
                .build();
        assertThat(new Contract(first()).violations(body)).isEmpty();

        Contract contract = new Contract(second(from, to));
        List<Violation> violations = contract.violations(body);
        if (!violations.isEmpty()) {
            return violations.get(0).pointer() + " " + violations.get(0).detail();
        }
        List<String> missing = contract.missing(Submission.of(body));
        return missing.isEmpty() ? "decided" : EngineReason.INSUFFICIENT_CONTEXT + " " + String.join(", ", missing);
    }

    private static Manifest first() {
        return manifest(FACTS, "ask: {description: d.}");
    }

    private static Manifest second(String from, String to) {
        assertThat(FACTS).contains(from);
        return manifest(FACTS.replace(from, to.replace('~', '\n')), "ask: {description: d.}");
    }

    private static Manifest manifest(String facts, String requests) {
        String yaml = TestPolicy.policy()
                .request("ask", TestPolicy.PERMIT)
                .manifest()
                .replaceFirst("(?s)inputs:\n.*?requests:\n.*?intents:", """
                        inputs:
                        %srequests:
                          %s
                        intents:""".formatted(facts.indent(2), requests));
        List<Finding> findings = new ArrayList<>();
        Manifest manifest = ManifestReader.read(yaml.getBytes(StandardCharsets.UTF_8), findings);
        assertThat(findings).isEmpty();
        return Objects.requireNonNull(manifest);
    }
}
