package io.plimsoll.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.policy.VersionId;
import io.plimsoll.rollout.Deployment.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the steps of rollouts amount to at an instant. */
class ScheduleTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T00:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T00:00:00Z");
    private static final Instant THURSDAY = Instant.parse("2026-03-05T00:00:00Z");

    private final List<Deployment> steps = new ArrayList<>();

    @Test
    void activation_answersFromItsInstantOn() {
        active(1, MONDAY, null);
        active(2, WEDNESDAY, null);

        assertThat(at(MONDAY.minusNanos(1))).isEmpty();
        assertThat(at(MONDAY)).contains(1);
        assertThat(at(WEDNESDAY.minusNanos(1))).contains(1);
        assertThat(at(WEDNESDAY)).contains(2);
    }

    @Test
    void clock_thatIsBehind_meetsTheFirstActivation() {
        active(1, MONDAY, null);
        active(2, WEDNESDAY, null);

        assertThat(Schedule.of(steps)
                        .answering(MONDAY.minusSeconds(5), any -> true)
                        .map(step -> step.version().number()))
                .contains(1);
    }

    @Test
    void activation_withAnEnd_givesWayToTheOneBefore() {
        active(1, MONDAY, null);
        active(2, TUESDAY, WEDNESDAY);

        assertThat(at(WEDNESDAY.minusNanos(1))).contains(2);
        assertThat(at(WEDNESDAY)).contains(1);
    }

    @Test
    void activation_thatWasPlannedEarlier_stillComesAfterOneOfToday() {
        active(1, MONDAY, null);
        active(3, THURSDAY, null);
        active(2, TUESDAY, null);

        assertThat(at(WEDNESDAY)).contains(2);
        assertThat(at(THURSDAY)).contains(3);
        assertThat(Schedule.of(steps).planned(WEDNESDAY))
                .extracting(step -> step.version().number())
                .containsExactly(3);
    }

    @Test
    void rollback_makesAnActivationAsIfItHadNeverBeen() {
        active(1, MONDAY, null);
        long rollout = active(2, TUESDAY, null);
        step(rollout, 2, Stage.ROLLED_BACK, null, TUESDAY, null);

        assertThat(at(WEDNESDAY)).contains(1);
        assertThat(at(TUESDAY)).contains(1);
    }

    @Test
    void version_thatIsNotReady_isPassedOver() {
        active(1, MONDAY, null);
        active(2, TUESDAY, null);

        assertThat(Schedule.of(steps)
                        .active(WEDNESDAY, version -> version.number() != 2)
                        .map(step -> step.version().number()))
                .contains(1);
    }

    @Test
    void candidate_isTheRolloutThatHasNotEnded() {
        active(1, MONDAY, null);
        long rollout = step(null, 2, Stage.SHADOW, null, TUESDAY, null);
        assertThat(candidate()).contains(Stage.SHADOW);

        step(rollout, 2, Stage.CANARY, BigDecimal.TEN, TUESDAY, null);
        assertThat(candidate()).contains(Stage.CANARY);
        assertThat(at(WEDNESDAY)).contains(1);

        step(rollout, 2, Stage.ACTIVE, null, WEDNESDAY, null);
        assertThat(candidate()).isEmpty();
        assertThat(at(WEDNESDAY)).contains(2);
    }

    @Test
    void needed_isWhatAnswersOrWouldAnswer() {
        active(1, MONDAY, null);
        active(2, TUESDAY, null);
        active(3, TUESDAY, null);
        active(4, THURSDAY, null);
        step(null, 5, Stage.SHADOW, null, TUESDAY, null);

        assertThat(Schedule.of(steps).needed(WEDNESDAY))
                .extracting(VersionId::number)
                .containsExactlyInAnyOrder(2, 3, 4, 5);
    }

    @Test
    void canary_splitsByCustomer_andOnlyGrows() {
        Deployment few = canary("10");
        Deployment more = canary("25.5");
        List<String> customers =
                IntStream.range(0, 20_000).mapToObj(i -> "c-" + i).toList();

        List<String> inFew = customers.stream()
                .filter(customer -> Lane.isChosen(few, customer))
                .toList();
        List<String> inMore = customers.stream()
                .filter(customer -> Lane.isChosen(more, customer))
                .toList();

        assertThat(inMore).containsAll(inFew);
        assertThat(inFew).hasSizeBetween(1_850, 2_150);
        assertThat(inMore).hasSizeBetween(4_850, 5_350);
        assertThat(customers).allMatch(customer -> Lane.isChosen(canary("100"), customer));
    }

    private static Deployment canary(String percent) {
        return new Deployment(
                9,
                7,
                version(2),
                Stage.CANARY,
                new BigDecimal(percent),
                MONDAY,
                null,
                Gates.DEFAULT,
                "operator",
                "test",
                MONDAY);
    }

    private Optional<Stage> candidate() {
        return Schedule.of(steps).candidate().map(Deployment::stage);
    }

    private Optional<Integer> at(Instant instant) {
        return Schedule.of(steps).active(instant, any -> true).map(step -> step.version()
                .number());
    }

    private long active(int version, Instant from, @Nullable Instant to) {
        return step(null, version, Stage.ACTIVE, null, from, to);
    }

    private long step(
            @Nullable Long rollout,
            int version,
            Stage stage,
            @Nullable BigDecimal percent,
            Instant from,
            @Nullable Instant to) {
        long number = steps.size() + 1L;
        long of = rollout == null ? number : rollout;
        steps.add(new Deployment(
                number, of, version(version), stage, percent, from, to, Gates.DEFAULT, "operator", "test", from));
        return of;
    }

    private static VersionId version(int number) {
        return new VersionId(new DomainName("retail"), Manifest.Kind.POLICY, number);
    }
}
