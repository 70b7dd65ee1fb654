package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A malfunction comes before everything else, and nothing else is taken for one. */
class SparePartsTest {
    private static final int CASES = 600;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final CompiledPolicy POLICY = compiled(BuiltInPolicies.bundle("spare-parts"));
    private static final CompiledPolicy GUARDRAILS =
            compiled(BuiltInPolicies.guardrails("spare-parts").orElseThrow());

    private final Random random = new Random(4_711);

    /** With the same customer and case throughout, so that every limit is used up after a few decisions. */
    @Test
    void malfunction_whateverElseHolds_bringsTheFieldTechnicianAtOnce() {
        Chronicle chronicle = new Chronicle(POLICY.manifest());
        int malfunctions = 0;
        int suppressed = 0;
        for (int i = 0; i < CASES; i++) {
            Map<String, @Nullable Object> body = body(i);
            assertThat(POLICY.contract().violations(body)).isEmpty();
            Situation situation = chronicle.situation("test", NOW.plusSeconds(i), Submission.of(body));

            Evaluation evaluation = Evaluator.evaluate(POLICY, GUARDRAILS, situation);

            chronicle.add(Consequences.of(POLICY.manifest(), "test", situation, evaluation));
            Verdict verdict = evaluation.verdict();
            boolean malfunction = isMalfunction(body);
            malfunctions += malfunction ? 1 : 0;
            suppressed += verdict.suppressed().size();
            assertThat(verdict.route() != null && verdict.route().queue().equals("field-service"))
                    .as("%s: %s", body, verdict.tree())
                    .isEqualTo(malfunction);
            if (malfunction) {
                assertTechnicianIsSent(verdict, body);
            }
        }

        assertThat(malfunctions).isBetween(CASES / 4, CASES * 9 / 10);
        assertThat(suppressed).isGreaterThan(CASES / 20);
    }

    private static void assertTechnicianIsSent(Verdict verdict, Map<String, @Nullable Object> body) {
        Route route = verdict.route();
        Intent technician = verdict.intents().get(0);
        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.suppressed()).isEmpty();
        assertThat(technician.type()).isEqualTo("equipment_malfunction");
        assertThat(technician.disposition()).isEqualTo(Disposition.PERMITTED);
        if (Boolean.TRUE.equals(facts(body).get("safety_risk"))) {
            assertThat(verdict.severity()).isEqualTo(5);
            assertThat(route).isEqualTo(new Route("field-service", 4, Duration.ofMinutes(15)));
        }
    }

    private static boolean isMalfunction(Map<String, @Nullable Object> body) {
        Object request = body.get("request");
        return Boolean.TRUE.equals(facts(body).get("machine_down"))
                || Boolean.TRUE.equals(facts(body).get("safety_risk"))
                || (request != null
                        && "equipment_malfunction".equals(Tree.asObject(request).get("type")));
    }

    private static Map<String, @Nullable Object> facts(Map<String, @Nullable Object> body) {
        return Tree.asObject(body.get("facts"));
    }

    private Map<String, @Nullable Object> body(int number) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        maybe(facts, "machine_down", true, false, false);
        maybe(facts, "safety_risk", true, false, false, false);
        maybe(facts, "order_status", "open", "shipped", "shipped", "delivered", "cancelled");
        maybe(facts, "days_overdue", new BigDecimal(0), new BigDecimal(2), new BigDecimal(3), new BigDecimal(90));
        maybe(facts, "part_in_stock", true, false);
        maybe(facts, "part_value", new BigDecimal(10), new BigDecimal(9_000));
        maybe(facts, "warranty_record_found", true, false);
        maybe(facts, "warranty_until", "2026-01-31", "2026-12-31");
        maybe(facts, "failed_on", "2026-02-27");
        maybe(facts, "invoice_amount", new BigDecimal(100), new BigDecimal(5_000));
        maybe(facts, "contract_amount", new BigDecimal(100));
        maybe(facts, "key_account", true, false);
        Tree.Builder signal = Tree.object()
                .put("id", "s-" + number)
                .put("customer", "c-1")
                .put("case", "k-" + random.nextInt(3))
                .put("occurredAt", NOW.plusSeconds(number).toString())
                .put("producer", Map.of("kind", "MODEL", "name", "mood-model", "version", "1"))
                .put(
                        "scores",
                        Map.of(
                                "sentiment", tenths(-10, 10),
                                "intensity", tenths(0, 10),
                                "confidence", tenths(0, 10)));
        Tree.Builder body = Tree.object().put("signal", signal.build()).put("facts", facts);
        Object request = pick("", "missing_shipment", "incorrect_billing", "warranty_dispute", "equipment_malfunction");
        return (request.equals("") ? body : body.put("request", Map.of("type", request))).build();
    }

    private BigDecimal tenths(int least, int most) {
        return BigDecimal.valueOf(least + random.nextInt(most - least + 1), 1);
    }

    private void maybe(Map<String, @Nullable Object> facts, String name, Object... values) {
        if (random.nextInt(3) > 0) {
            facts.put(name, pick(values));
        }
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
