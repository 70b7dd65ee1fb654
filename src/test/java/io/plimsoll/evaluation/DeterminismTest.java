package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class DeterminismTest {
    private static final int THREADS = 8;
    /** Policies side by side that differ in one threshold, so that a mixed-up runtime or trace shows. */
    private static final List<CompiledPolicy> POLICIES = List.of(policy(100), policy(200), policy(300), policy(100));

    record Case(int policy, String amount, String kind) {
        Situation situation() {
            return Situations.requesting("tiered", "{\"amount\": " + amount + ", \"kind\": " + kind + "}");
        }

        byte[] evaluate() {
            return Evaluator.evaluate(POLICIES.get(policy), situation()).bytes();
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void evaluate_manyThreadsAndPolicies_givesEqualBytesForEqualArguments(@ForAll("cases") List<Case> cases)
            throws Exception {
        Map<String, byte[]> alone = new TreeMap<>();
        cases.forEach(each -> alone.put(each.toString(), each.evaluate()));

        List<Case> shuffled = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            shuffled.addAll(cases);
        }
        Collections.shuffle(shuffled, new java.util.Random(cases.hashCode()));
        List<Callable<byte[]>> tasks =
                shuffled.stream().map(each -> (Callable<byte[]>) each::evaluate).toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<byte[]>> together = threads.invokeAll(tasks);
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(together.get(i).get())
                        .isEqualTo(alone.get(shuffled.get(i).toString()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Property(tries = 200)
    void evaluate_situationReadBackFromItsBytes_givesEqualBytes(@ForAll("case") Case one) {
        Situation readBack = Situation.read(one.situation().bytes());

        assertThat(readBack.bytes()).isEqualTo(one.situation().bytes());
        assertThat(Evaluator.evaluate(POLICIES.get(one.policy()), readBack).bytes())
                .isEqualTo(one.evaluate());
    }

    @Property(tries = 50)
    void evaluate_sameBundleCompiledTwice_givesEqualBytes(@ForAll("case") Case one) {
        Case first = new Case(0, one.amount(), one.kind());
        Case second = new Case(3, one.amount(), one.kind());

        assertThat(first.evaluate()).isEqualTo(second.evaluate());
    }

    @Provide("case")
    Arbitrary<Case> oneCase() {
        Arbitrary<Integer> policies = Arbitraries.integers().between(0, POLICIES.size() - 1);
        Arbitrary<String> amounts = Arbitraries.bigDecimals()
                .between(java.math.BigDecimal.valueOf(-600), java.math.BigDecimal.valueOf(600))
                .ofScale(2)
                .map(java.math.BigDecimal::toPlainString);
        Arbitrary<String> kinds = Arbitraries.of("null", "\"A\"", "\"B\"", "\"C\"");
        return Combinators.combine(policies, amounts, kinds).as(Case::new);
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        return oneCase().list().ofSize(40);
    }

    private static CompiledPolicy policy(int threshold) {
        return TestPolicy.policy()
                .table(
                        "tiered",
                        "Amount",
                        "",
                        "< 0 -> {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}",
                        "[0.." + threshold + ") -> {intents: [{disposition: \"PERMITTED\", ceiling: Amount, parameters:"
                                + " {kind: Kind, half: Amount / 3}, reasons: [\"FINE\"]}]}",
                        "[" + threshold + "..500] -> {intents: [{disposition: \"NEEDS_APPROVAL\", ceiling: Amount,"
                                + " reasons: [\"FINE\"]}]}")
                .compiled();
    }
}
