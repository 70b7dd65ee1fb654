package io.plimsoll.platform;

import java.util.List;

/** A caller's mistake or a state that the caller has to know of. Bugs are {@link IllegalStateException}s. */
public final class PlimsollException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Violation> violations;

    /** @param detail what happened this time and what to do next; MUST NOT contain a customer's words */
    public PlimsollException(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    public PlimsollException(ProblemCode code, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }
}
