package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.evaluation.lint.ModelLint;
import io.plimsoll.evaluation.lint.XmlGuard;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.ast.InputDataNode;

/** Turns a bundle into a {@link CompiledPolicy}. There is no other way to load a policy, the built-in ones included. */
public final class PolicyCompiler {
    /** Evaluations per step before a policy is handed out: enough for the interpreter's caches and first compilations. */
    private static final int WARM_UP_ROUNDS = 50;

    private final PolicyBundle bundle;
    private final boolean warm;
    private final List<Finding> findings = new ArrayList<>();

    private PolicyCompiler(PolicyBundle bundle, boolean warm) {
        this.bundle = bundle;
        this.warm = warm;
    }

    /** Never throws because of what is in the bundle. Takes about a second for the first bundle of a process. */
    public static Compilation compile(PolicyBundle bundle) {
        return compile(bundle, true);
    }

    /** The same without evaluating anything, for a bundle of which nobody knows yet whether its evaluation ends. */
    public static Compilation compileCold(PolicyBundle bundle) {
        return compile(bundle, false);
    }

    private static Compilation compile(PolicyBundle bundle, boolean warm) {
        PolicyCompiler compiler = new PolicyCompiler(bundle, warm);
        CompiledPolicy policy = compiler.compile();
        return policy == null
                ? new Compilation.Rejected(compiler.findings)
                : new Compilation.Compiled(policy, compiler.findings);
    }

    private @Nullable CompiledPolicy compile() {
        Manifest manifest = manifest();
        if (manifest == null) {
            return null;
        }
        new ManifestCheck(manifest, findings).run();
        Map<String, byte[]> dmn = files(manifest);
        if (failed()) {
            return null;
        }
        findings.addAll(XmlGuard.check(dmn));
        if (failed()) {
            return null;
        }
        DmnModels models = models(dmn, findings).orElse(null);
        if (models == null) {
            return null;
        }
        List<DecideStep> tables = failed() ? List.of() : tables(manifest, models);
        List<RulesStep> rules = failed() ? List.of() : new RulesCompiler(bundle, findings).compile(manifest);
        CompiledPolicy policy = new CompiledPolicy(manifest, bundle.digest(), rules, tables, models.runtime());
        if (failed()) {
            policy.close();
            return null;
        }
        if (warm) {
            warm(policy);
        }
        return policy;
    }

    private @Nullable Manifest manifest() {
        if (!bundle.paths().contains(PolicyBundle.MANIFEST)) {
            findings.add(
                    Finding.of(
                            FindingCode.MANIFEST_MISSING,
                            Place.file(PolicyBundle.MANIFEST),
                            "is missing; decision models without a manifest can be tried in the sandbox, and cannot become active, because nothing says which decision answers whom"));
            return null;
        }
        try {
            return ManifestReader.read(bundle.file(PolicyBundle.MANIFEST), findings);
        } catch (PlimsollException e) {
            Violation violation = e.violations().get(0);
            findings.add(
                    Finding.of(FindingCode.MANIFEST_INVALID, Place.manifest(violation.pointer()), violation.detail()));
            return null;
        }
    }

    private Map<String, byte[]> files(Manifest manifest) {
        Set<String> listed = new HashSet<>(Set.of(PolicyBundle.MANIFEST));
        listed.addAll(manifest.files().dmn());
        listed.addAll(manifest.files().rules());
        listed.addAll(manifest.files().scenarios());
        listed.stream()
                .filter(path -> !bundle.paths().contains(path))
                .sorted()
                .forEach(path -> findings.add(Finding.of(
                        FindingCode.FILE_MISSING,
                        Place.file(path),
                        "is listed in the manifest and not in the bundle")));
        bundle.paths().stream()
                .filter(path -> !listed.contains(path))
                .forEach(path -> findings.add(Finding.of(
                        FindingCode.FILE_NOT_LISTED,
                        Place.file(path),
                        "is in the bundle and not listed in the manifest")));
        Map<String, byte[]> dmn = new LinkedHashMap<>();
        if (!failed()) {
            manifest.files().dmn().forEach(path -> dmn.put(path, bundle.file(path)));
        }
        return dmn;
    }

