package io.plimsoll.replay;

import io.plimsoll.platform.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it stands.
 *
 * @param endedAt null while it runs
 * @param failure why it could not be ended; null unless it failed
 * @param data digest of the decisions that were read ({@link Part#digest}); null until it is done
 * @param dossier digest of the dossier; null for none
 */
public record Replay(
        long id,
        ReplayOrder order,
        State state,
        Progress progress,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String failure,
        @Nullable Digest data,
        @Nullable Digest dossier) {
    /** Where it is. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * How far it is.
     *
     * @param decisions that there are
     * @param evaluated that were evaluated so far
     * @param leftOut that could not be; the dossier says why
     * @param changed that came out otherwise
     */
    public record Progress(long decisions, long evaluated, long leftOut, long changed) {
        /** Decisions that are done with. */
        public long done() {
            return evaluated + leftOut;
        }
    }

    /** Decisions per second so far, rounded down; empty before anything is measured. */
    public Optional<Long> rate(Instant now) {
        long millis =
                Duration.between(createdAt, endedAt == null ? now : endedAt).toMillis();
        return millis < 1 || progress.done() == 0 ? Optional.empty() : Optional.of(progress.done() * 1_000 / millis);
    }

    /** How long it still takes at the rate so far; empty when that is not known, or it has ended. */
    public Optional<Duration> timeLeft(Instant now) {
        long millis = Duration.between(createdAt, now).toMillis();
        return state != State.RUNNING || progress.done() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(
                        Math.max(0, progress.decisions() - progress.done()) * millis / progress.done() / 1_000));
    }
}
