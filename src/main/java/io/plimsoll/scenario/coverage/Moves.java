package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.scenario.Entry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be changed of a candidate, one thing at a time: the likelier changes first. */
final class Moves {
    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;
    private static final List<Integer> REPEATED = List.of(1, 2, 3, 5);
    private static final List<Duration> APART = List.of(Duration.ofMinutes(10), Duration.ofHours(25));
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    private final Manifest manifest;
    private final Slots slots;
    private final Pools pools;

    Moves(Manifest manifest, Survey survey, Seeds seeds) {
        this.manifest = manifest;
        this.slots = new Slots(manifest);
        this.pools = new Pools(survey.texts());
        seeds.any().forEach(seed -> pools.add(seed.body(), slots.all(seed.body())));
    }

    /** What a column meets when a candidate is sent; null when nobody knows. */
    @FunctionalInterface
    interface Meeting {
        @Nullable Object met(Candidate candidate, int column);
    }

    List<Candidate> from(Candidate candidate, Wanted wanted, Wanted.Aim aim, Meeting meeting) {
        Set<String> inputs = wanted.table().inputs();
        List<Slot> relevant = slots.of(candidate.body(), inputs);
        List<Candidate> moves = new ArrayList<>();
        if (aim.column() >= 0 && meeting.met(candidate, aim.column()) instanceof BigDecimal now) {
            relevant.forEach(slot -> aimed(candidate, slot, aim, now, meeting, moves));
        }
        if (inputs.stream().anyMatch(name -> name.endsWith(" Clock"))) {
            times(candidate, moves);
        }
        for (Slot slot : relevant) {
            for (Object value : pools.of(slot, Bodies.at(candidate.body(), slot.path()))) {
                moves.add(candidate.with(slot.path(), value));
            }
        }
        if (manifest.memory() != null && inputs.stream().anyMatch(manifest.features()::containsKey)) {
            histories(candidate, moves);
        }
        return moves;
    }

    /** If a small step of a value moves what the column meets, a longer one brings it to where it should be. */
    private static void aimed(
            Candidate candidate, Slot slot, Wanted.Aim aim, BigDecimal now, Meeting meeting, List<Candidate> into) {
        Object value = Bodies.at(candidate.body(), slot.path());
        Scale scale = value == null ? null : Scale.of(value).orElse(null);
        if (scale == null) {
            return;
        }
        Candidate probe = candidate.with(slot.path(), scale.moved(scale.step()));
        Candidate back = candidate.with(slot.path(), scale.moved(scale.step().negate()));
        BigDecimal slope = slope(probe, scale.step(), aim, now, meeting);
        if (slope.signum() == 0) {
            slope = slope(back, scale.step().negate(), aim, now, meeting);
        }
        if (slope.signum() != 0) {
            for (BigDecimal wanted : aim.values()) {
                BigDecimal by = wanted.subtract(now).divide(slope, EXACT_ENOUGH);
                into.add(candidate.with(slot.path(), scale.moved(by)));
            }
        }
    }

    private static BigDecimal slope(Candidate probe, BigDecimal step, Wanted.Aim aim, BigDecimal now, Meeting meeting) {
        return meeting.met(probe, aim.column()) instanceof BigDecimal moved
                ? moved.subtract(now).divide(step, EXACT_ENOUGH)
                : BigDecimal.ZERO;
    }

    private static void times(Candidate candidate, List<Candidate> into) {
        for (int hours = 1; hours < HOURS; hours++) {
            into.add(candidate.later(Duration.ofHours(hours)));
        }
        for (int days = 1; days < DAYS; days++) {
            into.add(candidate.later(Duration.ofDays(days)));
        }
    }

    /** The same was said before, so many times, in this case or outside of it; or nothing was said before. */
    private static void histories(Candidate candidate, List<Candidate> into) {
        if (!candidate.before().isEmpty()) {
            into.add(candidate.with(List.of()));
            into.add(candidate.with(
                    List.copyOf(candidate.before().subList(0, candidate.before().size() - 1))));
        }
        for (int times : REPEATED) {
            for (Duration apart : APART) {
                for (boolean sameCase : List.of(true, false)) {
                    into.add(candidate.with(repeated(candidate, times, apart, sameCase)));
                }
            }
        }
    }

    private static List<Entry.Moment> repeated(Candidate candidate, int times, Duration apart, boolean sameCase) {
        List<Entry.Moment> before = new ArrayList<>();
        for (int i = times; i > 0; i--) {
            Candidate earlier =
                    candidate.later(apart.multipliedBy(-i)).with(List.of("signal", "id"), "earlier-" + (times - i + 1));
            Candidate told = sameCase ? earlier : earlier.with(List.of("signal", "case"), null);
            before.add(Seeds.moment(told));
        }
        return before;
    }
}
