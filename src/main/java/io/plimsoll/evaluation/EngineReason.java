package io.plimsoll.evaluation;

/** The reasons that no policy states, because they are about the evaluation itself. */
public enum EngineReason {
    INSUFFICIENT_CONTEXT("Facts that this decision needs are missing"),
    VALUE_NOT_ALLOWED("A fact has a value that the decision model does not allow"),
    NO_MATCHING_ROW("A decision table has no row for this case"),
    EVALUATION_FAILED("A decision could not be computed"),
    RULE_FAILED("A rule could not be computed"),
    RULES_TOO_COSTLY("The rules did more work than they are allowed"),
    FEATURE_NOT_DECLARED("A rule stated a feature that the policy does not declare so"),
    FEATURE_AMBIGUOUS("Rules stated different values of one feature"),
    RULE_ANSWER_MALFORMED("A rule gave an answer that cannot be understood"),
    CONTENDED("Others decided about the same customer or took the same room again and again meanwhile"),
    ANSWER_MALFORMED("The policy gave an answer that cannot be understood"),
    CEILING_MISSING("The policy permits an action that moves money without saying how much"),
    NO_MONEY_GRANTED(
            "The policy grants the customer no money in this action; a price difference is settled on its own"),
    AMOUNT_SET_ELSEWHERE("The amount is known to another system only"),
    KILL_SWITCH("A kill switch is on, so nothing is decided automatically"),
    ON_HOLD("A person put this on hold, so nothing may be done automatically"),
    ACTION_STOPPED("A kill switch stops this action"),
    OVERRIDDEN("A person answers in the place of the policy"),
    OVERRIDE_NOT_UNDERSTOOD("An override does not fit this version of the policy");

    private final String text;

    EngineReason(String text) {
        this.text = text;
    }

    /** What it means, without a full stop. */
    public String text() {
        return text;
    }

    Reason reason() {
        return new Reason(name(), text + ".");
    }

    /** @param detail names of inputs, tables or decisions; never a customer's words */
    Reason reason(String detail) {
        return new Reason(name(), text + ": " + detail + ".");
    }
}
