package io.plimsoll.signal;

import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.Scorer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers the built-in scorer, its word lists read once. */
@Singleton
class Baseline {
    @Produces
    @Singleton
    Scorer scorer() {
        return LexiconScorer.load();
    }
}
