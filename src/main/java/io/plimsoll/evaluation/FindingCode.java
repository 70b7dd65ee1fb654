package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Finding.Severity.ERROR;
import static io.plimsoll.evaluation.Finding.Severity.INFO;
import static io.plimsoll.evaluation.Finding.Severity.WARNING;

import io.plimsoll.evaluation.Finding.Severity;

/** Everything that can be found in a bundle. The names are stable. {@code docs/gate.md} has an example of each. */
public enum FindingCode {
    // The bundle and its files
    ARCHIVE_REFUSED(ERROR),
    PATH_REFUSED(ERROR),
    BUNDLE_TOO_LARGE(ERROR),
    MANIFEST_MISSING(ERROR),
    MANIFEST_INVALID(ERROR),
    FILE_MISSING(ERROR),
    FILE_NOT_LISTED(ERROR),
    FILE_UNUSED(ERROR),

    // What may not run in a service
    XML_REFUSED(ERROR),
    MODEL_TOO_LARGE(ERROR),
    EXPRESSION_TOO_LARGE(ERROR),
    LANGUAGE_REFUSED(ERROR),
    IMPORT_REFUSED(ERROR),
    CLOCK_READ(ERROR),
    FUNCTION_REFUSED(ERROR),
    ITERATION_UNBOUNDED(ERROR),
    RECURSION(ERROR),
    PATTERN_REFUSED(ERROR),
    RULE_REFUSED(ERROR),

    // What cannot work
    MODEL_UNREADABLE(ERROR),
    MODEL_INVALID(ERROR),
    MODEL_REMARK(WARNING),
    STEP_INVALID(ERROR),
    INPUT_NOT_DECLARED(ERROR),
    EXPRESSION_INVALID(ERROR),
    NAME_UNKNOWN(ERROR),
    FIELD_UNKNOWN(ERROR),
    TYPE_MISMATCH(ERROR),
    VALUE_NOT_ALLOWED(ERROR),
    CEILING_MISSING(ERROR),
    CEILING_UNCERTAIN(WARNING),
    PAIRING(ERROR),

    // Tables
    GAP(WARNING),
    OVERLAP(ERROR),
    ROW_MASKED(ERROR),
    ROW_MISLEADING(WARNING),
    ROW_SUBSUMED(WARNING),
    ROW_DUPLICATE(ERROR),
    ROWS_JOINABLE(INFO),
    HIT_POLICY_BY_ORDER(WARNING),
    COLUMN_NOT_ANALYSED(INFO),
    TABLE_NOT_ANALYSED(WARNING),
    ROW_WITHOUT_ID(WARNING),
    ROW_ID_TWICE(ERROR),
    INPUT_UNUSED(WARNING),

    // Scenarios
    SCENARIOS_MISSING(WARNING),
    SCENARIOS_NOT_RUN(WARNING),
    SCENARIO_UNREADABLE(ERROR),
    SCENARIO_FAILED(ERROR),
    EXPECTATION_OPEN(WARNING);

    private final Severity severity;

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    /** How bad it usually is. */
    public Severity severity() {
        return severity;
    }
}
