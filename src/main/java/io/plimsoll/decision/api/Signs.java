package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Explanation;

/** How reports mark what came of cells and rows, so that no reader needs colours. */
final class Signs {
    static final String LEGEND = "✓ true, ✗ false, ○ not reached (a cell before it is false, or no row was tried),"
            + " ? cannot be computed by itself. Under the name of a column stands the value that its cells met.";

    private Signs() {}

    static String of(Explanation.Result result) {
        return switch (result) {
            case TRUE -> "✓";
            case FALSE -> "✗";
            case NOT_REACHED -> "○";
            case UNKNOWN -> "?";
        };
    }

    static String words(Explanation.Result result) {
        return switch (result) {
            case TRUE -> "true";
            case FALSE -> "false";
            case NOT_REACHED -> "not reached";
            case UNKNOWN -> "unknown";
        };
    }

    /** Empty for a row of which there is nothing to say. */
    static String mark(Explanation.Row row) {
        if (row.selected()) {
            return "hit";
        }
        return row.matched() ? "matched, not selected" : row.nearMiss() ? "missed by one" : "";
    }
}
