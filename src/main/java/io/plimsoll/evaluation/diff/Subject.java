package io.plimsoll.evaluation.diff;

/** What a change is about. */
public enum Subject {
    /** A condition or a conclusion of a row. */
    CELL,
    ROW,
    COLUMN,
    TABLE,
    HIT_POLICY,
    AGGREGATION,
    /** What values a column or a type may have. */
    ALLOWED_VALUES,
    /** What type a column, a variable or a field has. */
    TYPE,
    DEFAULT_OUTPUT,
    /** What stands beside a row for people. */
    ANNOTATION,
    /** Logic other than tables: expressions, contexts, invocations, functions. */
    EXPRESSION,
    /** What a decision uses: inputs, other decisions, knowledge. */
    REQUIREMENT,
    /** A decision, an input, a type, a function or a service as a whole, or one of its parts. */
    ELEMENT,
    /** Words for people: descriptions, questions, labels. */
    DESCRIPTION,
    /** By which a part is known to traces and other parts. */
    ID,
    /** In which parts stand that are otherwise the same. */
    ORDER,
    DMN_VERSION,
    MODEL,
    /** A rule in DRL. */
    RULE,
    /** What stands in a file of rules outside of them. */
    RULE_TEXT,
    /** A field of the manifest. */
    MANIFEST,
    SCENARIO,
    /** A file as a whole, also one that cannot be read. */
    FILE,
    /** Anything else that differs; the place tells its path. */
    OTHER
}
