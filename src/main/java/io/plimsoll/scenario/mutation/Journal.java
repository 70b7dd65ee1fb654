package io.plimsoll.scenario.mutation;

import io.plimsoll.platform.Digest;
import java.util.Optional;

/**
 * Remembers what became of mutants, so that what ends in between can go on where it was. Mutants are counted from 0, in the
 * order in which they are tried. Called by as many threads as there are; for each mutant by one.
 */
public interface Journal {
    /** Knows nothing and keeps nothing. */
    Journal NONE = new Journal() {
        @Override
        public void open(Digest mutants, int count) {
            // nobody reads it
        }

        @Override
        public Optional<Fate> known(int mutant) {
            return Optional.empty();
        }

        @Override
        public void begins(int mutant) {
            // nobody reads it
        }

        @Override
        public void ended(int mutant, Fate fate) {
            // nobody reads it
        }
    };

    /**
     * Which mutants it is about. Called first, once.
     *
     * @param mutants the same only for the same mutants in the same order; what is known of others MUST be forgotten
     */
    void open(Digest mutants, int count);

    /** What became of it earlier; empty when it has to be tried. */
    Optional<Fate> known(int mutant);

    /** It is worked on from now on: tried, or a case is looked for that would notice it. */
    void begins(int mutant);

    /** It was tried. */
    void ended(int mutant, Fate fate);
}
