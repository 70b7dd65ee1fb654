package io.plimsoll.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself in {@code policy.yaml}.
 *
 * @param currency ISO 4217, of every amount that a table states without one
 * @param inputs the facts by the names under which clients send them
 * @param requests what may be asked, by type
 * @param intents what may be answered, by type
 * @param kind whether it decides, or restricts what others decide
 * @param memory what policies may remember; null for nothing
 * @param clocks local times that tables may read, by name
 * @param features what rules may tell tables, by name
 * @param rules files of rules, in the order in which they run
 * @param byDefault what holds when no step applies to a submission
 * @param approvals where groups of approvers are found, for approvals that no table routes
 * @param handover to whom a decision goes that could not be made
 * @param dossier which facts the dossier of a change looks at
 * @param reasons what every reason code that the tables state means
 */
public record Manifest(
        Kind kind,
        DomainName domain,
        String title,
        String description,
        String currency,
        Map<String, Input> inputs,
        Map<String, RequestType> requests,
        Map<String, IntentType> intents,
        @Nullable Memory memory,
        Map<String, LocalClock> clocks,
        Map<String, Feature> features,
        List<RuleStep> rules,
        List<Step> steps,
        Default byDefault,
        Map<String, Route> approvals,
        Handover handover,
        Dossier dossier,
        Map<String, Wording> reasons,
        Files files) {

    public Manifest {
        inputs = ordered(inputs);
        requests = ordered(requests);
        intents = ordered(intents);
        clocks = ordered(clocks);
        features = ordered(features);
        rules = List.copyOf(rules);
        steps = List.copyOf(steps);
        approvals = ordered(approvals);
        reasons = ordered(reasons);
    }

    /** Whether a situation needs a {@link Background}. */
    public boolean needsBackground() {
        return memory != null || !clocks.isEmpty() || !rules.isEmpty();
    }

    /** The text of a reason that verdicts record; null when the code is not declared. */
    public @Nullable String reasonText(String code) {
        Wording wording = reasons.get(code);
        return wording == null ? null : wording.english().text();
    }

    /** What a bundle is for. */
    public enum Kind {
        /** Decides. */
        POLICY,
        /** Restricts what a policy decides, and is approved by others. */
        GUARDRAILS
    }

    /**
     * A local time: of a zone, or of the zone that a fact names.
     *
     * @param zone an IANA name; null when a fact names it
     * @param fact key of an input; null when the zone is fixed
     */
    public record LocalClock(
            @Nullable String zone, @Nullable String fact) {}

    /**
     * Something that rules derive and tables read as an input of this name.
     *
     * @param absent what tables read when no rule says anything: a number, or false
     */
    public record Feature(Type type, @Nullable String description, Object absent) {
        /** What a feature is. */
        public enum Type {
            NUMBER,
            BOOLEAN
        }
    }

    /** A file of rules and the part of the evaluation in which it runs. */
    public record RuleStep(Phase phase, String path) {}

    /**
     * A type of request.
     *
     * @param arguments by name; an argument that is not declared is refused
     */
    public record RequestType(String description, Map<String, Argument> arguments) {
        public RequestType {
            arguments = ordered(arguments);
        }
    }

    /**
     * An argument of a request.
     *
     * @param fact path of the fact that it must not contradict, for example {@code items.item_id}; null for none
     */
    public record Argument(Input input, @Nullable String fact) {}

    /**
     * A type of intent.
     *
     * @param money whether carrying it out can move money to the customer, so that a permit needs a ceiling
     */
    public record IntentType(String description, boolean money) {}

    /** The verdict when no step applies. */
    public record Default(Outcome outcome, int severity, String reason) {}

    /** Where decisions go that could not be made. */
    public record Handover(int severity, Route route) {}

    /**
     * What people want to know of a change before they approve it. No decision depends on it.
     *
     * @param segments paths of facts by whose values figures are told, for example {@code tier} or {@code
     *     original_payment.source}
     * @param fairness facts whose values are held against each other
     */
    public record Dossier(List<String> segments, List<Audited> fairness) {
        public static final Dossier NOTHING = new Dossier(List.of(), List.of());

        /** Facts of either kind. */
        static final int MAX_FACTS = 10;

        public Dossier {
            segments = List.copyOf(segments);
            fairness = List.copyOf(fairness);
        }

        /**
         * A fact whose values must not be treated worse than others without somebody knowing.
         *
         * @param fact its path
         * @param why it is looked at, for people
         */
        public record Audited(String fact, String why) {}
    }

    /** Paths inside the bundle, in the manifest's order. */
    public record Files(List<String> dmn, List<String> rules, List<String> scenarios) {
        public Files {
            dmn = List.copyOf(dmn);
            rules = List.copyOf(rules);
            scenarios = List.copyOf(scenarios);
        }
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
