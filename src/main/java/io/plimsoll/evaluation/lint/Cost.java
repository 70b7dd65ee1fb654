package io.plimsoll.evaluation.lint;

/**
 * How large a value can get, and how many steps it takes to make it. Estimates from above, where inputs are as large as
 * they usually may be; all stop at {@link #MOST}.
 *
 * @param size items, fields and characters
 * @param steps evaluations of an expression
 * @param range the whole numbers in a range that the value is or holds: not made before somebody iterates over it
 */
record Cost(long size, long steps, long range) {
    /** More than anything may have. */
    static final long MOST = 1_000_000_000_000L;
    /** A list of an input, when nothing is known of it: what manifests allow without saying so. */
    static final long LIST = 100;
    /** A text of an input, likewise. */
    static final long TEXT = 1_000;

    static final Cost ONE = sized(1);

    static Cost sized(long size) {
        return new Cost(Math.min(MOST, size), 1, 0);
    }

    Cost and(Cost other) {
        return new Cost(plus(size, other.size), plus(steps, other.steps), Math.max(range, other.range));
    }

    /** One of two, whichever is worse. */
    Cost or(Cost other) {
        return new Cost(Math.max(size, other.size), plus(steps, other.steps), Math.max(range, other.range));
    }

    /** The value of this size, which holds no range. */
    Cost withSize(long other) {
        return new Cost(Math.min(MOST, Math.max(1, other)), steps, 0);
    }

    Cost withSteps(Cost other) {
        return new Cost(size, plus(steps, other.steps), range);
    }

    Cost holding(long numbers) {
        return new Cost(size, steps, Math.max(range, numbers));
    }

    /** The same once it is there, under a name. */
    Cost named() {
        return new Cost(size, 1, range);
    }

    /** How often one goes round who iterates over it. */
    long length() {
        return Math.max(size, range);
    }

    Cost times(long factor) {
        return new Cost(product(size, factor), product(steps, factor), range);
    }

    static long product(long one, long other) {
        return one == 0 || other == 0 ? 0 : one > MOST / other ? MOST : one * other;
    }

    private static long plus(long one, long other) {
        return Math.min(MOST, one + other);
    }
}
