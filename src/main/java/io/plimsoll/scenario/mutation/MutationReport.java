package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import io.plimsoll.scenario.coverage.CaseText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which mistakes in a policy its scenarios would notice. Equal bundles with equal counterparts, seeds and limits give equal
 * {@link #bytes}.
 *
 * @param domain for which it decides
 * @param bundle digest of what was examined
 * @param counterpart digest of the guardrails, or of the policy, that it was run with; null for none
 * @param scenarios how many were run
 * @param failed those that do not hold anyway; they were not run against mutants
 * @param leftOut those that were not run, because they send too many signals
 * @param all how many mutants there are
 * @param drawn how many of them were tried
 * @param seed by which they were drawn
 * @param subjects tables, constants and files of rules, each with its figures
 * @param survivors mutants that no scenario noticed
 */
public record MutationReport(
        DomainName domain,
        Digest bundle,
        @Nullable Digest counterpart,
        int scenarios,
        List<String> failed,
        List<String> leftOut,
        int all,
        int drawn,
        long seed,
        List<Subject> subjects,
        List<Survivor> survivors) {
    private static final int DIGITS = 4;

    public MutationReport {
        failed = List.copyOf(failed);
        leftOut = List.copyOf(leftOut);
        subjects = List.copyOf(subjects);
        survivors = List.copyOf(survivors);
    }

    /**
     * A table, a constant or a file of rules.
     *
     * @param killed mutants that a scenario noticed
     * @param survived mutants that none noticed
     * @param stillborn mutants that do not compile; they do not count
     */
    public record Subject(String name, int killed, int survived, int stillborn) {
        /** Killed of killed and survived, 0 to 1 with four digits, rounded down; empty when there is none of either. */
        public Optional<BigDecimal> score() {
            int counted = killed + survived;
            return counted == 0
                    ? Optional.empty()
                    : Optional.of(
                            BigDecimal.valueOf(killed).divide(BigDecimal.valueOf(counted), DIGITS, RoundingMode.DOWN));
        }

        Subject plus(Subject other) {
            return new Subject(name, killed + other.killed, survived + other.survived, stillborn + other.stillborn);
        }
    }

    /**
     * A mutant that no scenario noticed.
     *
     * @param subject in which it lies
     * @param kind of change
     * @param place where in the subject; empty for all of it
     * @param before what stands there
     * @param after what could stand there instead unnoticed; empty for nothing
     * @param words what nobody tests, for people
     * @param killing a case that would notice it; null when none was found, because the two may answer everything alike
     */
    public record Survivor(
            String subject,
            String kind,
            String place,
            String before,
            String after,
            String words,
            CaseText.@Nullable Told killing) {}

    /** All subjects together. */
    public Subject total() {
        return subjects.stream().reduce(new Subject("all", 0, 0, 0), Subject::plus);
    }

    /** For programs and as evidence: no times, nothing of this machine. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("mutation", 1)
                .put("engine", Engine.NAME)
                .put("bundle", bundle.toString())
                .put("counterpart", counterpart == null ? null : counterpart.toString())
                .put("scenarios", scenarios)
                .put("failed", failed)
                .put("leftOut", leftOut)
                .put("mutants", all)
                .put("drawn", drawn)
                .put("seed", seed)
                .put("total", tree(total()))
                .put("subjects", subjects.stream().map(MutationReport::tree).toList())
                .put("survivors", survivors.stream().map(this::tree).toList())
                .build();
    }

    /** {@link #tree} as canonical JSON. */
    public byte[] bytes() {
        return CanonicalJson.bytes(tree());
    }

    private static Map<String, @Nullable Object> tree(Subject subject) {
        return Tree.object()
                .put("subject", subject.name())
                .put("killed", subject.killed())
                .put("survived", subject.survived())
                .put("stillborn", subject.stillborn())
                .put("score", subject.score().orElse(null))
                .build();
    }

    /** The cases that would notice what nobody notices, as a file of scenarios whose expectations are open; empty for none. */
    public String file() {
        Map<String, CaseText.Told> cases = new LinkedHashMap<>();
        survivors.forEach(survivor -> {
            if (survivor.killing() != null) {
                cases.putIfAbsent(survivor.killing().id(), survivor.killing());
            }
        });
        return cases.isEmpty() ? "" : CaseText.file(domain, List.copyOf(cases.values()));
    }

    private Map<String, @Nullable Object> tree(Survivor survivor) {
        return Tree.object()
                .put("subject", survivor.subject())
                .put("kind", survivor.kind())
                .put("place", survivor.place())
                .put("before", survivor.before())
                .put("after", survivor.after())
                .put("words", survivor.words())
                .put("case", survivor.killing() == null ? null : CaseText.file(domain, List.of(survivor.killing())))
                .build();
    }
}
