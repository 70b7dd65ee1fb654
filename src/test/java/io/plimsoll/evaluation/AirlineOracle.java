package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The airline's policy once more, written from its text alone and in another manner than the tables: it knows only what
 * the text says of a reservation of which everything is known. Where something is not known, or facts contradict each
 * other, it tries every reservation that it could be: what holds for all of them is the answer, and else a person
 * decides.
 */
final class AirlineOracle {
    private static final List<Boolean> BOTH = List.of(true, false);

    private final int version;

    /** @param version of the policy's text, 1 or 2 */
    AirlineOracle(int version) {
        this.version = version;
    }

    /** @param ceiling in USD; null for none, and for one that somebody else knows */
    record Answer(String outcome, @Nullable BigDecimal ceiling) {
        static final Answer DENIED = new Answer("DISMISS", null);
        static final Answer PERSON = new Answer("ESCALATE", null);
        static final Answer ALLOWED = new Answer("ACT", null);

        static Answer allowed(boolean may) {
            return may ? ALLOWED : DENIED;
        }
    }

    /** A reservation, and what its customer wants, of which everything is known. */
    private record World(Map<String, Object> facts) {
        boolean is(String name, String value) {
            return value.equals(facts.get(name));
        }

        boolean holds(String name) {
            return Boolean.TRUE.equals(facts.get(name));
        }

        int passengers() {
            return (Integer) Objects.requireNonNull(facts.get("passengers"));
        }
    }

    Answer answer(String request, Map<String, Object> facts) {
        Set<Answer> answers = new HashSet<>();
        for (World world : worlds(request, facts)) {
            answers.add(answer(request, world, facts.get("bags_wanted")));
        }
        return answers.size() == 1 ? answers.iterator().next() : Answer.PERSON;
    }

    private Answer answer(String request, World world, @Nullable Object bags) {
        return switch (request) {
            case "cancel" -> cancel(world);
            case "change_cabin" ->
                Answer.allowed(!world.holds("same cabin") && !(version == 2 && world.holds("flown")));
            case "change_flights" -> Answer.allowed(!world.is("cabin", "basic_economy"));
            case "compensation" -> compensation(world);
            case "add_bags" -> Answer.allowed(!BigDecimal.ZERO.equals(bags));
            case "change_passenger" -> Answer.ALLOWED;
            default -> Answer.DENIED;
        };
    }

    private static Answer cancel(World world) {
        if (world.holds("flown")) {
            return Answer.PERSON;
        }
        boolean covered = world.holds("insured") && (world.is("reason", "health") || world.is("reason", "weather"));
        return Answer.allowed(
                world.holds("recent") || world.holds("cancelled") || world.is("cabin", "business") || covered);
    }

    private static Answer compensation(World world) {
        boolean eligible = world.is("membership", "silver")
                || world.is("membership", "gold")
                || world.holds("insured")
                || world.is("cabin", "business");
        boolean forCancelled = world.is("complaint", "cancelled") && world.holds("cancelled");
        boolean forDelayed = world.is("complaint", "delayed") && world.holds("delayed") && world.holds("wants change");
        if (!eligible || !(forCancelled || forDelayed)) {
            return Answer.DENIED;
        }
        // No reservation has more than five passengers: nobody knows what the facts mean.
        return world.passengers() > 5
                ? Answer.PERSON
                : new Answer("ACT", BigDecimal.valueOf((forCancelled ? 100L : 50L) * world.passengers()));
    }

    /** Every reservation that it could be, as far as the request is about it. */
    private static List<World> worlds(String request, Map<String, Object> facts) {
        Map<String, List<?>> possible = new LinkedHashMap<>();
        possible.put("cabin", texts(facts, "cabin", List.of("basic_economy", "economy", "business")));
        possible.put("insured", insured(facts));
        possible.put("cancelled", cancelled(request, facts));
        if (request.equals("compensation")) {
            possible.put("membership", texts(facts, "membership", List.of("regular", "silver", "gold")));
            possible.put("complaint", texts(facts, "complaint", List.of("cancelled", "delayed", "none")));
            possible.put("delayed", delayed(facts));
            possible.put("wants change", flags(facts.get("wants_change_or_cancel"), null));
            possible.put("passengers", passengers(facts));
        } else {
            possible.put("reason", texts(facts, "reason", List.of("health", "weather", "airline", "other")));
            possible.put("flown", flown(facts));
            possible.put("recent", recent(facts));
            // A cabin of which nothing is known is not taken for the one that the customer wants.
            possible.put(
                    "same cabin",
                    List.of(facts.containsKey("cabin") && facts.get("cabin").equals(facts.get("to_cabin"))));
        }
        List<Map<String, Object>> worlds = List.of(Map.of());
        for (Map.Entry<String, List<?>> each : possible.entrySet()) {
            worlds = worlds.stream()
                    .flatMap(world -> each.getValue().stream().map(value -> with(world, each.getKey(), value)))
                    .toList();
        }
        return worlds.stream().map(World::new).toList();
    }

