package io.plimsoll.scenario;

/** Is told how far something that takes long has come, and may end it. Called by several threads. */
public interface Progress {
    /** Nobody waits. */
    Progress UNSEEN = new Progress() {
        @Override
        public void at(int done, int of) {
            // nobody looks
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /** What is worked on. */
    enum Phase {
        /** Scenarios are run, without any mistake in the policy. */
        SCENARIOS,
        /** Scenarios are run against mutants. */
        MUTANTS,
        /** Cases are looked for: table by table for what is missing, or one mutant after the other. */
        CASES
    }

    /** From now on it works on this, and counts anew. */
    default void begins(Phase phase) {
        // most do not ask what it is
    }

    /**
     * So much is done of what is worked on.
     *
     * @param of how much there is to do
     */
    void at(int done, int of);

    /** Whether nobody waits for the result any more. */
    boolean cancelled();

    /** @throws Cancelled when nobody waits any more */
    default void check() {
        if (cancelled()) {
            throw new Cancelled();
        }
    }

    /** What ends something that nobody waits for. */
    final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
