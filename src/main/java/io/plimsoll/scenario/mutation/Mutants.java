package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.Variants;
import io.plimsoll.evaluation.rules.RuleVariant;
import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All mutants of a bundle, and samples of them. */
final class Mutants {
    private Mutants() {}

    /** Tables in the order of their names, then constants, then rules file by file. */
    static List<Mutant> of(Survey survey, Variants variants, Manifest.Kind kind) {
        List<Mutant> mutants = new ArrayList<>();
        survey.tables().stream()
                .filter(table -> table.name().kind() == kind)
                .forEach(table -> mutants.addAll(TableMutants.of(table)));
        survey.constants().stream()
                .filter(constant -> constant.name().kind() == kind)
                .forEach(constant -> CellChanges.ofLiterals(constant.number())
                        .forEach((changed, any) -> mutants.add(ofConstant(constant, changed))));
        variants.ofRules().forEach((path, changes) -> changes.forEach(change -> mutants.add(ofRule(path, change))));
        return mutants;
    }

    private static Mutant ofConstant(Survey.Constant constant, String changed) {
        return new Mutant(
                constant.name().model() + ", " + constant.name().decision(),
                null,
                Mutant.Kind.CONSTANT,
                -1,
                -1,
                "",
                constant.number(),
                changed,
                "",
                constant.file(),
                ModelEdit.expression(constant.name(), changed)::applied);
    }

    private static Mutant ofRule(String path, RuleVariant change) {
        byte[] content = change.text().getBytes(StandardCharsets.UTF_8);
        return new Mutant(
                path,
                null,
                switch (change.kind()) {
                    case NUMBER -> Mutant.Kind.RULE_NUMBER;
                    case OPERATOR -> Mutant.Kind.RULE_OPERATOR;
                    case CONDITION -> Mutant.Kind.RULE_CONDITION;
                    case CONCLUSION -> Mutant.Kind.RULE_CONCLUSION;
                    case RULE -> Mutant.Kind.RULE;
                },
                -1,
                -1,
                change.kind() == RuleVariant.Kind.RULE ? "" : "rule \"" + change.rule() + '"',
                change.before(),
                change.after(),
                change.rule(),
                path,
                any -> content);
    }

    /**
     * Some of them, in their order: those whose digest with the seed is least. Which ones they are depends on nothing else,
     * so that a mutant that was drawn is drawn again as long as it exists and there are not more before it.
     */
    static List<Mutant> sample(List<Mutant> all, int most, long seed) {
        if (all.size() <= most) {
            return all;
        }
        Map<Mutant, String> digests = new IdentityHashMap<>();
        all.forEach(mutant -> digests.put(
                mutant,
                Digest.of((seed + "|" + mutant.key()).getBytes(StandardCharsets.UTF_8))
                        .hex()));
        Set<Mutant> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
        all.stream().sorted(Comparator.comparing(digests::get)).limit(most).forEach(drawn::add);
        return all.stream().filter(drawn::contains).toList();
    }

    /** The same for the same mutants in the same order. */
    static Digest digest(List<Mutant> mutants) {
        return Digest.of(mutants.stream()
                .map(mutant ->
                        Digest.of(mutant.key().getBytes(StandardCharsets.UTF_8)).hex())
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }
}
