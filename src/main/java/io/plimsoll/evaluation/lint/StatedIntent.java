package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.Place;
import org.jspecify.annotations.Nullable;

/**
 * An intent that an expression of a model states, as far as it is written out.
 *
 * @param type null when it is computed; empty when it is left out
 * @param disposition null when it is computed
 * @param ceiling whether something is stated that is not the word null
 */
public record StatedIntent(
        Place at,
        String model,
        @Nullable String type,
        @Nullable String disposition,
        boolean ceiling) {}