    /**
     * Compiles and looks at models without evaluating them.
     *
     * @param files that {@link XmlGuard} has let pass
     * @return empty when they are no DMN
     */
    static Optional<DmnModels> models(Map<String, byte[]> files, List<Finding> findings) {
        try {
            DmnModels models = DmnModels.compile(files, findings);
            look(models, findings);
            return Optional.of(models);
        } catch (RuntimeException | StackOverflowError e) {
            // The engine's parsers throw what they like for a file that is no DMN.
            findings.add(Finding.of(
                    FindingCode.MODEL_UNREADABLE,
                    Place.file("dmn"),
                    "the models cannot be read as DMN: " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** What is found in an expression says more than the engine's own message about it. */
    private static void look(DmnModels models, List<Finding> findings) {
        List<Finding> found = ModelLint.findings(models.runtime().getModels());
        findings.removeIf(finding -> finding.code() == FindingCode.MODEL_INVALID
                && found.stream().anyMatch(better -> better.at().isInSameElement(finding.at())));
        findings.addAll(found);
    }

    private List<DecideStep> tables(Manifest manifest, DmnModels models) {
        Set<String> known = new HashSet<>(EnvelopeInputs.names(manifest));
        boolean guardrails = manifest.kind() == Manifest.Kind.GUARDRAILS;
        if (guardrails) {
            known.addAll(EnvelopeInputs.OF_GUARDRAILS);
        }
        manifest.inputs().values().forEach(input -> known.add(input.name()));
        List<DecideStep> steps = new ArrayList<>();
        for (Step step : manifest.steps()) {
            List<DMNModel> named = models.named(step.model());
            Place place = Place.step(step);
            if (named.size() != 1) {
                findings.add(Finding.of(
                        FindingCode.STEP_INVALID,
                        place,
                        "the bundle has " + named.size() + " models of this name; it needs one"));
            } else if (named.get(0).getDecisionByName(step.decision()) == null) {
                findings.add(Finding.of(FindingCode.STEP_INVALID, place, "the model has no decision of this name"));
            } else {
                DMNModel model = named.get(0);
                for (InputDataNode input : model.getRequiredInputsForDecisionName(step.decision())) {
                    // Guardrails may read the clocks and features of whatever policy they restrict.
                    if (guardrails && !step.eachIntent() && EnvelopeInputs.OF_INTENT.contains(input.getName())) {
                        findings.add(Finding.of(
                                FindingCode.INPUT_NOT_DECLARED,
                                place,
                                "needs the input " + input.getName()
                                        + ", which only a step with \"each: intent\" is given"));
                    } else if (!known.contains(input.getName()) && !guardrails) {
                        findings.add(Finding.of(
                                FindingCode.INPUT_NOT_DECLARED,
                                place,
                                "needs the input " + input.getName() + ", which the manifest does not declare"));
                    }
                }
                steps.add(new DecideStep(step, models.runtime(), model));
            }
        }
        return steps;
    }

    /** The first evaluations of a process are a thousand times slower than the later ones. */
    private static void warm(CompiledPolicy policy) {
        Manifest manifest = policy.manifest();
        Tree.Builder facts = Tree.object();
        manifest.inputs().forEach((key, input) -> facts.put(key, input.sample()));
        Signal signal = new Signal(
                new SignalId("warm-up"), new CustomerId("warm-up"), null, Instant.EPOCH, null, null, null, null, null);
        List<@Nullable Request> requests = new ArrayList<>();
        requests.add(null);
        manifest.requests().keySet().forEach(type -> requests.add(new Request(type, Map.of())));
        for (Request request : requests) {
            Submission submission = new Submission(signal, request, facts.build());
            Situation situation = new Chronicle(manifest).situation("warm-up", Instant.EPOCH, submission);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                Evaluator.evaluate(policy, situation).bytes();
            }
        }
    }

    private boolean failed() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
