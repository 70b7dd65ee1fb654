package io.plimsoll.policy;

import io.plimsoll.platform.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version went from one state to the next.
 *
 * @param from null when it was created
 * @param by who did it
 * @param why in their words
 * @param digest of the files at that moment
 * @param evidence digest of all evidence at that moment; null where there was none
 */
public record Passage(
        Transition.@Nullable State from,
        Transition.State to,
        String by,
        String why,
        Digest digest,
        @Nullable Digest evidence,
        Instant at) {}
