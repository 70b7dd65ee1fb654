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
 * @param byDefault what holds when no step applies to a submission
 * @param handover to whom a decision goes that could not be made
 * @param reasons the text of every reason code that the tables state
 */
public record Manifest(
        DomainName domain,
        String title,
        String description,
        String currency,
        Map<String, Input> inputs,
        Map<String, RequestType> requests,
        Map<String, IntentType> intents,
        List<Step> steps,
        Default byDefault,
        Handover handover,
        Map<String, String> reasons,
        Files files) {

    public Manifest {
        inputs = ordered(inputs);
        requests = ordered(requests);
        intents = ordered(intents);
        steps = List.copyOf(steps);
        reasons = ordered(reasons);
    }

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