    private static Map<String, Object> with(Map<String, Object> world, String name, Object value) {
        Map<String, Object> more = new HashMap<>(world);
        more.put(name, value);
        return more;
    }

    private static List<String> texts(Map<String, Object> facts, String name, List<String> all) {
        return facts.containsKey(name) ? List.of((String) Objects.requireNonNull(facts.get(name))) : all;
    }

    private static List<Boolean> insured(Map<String, Object> facts) {
        return facts.containsKey("insurance") ? List.of(Objects.equals(facts.get("insurance"), "yes")) : BOTH;
    }

    private static List<Integer> passengers(Map<String, Object> facts) {
        return facts.get("passengers") instanceof BigDecimal known
                ? List.of(known.intValueExact())
                : List.of(1, 2, 3, 4, 5);
    }

    /** What a flag can be: as stated, as seen, or either when neither is known or the two differ. */
    private static List<Boolean> flags(@Nullable Object stated, @Nullable Boolean seen) {
        if (stated == null) {
            return seen == null ? BOTH : List.of(seen);
        }
        return seen == null || stated.equals(seen) ? List.of((Boolean) stated) : BOTH;
    }

    private static List<Boolean> flown(Map<String, Object> facts) {
        LocalDate today = facts.get("now") instanceof String now
                ? LocalDateTime.parse(now).toLocalDate()
                : null;
        List<@Nullable Boolean> each = new ArrayList<>();
        for (Map<?, ?> flight : flights(facts)) {
            String status = (String) flight.get("status");
            if (status == null) {
                LocalDate day = LocalDate.parse((String) Objects.requireNonNull(flight.get("date")));
                each.add(today == null || day.equals(today) ? null : day.isBefore(today));
            } else {
                each.add(status.equals("flying") || status.equals("landed"));
            }
        }
        return flags(facts.get("any_segment_flown"), any(each));
    }

    /** A customer who names another reason does not say that the airline cancelled. */
    private static List<Boolean> cancelled(String request, Map<String, Object> facts) {
        List<@Nullable Boolean> each = new ArrayList<>();
        for (Map<?, ?> flight : flights(facts)) {
            Object status = flight.get("status");
            each.add(status == null ? null : status.equals("cancelled"));
        }
        Object stated = facts.get("any_segment_cancelled");
        Object reason = facts.get("reason");
        boolean unheardOf = stated == null && any(each) == null && reason != null && !reason.equals("airline");
        return request.equals("cancel") && unheardOf ? List.of(false) : flags(stated, any(each));
    }

    /** Of a flight that was flown or cancelled nobody knows whether it was late before. */
    private static List<Boolean> delayed(Map<String, Object> facts) {
        List<@Nullable Boolean> each = new ArrayList<>();
        for (Map<?, ?> flight : flights(facts)) {
            Object status = flight.get("status");
            each.add(
                    "delayed".equals(status)
                            ? Boolean.TRUE
                            : "available".equals(status) || "on time".equals(status) ? Boolean.FALSE : null);
        }
        return flags(facts.get("any_segment_delayed"), any(each));
    }

    private static @Nullable Boolean any(List<@Nullable Boolean> each) {
        if (each.contains(Boolean.TRUE)) {
            return true;
        }
        return each.isEmpty() || each.contains(null) ? null : Boolean.FALSE;
    }

    private static List<Boolean> recent(Map<String, Object> facts) {
        Boolean stated = facts.get("hours_since_booking") instanceof BigDecimal hours
                ? hours.compareTo(BigDecimal.valueOf(24)) <= 0
                : null;
        Object now = facts.get("now");
        if (now == null && stated == null) {
            now = "2024-05-15T15:00:00";
        }
        if (now == null || facts.get("created_at") == null) {
            return flags(stated, null);
        }
        Duration age = Duration.between(
                LocalDateTime.parse((String) Objects.requireNonNull(facts.get("created_at"))),
                LocalDateTime.parse((String) now));
        return age.isNegative() ? BOTH : flags(stated, age.compareTo(Duration.ofHours(24)) <= 0);
    }

    private static List<Map<?, ?>> flights(Map<String, Object> facts) {
        List<Map<?, ?>> flights = new ArrayList<>();
        if (facts.get("flights") instanceof List<?> list) {
            list.forEach(flight -> flights.add((Map<?, ?>) flight));
        }
        return flights;
    }
}
