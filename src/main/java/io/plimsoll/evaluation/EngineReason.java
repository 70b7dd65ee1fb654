package io.plimsoll.evaluation;

import java.util.Map;

/**
 * The reasons that no policy has to state, because they are about the evaluation itself. A policy may still state one whose
 * meaning it shares: where it depends on the other facts whether one is needed, tables say INSUFFICIENT_CONTEXT themselves.
 */
public enum EngineReason {
    INSUFFICIENT_CONTEXT(
            "Facts that this decision needs are missing",
            "Es fehlen Angaben, die diese Entscheidung braucht",
            "We do not have all the details yet that we need to answer this.",
            "Uns liegen noch nicht alle Angaben vor, die wir für eine Antwort brauchen."),
    VALUE_NOT_ALLOWED(
            "A fact has a value that the decision model does not allow",
            "Eine Angabe hat einen Wert, den das Entscheidungsmodell nicht zulässt"),
    NO_MATCHING_ROW(
            "A decision table has no row for this case", "Eine Entscheidungstabelle hat keine Zeile für diesen Fall"),
    EVALUATION_FAILED("A decision could not be computed", "Eine Entscheidung ließ sich nicht berechnen"),
    RULE_FAILED("A rule could not be computed", "Eine Regel ließ sich nicht berechnen"),
    RULES_TOO_COSTLY(
            "The rules did more work than they are allowed", "Die Regeln haben mehr gerechnet, als ihnen erlaubt ist"),
    FEATURE_NOT_DECLARED(
            "A rule stated a feature that the policy does not declare so",
            "Eine Regel nennt ein Merkmal, das die Richtlinie so nicht angibt"),
    FEATURE_AMBIGUOUS(
            "Rules stated different values of one feature", "Regeln nennen verschiedene Werte für ein Merkmal"),
    RULE_ANSWER_MALFORMED(
            "A rule gave an answer that cannot be understood", "Die Antwort einer Regel ist nicht zu verstehen"),
    CONTENDED(
            "Others decided about the same customer or took the same room again and again meanwhile",
            "Andere haben unterdessen immer wieder über denselben Kunden entschieden oder dieselben Mittel verbraucht"),
    ANSWER_MALFORMED(
            "The policy gave an answer that cannot be understood", "Die Antwort der Richtlinie ist nicht zu verstehen"),
    CEILING_MISSING(
            "The policy permits an action that moves money without saying how much",
            "Die Richtlinie erlaubt eine Zahlung, ohne zu sagen, in welcher Höhe"),
    NO_MONEY_GRANTED(
            "The policy grants the customer no money in this action; a price difference is settled on its own",
            "Die Richtlinie gewährt hier kein Geld; ein Preisunterschied wird für sich abgerechnet",
            "This step by itself does not pay out any money.",
            "Bei diesem Schritt selbst wird kein Geld ausgezahlt."),
    AMOUNT_SET_ELSEWHERE(
            "The amount is known to another system only",
            "Den Betrag kennt nur ein anderes System",
            "The exact amount is worked out separately.",
            "Der genaue Betrag wird gesondert ermittelt."),
    KILL_SWITCH(
            "A kill switch is on, so nothing is decided automatically",
            "Ein Notschalter ist an; nichts wird automatisch entschieden"),
    ON_HOLD(
            "A person put this on hold, so nothing may be done automatically",
            "Ein Mensch hat dies angehalten; nichts darf automatisch geschehen"),
    ACTION_STOPPED("A kill switch stops this action", "Ein Notschalter hält diese Handlung an"),
    OVERRIDDEN("A person answers in the place of the policy", "Ein Mensch antwortet anstelle der Richtlinie"),
    OVERRIDE_NOT_UNDERSTOOD(
            "An override does not fit this version of the policy",
            "Eine Vorgabe eines Menschen passt nicht zu dieser Fassung der Richtlinie");

    private final String text;
    private final Wording wording;

    /** Whatever failed inside is ours to mend and none of the customer's concern. */
    EngineReason(String text, String german) {
        this(text, german, "This could not be answered automatically.", "Das ließ sich nicht automatisch beantworten.");
    }

    EngineReason(String text, String german, String customer, String customerGerman) {
        this.text = text;
        this.wording = new Wording(
                new Wording.Texts(text + ".", customer), Map.of("de", new Wording.Texts(german + ".", customerGerman)));
    }

    /** What it means, without a full stop. */
    public String text() {
        return text;
    }

    /** What it means, in every language, as sentences. */
    public Wording wording() {
        return wording;
    }

    static String withoutStop(String sentence) {
        return sentence.substring(0, sentence.length() - 1);
    }

    Reason reason() {
        return new Reason(name(), text + ".");
    }

    /** @param detail names of inputs, tables or decisions; never a customer's words */
    Reason reason(String detail) {
        return new Reason(name(), text + ": " + detail + ".");
    }
}
