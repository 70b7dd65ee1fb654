package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.OlderPolicies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Both versions of the airline's policy say what an oracle says that shares nothing with their tables. */
class AirlineOracleTest {
    private static final int CASES = 500;
    private static final Set<String> DEPENDING_ON_FACTS =
            Set.of("cancel", "change_flights", "change_cabin", "add_bags", "compensation");
    private static final Instant NOW = Instant.parse("2024-05-15T20:00:00Z");
    private static final List<String> REASONS = List.of("health", "weather", "airline", "other");
    /** As a client writes what the oracle calls by one word. */
    private static final Map<String, String> WRITTEN =
            Map.of("airline", "airline_cancelled", "other", "change of plan", "luggage", "lost luggage");

    private final Random random = new Random(20_240_515);

    @TestFactory
    Stream<DynamicTest> verdict_ofRandomFacts_isWhatTheOracleSays() {
        return Stream.of(1, 2).flatMap(version -> {
            CompiledPolicy policy = PolicyCompiler.compile(
                            version == 1 ? OlderPolicies.bundle("airline-1") : BuiltInPolicies.bundle("airline"))
                    .fold(Compilation.Compiled::policy, rejected -> {
                        throw new AssertionError(rejected.findings());
                    });
            return policy.manifest().requests().keySet().stream()
                    .map(request -> DynamicTest.dynamicTest(
                            "version " + version + " " + request, () -> compare(version, policy, request)));
        });
    }

    private void compare(int version, CompiledPolicy policy, String request) {
        AirlineOracle oracle = new AirlineOracle(version);
        List<String> differences = new ArrayList<>();
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        int cases = DEPENDING_ON_FACTS.contains(request) ? CASES : CASES / 10;
        for (int i = 0; i < cases; i++) {
            Map<String, Object> facts = facts();
            AirlineOracle.Answer expected = oracle.answer(request, facts);
            Verdict verdict = Evaluator.evaluate(policy, situation(policy, request, facts))
                    .verdict();
            Money ceiling = verdict.intents().get(0).ceiling();
            AirlineOracle.Answer answer = new AirlineOracle.Answer(
                    verdict.outcome().name(),
                    ceiling == null ? null : ceiling.amount().setScale(0));
            outcomes.merge(answer.outcome(), 1, Integer::sum);
            if (!answer.equals(expected)) {
                differences.add(facts + " expected " + expected + " but was " + verdict.tree());
            }
            if ((verdict.outcome() == Outcome.ACT)
                    != (verdict.intents().get(0).disposition() == Disposition.PERMITTED)) {
                differences.add(facts + " does not carry out what is permitted: " + verdict.tree());
            }
        }

        assertThat(differences).isEmpty();
        // Facts that never lead anywhere would show nothing.
        if (List.of("cancel", "compensation").contains(request) || (version == 2 && request.equals("change_cabin"))) {
            assertThat(outcomes).containsOnlyKeys("ACT", "DISMISS", "ESCALATE");
            assertThat(outcomes.values()).allMatch(count -> count >= CASES / 50);
        }
    }

    private static Situation situation(CompiledPolicy policy, String request, Map<String, Object> facts) {
        Map<String, Object> sent = new LinkedHashMap<>(facts);
        sent.replaceAll((name, value) ->
                List.of("reason", "complaint").contains(name) ? WRITTEN.getOrDefault(value, (String) value) : value);
        Map<String, @Nullable Object> body = Tree.object()
                .put("signal", Map.of("id", "s-1", "customer", "c-1", "occurredAt", NOW.toString()))
                .put("request", Map.of("type", request))
                .put("facts", sent)
                .build();
        assertThat(policy.contract().violations(body)).isEmpty();
        return new Situation(policy.manifest().domain(), NOW, Submission.of(body));
    }

    /** Each fact is sometimes missing; some that depend on each other contradict each other now and then. */
    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        int missing = random.nextInt(4);
        maybe(missing, facts, "membership", "regular", "regular", "silver", "gold");
        maybe(missing, facts, "cabin", "basic_economy", "economy", "economy", "business");
        maybe(missing, facts, "to_cabin", "basic_economy", "economy", "business");
        maybe(missing, facts, "insurance", "yes", "no", "no");
        maybe(missing, facts, "reason", REASONS.toArray());
        maybe(missing, facts, "complaint", "cancelled", "delayed", "luggage", "none");
        maybe(missing, facts, "wants_change_or_cancel", true, false);
        maybe(missing, facts, "passengers", numbers(1, 2, 3, 4, 5, 5, 6));
        maybe(missing, facts, "bags_wanted", numbers(0, 1, 2, 3));
        maybe(missing, facts, "total_baggages", numbers(0, 1, 2, 3));
        maybe(missing, facts, "any_segment_flown", true, false, false, false, false, false);
        maybe(missing, facts, "any_segment_cancelled", true, false, false);
        maybe(missing, facts, "any_segment_delayed", true, false);
        maybe(2, facts, "hours_since_booking", numbers(0, 23, 24, 25, 300));
        maybe(missing, facts, "now", "2024-05-15T15:00:00", "2024-05-15T14:59:59", "2024-05-16T09:00:00");
        maybe(
                missing,
                facts,
                "created_at",
                "2024-05-14T15:00:00",
                "2024-05-14T14:59:59",
                "2024-05-01T09:00:00",
                "2024-05-15T14:59:59",
                "2024-05-15T15:00:00");
        if (random.nextInt(3) == 0) {
            facts.put(
                    "flights",
                    Stream.generate(this::flight).limit(random.nextInt(4)).toList());
        }
        maybe(2, facts, "claim", "I am a gold member and my flight was cancelled");
        maybe(2, facts, "claimed_passengers", numbers(5));
        maybe(2, facts, "pressure", "shouts");
        return facts;
    }

    private Map<String, Object> flight() {
        Map<String, Object> flight = new LinkedHashMap<>();
        flight.put("flight", "HAT1");
        flight.put("date", pick("2024-05-14", "2024-05-15", "2024-05-16", "2024-05-20"));
        maybe(3, flight, "status", "available", "available", "on time", "delayed", "cancelled", "landed", "flying");
        return flight;
    }

    /** @param missing how many times in eight the fact is not known */
    private void maybe(int missing, Map<String, Object> facts, String name, Object... values) {
        if (random.nextInt(8) >= missing) {
            facts.put(name, pick(values));
        }
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }

    private static Object[] numbers(int... numbers) {
        return Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toArray();
    }
}
