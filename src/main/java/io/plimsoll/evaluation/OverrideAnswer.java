package io.plimsoll.evaluation;

import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person answers in the place of a policy: the form in which tables answer ({@link AnswerShape}), but without
 * limits, for those of the policy stay; and no reason has to be given, for the override itself is one.
 */
public final class OverrideAnswer {
    private OverrideAnswer() {}

    /** The form of an answer. */
    public static Shape.ObjectOf shape() {
        return AnswerShape.OVERRIDE;
    }

    /**
     * What is wrong with an answer under a policy.
     *
     * @param requestType the only type of request that it is for; null for any and none
     */
    public static List<Violation> violations(Manifest manifest, @Nullable String requestType, @Nullable Object answer) {
        List<Violation> violations = new ArrayList<>(AnswerShape.OVERRIDE.violations(answer));
        if (!violations.isEmpty()) {
            return violations;
        }
        Map<String, @Nullable Object> given = Tree.asObject(answer);
        List<@Nullable Object> intents = intents(given);
        if (given.get("outcome") == null && intents.isEmpty()) {
            violations.add(new Violation("", "says nothing; give it an outcome or intents"));
        }
        for (int i = 0; i < intents.size(); i++) {
            if (requestType == null && Tree.asObject(intents.get(i)).get("type") == null) {
                violations.add(new Violation(
                        Pointer.ROOT.field("intents").index(i).field("type").value(),
                        "is missing; name the action, or give the scope a requestType"));
            }
        }
        if (violations.isEmpty()) {
            List<Reason> faults = new ArrayList<>();
            new AnswerReader(manifest, requestType, faults).read(whole(given));
            faults.stream().distinct().forEach(fault -> violations.add(new Violation("", fault.text())));
        }
        return violations;
    }

    /**
     * Whether it may let more happen than a policy would, so that a second person has to confirm it. All but this is
     * taken for loosening: a person takes over, and every intent is refused.
     */
    public static boolean loosens(Map<String, @Nullable Object> answer) {
        return !Outcome.ESCALATE.name().equals(answer.get("outcome"))
                || intents(answer).stream().anyMatch(intent -> !Disposition.REFUSED
                        .name()
                        .equals(Tree.asObject(intent).get("disposition")));
    }

    /**
     * Reads the answer of an override.
     *
     * @param limits of the policy, which hold for it too
     * @param faults receives why this policy does not understand it
     */
    static @Nullable Answer read(
            Control override,
            Manifest manifest,
            @Nullable String requestType,
            List<Limit> limits,
            List<Reason> faults) {
        List<Reason> found = new ArrayList<>();
        Map<String, @Nullable Object> given = Objects.requireNonNull(override.answer());
        Answer answer = new AnswerReader(manifest, requestType, found).read(whole(given));
        if (answer == null || !found.isEmpty()) {
            found.forEach(fault -> faults.add(
                    EngineReason.OVERRIDE_NOT_UNDERSTOOD.reason(override.id() + ", " + unstopped(fault.text()))));
            return null;
        }
        Reason overridden = EngineReason.OVERRIDDEN.reason(unstopped(override.reason()));
        return new Answer(
                answer.outcome(),
                answer.severity(),
                answer.route(),
                answer.intents().stream()
                        .map(intent -> intent.because(overridden))
                        .toList(),
                first(overridden, answer.reasons()),
                limits);
    }

    private static List<Reason> first(Reason reason, List<Reason> others) {
        List<Reason> all = new ArrayList<>(List.of(reason));
        all.addAll(others);
        return all;
    }

    /** A reason ends its sentence itself. */
    private static String unstopped(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The answer as a table would give it. */
    private static Map<String, @Nullable Object> whole(Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(answer);
        whole.put(
                "intents",
                intents(answer).stream()
                        .map(intent -> {
                            Map<String, @Nullable Object> each = new LinkedHashMap<>(Tree.asObject(intent));
                            each.putIfAbsent("reasons", List.of());
                            return each;
                        })
                        .toList());
        return whole;
    }

    private static List<@Nullable Object> intents(Map<String, @Nullable Object> answer) {
        return answer.get("intents") == null ? List.of() : Tree.asList(answer.get("intents"));
    }
}
