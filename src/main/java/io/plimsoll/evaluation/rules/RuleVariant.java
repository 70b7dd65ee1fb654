package io.plimsoll.evaluation.rules;

/**
 * A file of rules with one change, for those who ask whether anybody would notice it.
 *
 * @param rule the name of the rule that is changed
 * @param before what is changed, as an author writes it
 * @param after what stands there instead; empty when it is left out
 * @param text the whole file in canonical form; empty when no rule is left
 */
public record RuleVariant(String rule, Kind kind, String before, String after, String text) {
    /** What is changed. */
    public enum Kind {
        /** A number by one of its last digit. */
        NUMBER,
        /** How two values are compared, or whether something is there. */
        OPERATOR,
        /** A condition, or a part of one, is left out. */
        CONDITION,
        /** What the rule brings about. */
        CONCLUSION,
        /** The rule is left out. */
        RULE
    }
}
