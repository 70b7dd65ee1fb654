package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Manifest.RuleStep;
import io.plimsoll.evaluation.rules.RuleBase;
import io.plimsoll.evaluation.rules.RuleFile;
import io.plimsoll.evaluation.rules.RuleFiles;
import io.plimsoll.evaluation.rules.RuleTypes;
import io.plimsoll.platform.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles the rules of a bundle, each file in an engine module of its own. */
final class RulesCompiler {
    /** Which literal of a conclusion names something that the manifest declares. */
    private static final Map<String, Integer> REASON_AT = Map.of("Suppress", 1, "Restrict", 3, "Raise", 1);

    private static final Set<String> PEOPLE = Set.of(Outcome.ASK_APPROVAL.name(), Outcome.ESCALATE.name());
    private static final Set<String> STRICTER = Set.of(Disposition.NEEDS_APPROVAL.name(), Disposition.REFUSED.name());

    private final PolicyBundle bundle;
    private final List<Finding> findings;

    /** @param findings receives what is wrong */
    RulesCompiler(PolicyBundle bundle, List<Finding> findings) {
        this.bundle = bundle;
        this.findings = findings;
    }

    /** @return those that could be compiled; the caller closes them when there are findings */
    List<RulesStep> compile(Manifest manifest) {
        checkUse(manifest);
        List<RulesStep> steps = new ArrayList<>();
        for (RuleStep step : manifest.rules()) {
            if (manifest.files().rules().contains(step.path())) {
                RulesStep compiled = compile(manifest, step);
                if (compiled != null) {
                    steps.add(compiled);
                }
            }
        }
        return steps;
    }

    /** One file; null when there are findings. */
    @Nullable RulesStep compile(Manifest manifest, RuleStep step) {
        RuleTypes types = types(step.phase());
        RuleFile file = RuleFiles.parse(step.path(), bundle.file(step.path()), types)
                .fold(readable -> readable.file(), refused -> {
                    findings.addAll(refused.findings());
                    return null;
                });
        if (file == null) {
            return null;
        }
        checkNames(manifest, file);
        return compiled(step, file, types);
    }

    private @Nullable RulesStep compiled(RuleStep step, RuleFile file, RuleTypes types) {
        return RuleBase.compile(List.of(file), types).fold(base -> new RulesStep(step, file, base.base()), rejected -> {
            findings.addAll(rejected.findings());
            return null;
        });
    }

    private void checkUse(Manifest manifest) {
        Set<String> unused = new TreeSet<>(manifest.files().rules());
        for (RuleStep step : manifest.rules()) {
            unused.remove(step.path());
            if (!manifest.files().rules().contains(step.path())) {
                findings.add(Finding.of(
                        FindingCode.MANIFEST_INVALID,
                        Place.manifest("/steps"),
                        step.path() + " is not listed under /files/rules"));
            }
        }
        unused.forEach(path -> findings.add(Finding.of(
                FindingCode.FILE_UNUSED, Place.file(path), "no step runs it; name it in a step or leave it out")));
    }

    /** A feature or a reason that is not declared would fail only when the rule fires. */
    private void checkNames(Manifest manifest, RuleFile file) {
        file.conclusions().forEach(conclusion -> {
            boolean feature =
                    conclusion.type().equals("Feature") || conclusion.type().equals("Sign");
            String name = conclusion.literal(feature ? 0 : REASON_AT.getOrDefault(conclusion.type(), 0));
            Place place = place(file, conclusion);
            if (feature && name == null) {
                findings.add(Finding.of(
                        FindingCode.RULE_REFUSED,
                        place,
                        "the name of a feature must be a text, such as \"Refunds In Week\""));
            } else if (feature && !manifest.features().containsKey(name)) {
                findings.add(Finding.of(
                        FindingCode.RULE_REFUSED, place, "the feature " + name + " is not declared under /features"));
            } else if (feature && isNumber(manifest, name) != conclusion.type().equals("Feature")) {
                findings.add(Finding.of(
                        FindingCode.RULE_REFUSED,
                        place,
                        "the feature " + name
                                + (isNumber(manifest, name)
                                        ? " is a number; insert a Feature with its amount"
                                        : " is true or false; insert a Sign")));
            } else if (!feature && name != null && !manifest.reasons().containsKey(name)) {
                findings.add(Finding.of(
                        FindingCode.RULE_REFUSED, place, "the reason " + name + " has no text under /reasons"));
            }
            checkWords(manifest, conclusion, place);
        });
    }

    private static boolean isNumber(Manifest manifest, @Nullable String feature) {
        Manifest.Feature declared = manifest.features().get(feature);
        return declared != null && declared.type() == Manifest.Feature.Type.NUMBER;
    }

    /** A word that means nothing would fail, or do nothing, only when the rule fires. */
    private void checkWords(Manifest manifest, RuleFile.Inserted conclusion, Place place) {
        String what = conclusion.literal(0);
        String disposition = conclusion.literal(1);
        boolean person = what != null && PEOPLE.contains(what);
        if (conclusion.type().equals("Raise") && what != null && !person) {
            findings.add(Finding.of(
                    FindingCode.RULE_REFUSED,
                    place,
                    "an outcome is raised to ASK_APPROVAL or ESCALATE, not to " + what));
        } else if (conclusion.type().equals("Restrict") && disposition != null && !STRICTER.contains(disposition)) {
            findings.add(Finding.of(
                    FindingCode.RULE_REFUSED,
                    place,
                    "an intent is restricted to NEEDS_APPROVAL or REFUSED, not to " + disposition));
        }
        boolean intent =
                conclusion.type().equals("Restrict") || (conclusion.type().equals("Suppress") && !person);
        if (intent
                && what != null
                && manifest.kind() == Manifest.Kind.POLICY
                && !manifest.intents().containsKey(what)) {
            findings.add(Finding.of(FindingCode.RULE_REFUSED, place, "there is no intent " + what));
        }
    }

    static Place place(RuleFile file, RuleFile.Inserted conclusion) {
        return Place.rule(file.path(), conclusion.rule(), new Position(conclusion.line(), conclusion.column()));
    }

    static RuleTypes types(Phase phase) {
        return switch (phase) {
            case PERCEIVE -> Vocabulary.PERCEIVE;
            case GOVERN -> Vocabulary.GOVERN;
            case GUARD -> Vocabulary.GUARD;
            case DECIDE -> throw new IllegalStateException("tables are asked in this phase");
        };
    }
}
