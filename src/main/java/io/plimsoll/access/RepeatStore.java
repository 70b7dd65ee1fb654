package io.plimsoll.access;

import io.plimsoll.platform.Digest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the answers of requests that acted are kept. Implementations are thread-safe. */
public interface RepeatStore {
    /** One Idempotency-Key of one caller for one path. */
    record Scope(String client, String path, String key) {}

    /** @param body JSON */
    record Answer(int status, @Nullable String location, byte[] body) {}

    /** @param answer null while the first request still runs */
    record Kept(Digest content, @Nullable Answer answer) {}

    /**
     * Claims the key for a request that is about to act; false when it is taken.
     *
     * @param givenUp claims from before this instant that have no answer are free again
     */
    boolean claim(Scope scope, Digest content, Instant now, Instant givenUp);

    /** Ends a claim with an answer. */
    void keep(Scope scope, Answer answer);

    /** Ends a claim without one: nothing was done. */
    void release(Scope scope);

    Optional<Kept> find(Scope scope);
}
