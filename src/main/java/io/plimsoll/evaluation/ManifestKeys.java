package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which keys of {@code policy.yaml} go together: a step has one verb, and guardrails have no questions of their own. */
final class ManifestKeys {
    private static final Set<Phase> POLICY = Set.of(Phase.PERCEIVE, Phase.DECIDE, Phase.GOVERN);
    private static final Set<String> NOT_IN_GUARDRAILS =
            Set.of("requests", "intents", "history", "clocks", "features", "approvals", "default", "dossier");

    private final Map<String, @Nullable Object> manifest;
    private final boolean guardrails;
    private final List<Finding> findings;

    private ManifestKeys(Map<String, @Nullable Object> manifest, List<Finding> findings) {
        this.manifest = manifest;
        this.guardrails = "guardrails".equals(manifest.get("kind"));
        this.findings = findings;
    }

    /** @param manifest of the right shape */
    static void check(Map<String, @Nullable Object> manifest, List<Finding> findings) {
        ManifestKeys keys = new ManifestKeys(manifest, findings);
        keys.checkKind();
        keys.checkSteps();
        keys.checkClocks();
    }

    private void checkKind() {
        if (guardrails) {
            NOT_IN_GUARDRAILS.stream()
                    .filter(manifest::containsKey)
                    .sorted()
                    .forEach(key -> error("/" + key, "does not belong into guardrails; the policy states it"));
        } else {
            Stream.of("requests", "intents", "default")
                    .filter(key -> manifest.get(key) == null)
                    .forEach(key -> error("/" + key, "is missing"));
        }
    }

    private void checkSteps() {
        List<@Nullable Object> steps = Tree.asList(manifest.get("steps"));
        Phase reached = Phase.PERCEIVE;
        for (int i = 0; i < steps.size(); i++) {
            Map<String, @Nullable Object> step = Tree.asObject(steps.get(i));
            List<Phase> verbs = Stream.of(Phase.values())
                    .filter(phase -> step.get(verb(phase)) != null)
                    .toList();
            String place = "/steps/" + i;
            if (verbs.size() != 1) {
                error(place, "needs exactly one of " + (guardrails ? "guard" : "perceive, decide, govern"));
            } else {
                Phase phase = verbs.get(0);
                if (guardrails ? phase != Phase.GUARD : !POLICY.contains(phase)) {
                    error(
                            place + "/" + verb(phase),
                            "does not belong into " + (guardrails ? "guardrails" : "a policy"));
                } else if (phase.compareTo(reached) < 0) {
                    error(place + "/" + verb(phase), "comes too late; perceive, then decide, then govern");
                }
                reached = phase.compareTo(reached) > 0 ? phase : reached;
                checkAnswer(place, phase, step);
            }
        }
    }

    private void checkAnswer(String place, Phase phase, Map<String, @Nullable Object> step) {
        boolean tables = phase == Phase.DECIDE || (phase == Phase.GUARD && step.get("answer") != null);
        if (phase == Phase.DECIDE && step.get("answer") == null) {
            error(place + "/answer", "is missing");
        }
        if (!tables && !String.valueOf(step.get(verb(phase))).endsWith(".drl")) {
            error(place + "/" + verb(phase), "must be the path of a file of rules, for example rules/caps.drl");
        }
        if (!tables && (step.get("answer") != null || step.get("for") != null)) {
            error(place, "rules have no answer, and run for every submission");
        }
        if (phase == Phase.GUARD && tables && step.get("for") != null) {
            error(place + "/for", "guardrails are asked about every submission");
        }
        if (step.get("each") != null && (phase != Phase.GUARD || !tables)) {
            error(place + "/each", "is for tables of guardrails");
        }
    }

    private void checkClocks() {
        if (manifest.get("clocks") != null) {
            Tree.asObject(manifest.get("clocks")).forEach((name, clock) -> {
                Map<String, @Nullable Object> keys = Tree.asObject(clock);
                if ((keys.get("zone") == null) == (keys.get("fact") == null)) {
                    error("/clocks/" + name, "needs either a zone or the fact that names it");
                }
            });
        }
    }

    private static String verb(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private void error(String pointer, String detail) {
        findings.add(Finding.of(FindingCode.MANIFEST_INVALID, Place.manifest(pointer), detail));
    }
}
