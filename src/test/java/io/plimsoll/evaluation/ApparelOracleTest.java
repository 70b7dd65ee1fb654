package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.ApparelOracle.Answer;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The apparel policy says what an oracle says that shares nothing with its tables. */
class ApparelOracleTest {
    private static final int CASES = 350;
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    /** What each subflow is able to answer; facts that never lead there would show nothing. */
    private static final Map<String, Set<String>> OUTCOMES = Map.of(
            "manage_extension", Set.of("ACT", "MANAGER", "PERSON"),
            "refund_status", Set.of("ACT", "MANAGER"),
            "refund_initiate", Set.of("ACT", "PERSON"),
            "refund_update", Set.of("ACT", "PERSON"),
            "cost", Set.of("ACT", "PERSON"));

    private final Random random = new Random(20_211_216);

    @TestFactory
    Stream<DynamicTest> verdict_ofRandomFacts_isWhatTheOracleSays() {
        CompiledPolicy policy = PolicyCompiler.compile(BuiltInPolicies.bundle("apparel"))
                .fold(Compilation.Compiled::policy, rejected -> {
                    throw new AssertionError(rejected.findings());
                });
        Set<String> subflows = policy.manifest().requests().keySet();
        assertThat(subflows).hasSize(29);
        return subflows.stream().map(subflow -> DynamicTest.dynamicTest(subflow, () -> compare(policy, subflow)));
    }

    private void compare(CompiledPolicy policy, String subflow) {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < CASES; i++) {
            Map<String, @Nullable Object> facts = facts();
            Answer expected = ApparelOracle.answer(subflow, facts);
            Verdict verdict = Evaluator.evaluate(policy, situation(policy, subflow, facts))
                    .verdict();
            Answer answer = answer(verdict, expected.way());
            outcomes.merge(answer.outcome(), 1, Integer::sum);
            if (!answer.equals(expected)) {
                differences.add(facts + " expected " + expected + " but was " + verdict.tree());
            }
        }

        assertThat(differences).isEmpty();
        assertThat(new TreeSet<>(outcomes.keySet()))
                .isEqualTo(new TreeSet<>(OUTCOMES.getOrDefault(subflow, Set.of("ACT", "DISMISS", "PERSON"))));
        assertThat(outcomes.values()).allMatch(count -> count >= CASES / 50);
    }

    /** @param way taken over: a verdict does not say it in one word */
    private static Answer answer(Verdict verdict, String way) {
        Intent requested = verdict.intents().get(0);
        assertThat(verdict.intents()).hasSize(1);
        assertThat(requested.disposition())
                .isEqualTo(verdict.outcome() == Outcome.ACT ? Disposition.PERMITTED : Disposition.REFUSED);
        String outcome = verdict.outcome().name();
        if (verdict.outcome() == Outcome.ESCALATE) {
            boolean manager = verdict.route() != null && verdict.route().queue().equals("apparel-manager");
            outcome = manager ? "MANAGER" : "PERSON";
        }
        Money ceiling = requested.ceiling();
        Object pays = requested.parameters().get("customerPays");
        return new Answer(
                outcome,
                way,
                ceiling == null ? null : ceiling.amount(),
                pays instanceof BigDecimal amount ? amount : null);
    }

    private static Situation situation(CompiledPolicy policy, String subflow, Map<String, @Nullable Object> facts) {
        Map<String, @Nullable Object> body = Tree.object()
                .put("signal", Map.of("id", "s-1", "customer", "c-1", "occurredAt", NOW.toString()))
                .put("request", Map.of("type", subflow))
                .put("facts", facts)
                .build();
        assertThat(policy.contract().violations(body)).isEmpty();
        return new Situation(policy.manifest().domain(), NOW, Submission.of(body));
    }

    /** All facts of the domain, whatever the subflow is; each is sometimes missing or null. */
    private Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        int missing = random.nextInt(4);
        maybe(missing, facts, "membership", "gold", "silver", "bronze", "guest");
        maybe(missing, facts, "days_since_purchase", numbers("0", "30", "31", "90", "91", "180", "181", "400", "999"));
        maybe(missing, facts, "has_receipt", true, false, false, false);
        maybe(missing, facts, "original_packaging", true, false, false, false);
        maybe(missing, facts, "refund_target", "gift card", "add value", "paper check", "credit card");
        maybe(4, facts, "dislikes", "status", "payment method");
        maybe(missing, facts, "shipping_status", "order received", "in transit", "out for delivery", "delivered");
        maybe(missing, facts, "days_waited", numbers("0", "6", "7", "8", "30"));
        maybe(missing, facts, "days_late", numbers("0", "1", "2", "30"));
        maybe(missing, facts, "code_age_days", numbers("0", "7", "8", "30"));
        for (String amount : List.of("previous_refund", "new_item_price", "fee", "item_price", "shipping_fee")) {
            maybe(missing, facts, amount, numbers("1", "12.5", "99.99", "250"));
        }
        maybe(4, facts, "amount_named", numbers("1", "12.5", "99.99", "250"));
        maybe(missing, facts, "amount_wrong", numbers("0.01", "9.99", "10", "10.01", "75"));
        for (String flag : List.of(
                "oracle_company_error",
                "oracle_email_right",
                "oracle_customer_right",
                "oracle_credit_missing",
                "oracle_order_as_expected",
                "oracle_yes",
                "still_unhappy")) {
            maybe(missing, facts, flag, true, false);
        }
        maybe(missing, facts, "already_paid", true, true, true, false);
        return facts;
    }

    /** @param missing how many times in eight the fact is not known */
    private void maybe(int missing, Map<String, @Nullable Object> facts, String name, Object... values) {
        if (random.nextInt(8) >= missing) {
            facts.put(name, values[random.nextInt(values.length)]);
        } else if (random.nextBoolean()) {
            facts.put(name, null);
        }
    }

    private static Object[] numbers(String... numbers) {
        return Arrays.stream(numbers).map(BigDecimal::new).toArray();
    }
}
