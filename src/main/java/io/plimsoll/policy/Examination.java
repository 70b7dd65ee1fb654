package io.plimsoll.policy;

import io.plimsoll.platform.Digest;
import io.plimsoll.sandbox.ExaminationTask;
import io.plimsoll.scenario.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well its scenarios test a version: asked for by somebody, worked on in the background.
 *
 * @param id counts all examinations
 * @param endedAt null while it runs
 * @param failure why it could not be done; null for every other state
 */
public record Examination(
        long id,
        Order order,
        State state,
        Advance advance,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String failure) {

    /** Where it stands. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * What is asked for.
     *
     * @param digest of the files of the version; when they change, the examination fails
     * @param counterpart the guardrails, or the policy, that was active when it was asked for; null for none
     * @param most mutants that are tried
     * @param seed by which they are drawn
     * @param by who asked
     */
    public record Order(
            VersionId version,
            Digest digest,
            @Nullable Counterpart counterpart,
            ExaminationTask.Subject subject,
            int most,
            long seed,
            String by) {}

    /** A version with the digest of its files. */
    public record Counterpart(VersionId version, Digest digest) {}

    /**
     * How far it is.
     *
     * @param phase on which somebody works; null as long as nobody has begun
     * @param done of {@code total}, in this phase
     * @param total 0 when it is not known
     * @param since when this phase was begun, or gone on with; null as long as nobody has begun
     * @param doneBefore what had been done of the phase then
     */
    public record Advance(
            Progress.@Nullable Phase phase,
            int done,
            int total,
            @Nullable Instant since,
            int doneBefore) {
        /** Of those that wait. */
        public static final Advance NONE = new Advance(null, 0, 0, null, 0);
    }

    /**
     * What was found.
     *
     * @param report canonical JSON
     * @param proposals a file of scenarios whose expectations are open; empty when there are none
     */
    public record Result(String report, String proposals) {}

    /** Done per minute in this phase, rounded down; empty before anything is measured, and when it has ended. */
    public Optional<Long> perMinute(Instant now) {
        long millis = millis(now);
        return millis < 1 || recently() < 1 ? Optional.empty() : Optional.of(recently() * 60_000 / millis);
    }

    /** How long the phase still takes at this rate; empty when that is not known, or it has ended. */
    public Optional<Duration> timeLeft(Instant now) {
        long millis = millis(now);
        return millis < 1 || recently() < 1
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(
                        Math.max(0, advance.total() - advance.done()) * millis / recently() / 1_000));
    }

    private long recently() {
        return advance.done() - advance.doneBefore();
    }

    private long millis(Instant now) {
        Instant since = advance.since();
        return state != State.RUNNING || since == null
                ? 0
                : Duration.between(since, now).toMillis();
    }
}
