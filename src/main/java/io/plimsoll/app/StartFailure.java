package io.plimsoll.app;

/** Why the service cannot start, in words for whoever started it; MUST say what to do next. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
