package io.plimsoll.rollout;

import io.plimsoll.evaluation.Control;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which controls are listed; null takes all.
 *
 * @param domain those that name this domain, or none
 * @param now by which the state is told
 */
public record ControlFilter(
        RecordedControl.@Nullable State state,
        Control.@Nullable Kind kind,
        @Nullable String domain,
        Instant now) {}
