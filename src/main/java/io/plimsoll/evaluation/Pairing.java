package io.plimsoll.evaluation;

import io.plimsoll.evaluation.rules.RuleFile;
import io.plimsoll.platform.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether guardrails fit the policy that they are to restrict. Each is compiled by itself; only together they show a
 * guardrail that would wait for something that nobody gives it, and so never restrict anything.
 */
public final class Pairing {
    private final Manifest policy;
    private final Manifest guardrails;
    private final List<Finding> findings = new ArrayList<>();

    private Pairing(Manifest policy, Manifest guardrails) {
        this.policy = policy;
        this.guardrails = guardrails;
    }

    /** @return errors; empty when the guardrails can restrict the policy */
    public static List<Finding> findings(CompiledPolicy policy, CompiledPolicy guardrails) {
        Pairing pairing = new Pairing(policy.manifest(), guardrails.manifest());
        pairing.checkKinds();
        pairing.checkInputs();
        guardrails.tables().forEach(pairing::checkTable);
        guardrails.rules(Phase.GUARD).forEach(step -> pairing.checkRules(step.file()));
        return List.copyOf(pairing.findings);
    }

    private void checkKinds() {
        if (policy.kind() != Manifest.Kind.POLICY || guardrails.kind() != Manifest.Kind.GUARDRAILS) {
            manifest("/kind", "guardrails restrict a policy, and nothing else");
        }
        if (!policy.domain().equals(guardrails.domain())) {
            manifest("/domain", "the policy is of the domain " + policy.domain().value());
        }
        if (!policy.currency().equals(guardrails.currency())) {
            manifest("/currency", "the policy counts in " + policy.currency());
        }
    }

    private void checkInputs() {
        Set<String> given = EnvelopeInputs.names(policy);
        guardrails.inputs().forEach((key, input) -> {
            Input declared = policy.inputs().get(key);
            if (declared == null) {
                manifest("/inputs/" + key, "the policy declares no such input, so nobody may send it");
            } else if (!accepts(input.shape(), declared.shape())) {
                manifest("/inputs/" + key, "the policy's input of this name may have values that this one excludes");
            }
            if (given.contains(input.name())) {
                manifest("/inputs/" + key + "/name", "a clock or a feature of the policy has this name");
            }
        });
    }

    private void checkTable(DecideStep table) {
        Set<String> given = new HashSet<>(EnvelopeInputs.names(policy));
        given.addAll(EnvelopeInputs.OF_GUARDRAILS);
        guardrails.inputs().values().forEach(input -> given.add(input.name()));
        for (String input : table.inputs()) {
            if (!given.contains(input)) {
                findings.add(Finding.of(
                        FindingCode.PAIRING,
                        Place.step(table.step()),
                        "needs the input " + input
                                + ", which is neither declared here nor a clock or a feature of the policy"));
            }
        }
    }

    private void checkRules(RuleFile file) {
        Memory memory = policy.memory();
        Map<String, Boolean> given = Map.of(
                "Grant",
                memory != null,
                "Decided",
                memory != null,
                "Load",
                memory != null && !memory.loads().isEmpty(),
                "Trend",
                memory != null && !memory.trends().isEmpty(),
                "Feature",
                has(Manifest.Feature.Type.NUMBER),
                "Sign",
                has(Manifest.Feature.Type.BOOLEAN));
        for (String type : file.reads()) {
            if (!given.getOrDefault(type, true)) {
                findings.add(Finding.of(
                        FindingCode.PAIRING,
                        Place.file(file.path()),
                        "reads " + type + ", of which the policy has none, so it would wait in vain"));
            }
        }
        for (RuleFile.Inserted conclusion : file.conclusions()) {
            String what = conclusion.literal(0);
            if (conclusion.type().equals("Restrict")
                    && what != null
                    && !policy.intents().containsKey(what)) {
                findings.add(Finding.of(
                        FindingCode.PAIRING,
                        RulesCompiler.place(file, conclusion),
                        "the policy has no intent " + what));
            }
        }
    }

    private boolean has(Manifest.Feature.Type type) {
        return policy.features().values().stream().anyMatch(feature -> feature.type() == type);
    }

    /** Whether every value of the policy's shape is one that the guardrails foresee. */
    private static boolean accepts(Shape guard, Shape sent) {
        if (guard instanceof Shape.Anything) {
            return true;
        }
        if (guard instanceof Shape.Text text && sent instanceof Shape.Text other) {
            return text.values().isEmpty()
                    || (!other.values().isEmpty() && text.values().containsAll(other.values()));
        }
        if (guard instanceof Shape.Numeric numeric && sent instanceof Shape.Numeric other) {
            return (!numeric.whole() || other.whole())
                    && (numeric.min() == null || isAtLeast(other.min(), numeric.min()))
                    && (numeric.max() == null || isAtLeast(numeric.max(), other.max()));
        }
        if (guard instanceof Shape.ListOf list && sent instanceof Shape.ListOf other) {
            return accepts(list.items(), other.items());
        }
        if (guard instanceof Shape.ObjectOf object && sent instanceof Shape.ObjectOf other) {
            return object.fields().entrySet().stream().allMatch(field -> {
                Shape.Field its = other.fields().get(field.getKey());
                return its != null && accepts(field.getValue().shape(), its.shape());
            });
        }
        return guard.equals(sent);
    }

    /** Nothing is no bound at all. */
    private static boolean isAtLeast(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one != null && other != null && one.compareTo(other) >= 0;
    }

    private void manifest(String pointer, String detail) {
        findings.add(Finding.of(FindingCode.PAIRING, Place.manifest(pointer), detail));
    }
}
