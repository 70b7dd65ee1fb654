package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.Examination.State;
import io.plimsoll.sandbox.ExaminationTask;
import io.plimsoll.sandbox.Examiner;
import io.plimsoll.scenario.Progress;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an examination when whoever works on it dies or is told to stop. Nobody else works on it here. */
@QuarkusTest
@TestProfile(ExaminationResumesTest.NobodyWorks.class)
class ExaminationResumesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Examination.Result RESULT = new Examination.Result("{}", "");

    @Inject
    Examinations examinations;

    @Inject
    ExaminationStore store;

    @Inject
    PolicyVersionStore versions;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** A replica that works on no examinations. */
    public static class NobodyWorks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.examination.children", "0");
        }
    }

    private Examination started() {
        VersionId retail = versions.list(
                        new PolicyVersionStore.VersionFilter(
                                "retail", Manifest.Kind.POLICY, Transition.State.APPROVED, null),
                        1,
                        Optional.empty())
                .items()
                .get(0)
                .id();
        assertThat(retail.domain()).isEqualTo(new DomainName("retail"));
        return examinations.start(retail, new Examinations.Wish(ExaminationTask.Subject.MUTATION, 10, 1), "analyst");
    }

    private ExaminationStore.Claim claim(String by, Instant at) {
        return store.claim(by, at, at.plus(MINUTE)).orElseThrow();
    }

    @AfterEach
    void endAll() {
        Instant later = now.plus(Duration.ofDays(1));
        for (Optional<ExaminationStore.Claim> left = store.claim("end", later, later.plus(MINUTE));
                left.isPresent();
                left = store.claim("end", later, later.plus(MINUTE))) {
            examinations.fail(left.get(), "The test is over.");
        }
    }

    private static Examiner.Stand stand(int done, String notes) {
        return new Examiner.Stand(Progress.Phase.MUTANTS, done, 10, notes);
    }

    private Examination now(Examination examination) {
        return store.find(examination.id()).orElseThrow();
    }

    @Test
    void examination_ofAWorkerThatDied_isGoneOnWith_andTheDeadOneCannotComeBack() {
        Examination examination = started();
        ExaminationStore.Claim dead = claim("first", now);
        assertThat(dead.notes()).isEmpty();
        assertThat(store.extend(dead, stand(3, "notes"), now, now.plus(MINUTE))).isTrue();
        assertThat(now(examination).advance().done()).isEqualTo(3);

        assertThat(store.claim("second", now, now.plus(MINUTE))).isEmpty();
        ExaminationStore.Claim again = claim("second", now.plus(MINUTE).plusSeconds(1));

        assertThat(again.examination().id()).isEqualTo(examination.id());
        assertThat(again.notes()).isEqualTo("notes");
        assertThat(again.examination().advance()).isEqualTo(Examination.Advance.NONE);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(store.extend(dead, stand(4, ""), now, now.plus(MINUTE))).isFalse();
        assertThat(store.fail(dead, "It was me.", now)).isFalse();
        examinations.finish(dead, RESULT);
        assertThat(now(examination).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void rate_ofAPhase_isThatSinceItWasBegunOrGoneOnWith() {
        Examination examination = started();
        ExaminationStore.Claim claim = claim("worker", now);
        assertThat(now(examination).perMinute(now)).isEmpty();

        store.extend(claim, stand(4, ""), now, now.plus(MINUTE));
        store.extend(claim, stand(6, ""), now.plusSeconds(30), now.plus(MINUTE));

        Instant minuteLater = now.plus(MINUTE);
        assertThat(now(examination).perMinute(minuteLater)).contains(2L);
        assertThat(now(examination).timeLeft(minuteLater)).contains(Duration.ofMinutes(2));
        store.extend(claim, new Examiner.Stand(Progress.Phase.CASES, 0, 2, ""), minuteLater, minuteLater.plus(MINUTE));
        assertThat(now(examination).perMinute(minuteLater.plus(MINUTE))).isEmpty();
        assertThat(now(examination).timeLeft(minuteLater.plus(MINUTE))).isEmpty();
    }

    @Test
    void examination_thatIsGivenUp_ends_andWhoeverWorksOnItIsTold() {
        Examination examination = started();
        ExaminationStore.Claim claim = claim("worker", now);

        examinations.cancel(examination.order().version(), examination.id(), "operator");

        assertThat(store.extend(claim, stand(1, ""), now, now.plus(MINUTE))).isFalse();
        examinations.finish(claim, RESULT);
        assertThat(now(examination).state()).isEqualTo(State.CANCELLED);
        assertThat(store.result(examination.id())).isEmpty();
    }

    @Test
    void examination_thatIsGivenBack_isThereForTheNext_andCountsOnlyWhenSomethingBroke() {
        Examination examination = started();
        store.release(claim("worker", now), false);
        ExaminationStore.Claim second = claim("other", now);
        store.release(second, true);

        assertThat(second.examination().id()).isEqualTo(examination.id());
        assertThat(second.attempts()).isEqualTo(1);
        assertThat(claim("third", now).attempts()).isEqualTo(2);
    }

    @Test
    void examination_thatIsDone_keepsWhatWasFound() {
        Examination examination = started();
        ExaminationStore.Claim claim = claim("worker", now);
        store.extend(claim, stand(7, "notes"), now, now.plus(MINUTE));

        examinations.finish(claim, RESULT);
        examinations.fail(claim, "too late");

        assertThat(now(examination).state()).isEqualTo(State.DONE);
        assertThat(now(examination).advance().done())
                .as("nothing is left to do")
                .isEqualTo(10);
        assertThat(store.result(examination.id())).contains(RESULT);
        assertThat(store.done(examination.order().version()))
                .extracting(Examination::id)
                .contains(examination.id());
    }

    @Test
    void examinationsThatWait_tooMany_areRefused() {
        for (int i = 0; i < 50; i++) {
            started();
        }

        assertThatThrownBy(this::started)
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ProblemCode.OVERLOADED));
    }

    @Test
    void filesThatAreNotThoseThatItWasAskedFor_areNotExamined() {
        Examination.Order asked = started().order();
        Examination.Order other = new Examination.Order(
                asked.version(),
                Digest.of(new byte[] {1}),
                asked.counterpart(),
                asked.subject(),
                asked.most(),
                asked.seed(),
                asked.by());

        assertThat(examinations.task(asked).bundle().digest()).isEqualTo(asked.digest());
        assertThatThrownBy(() -> examinations.task(other))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ProblemCode.CHANGED_MEANWHILE));
    }
}
