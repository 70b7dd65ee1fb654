package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.evaluation.lint.XmlGuard;
import io.plimsoll.evaluation.rules.RuleVariant;
import io.plimsoll.platform.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;

/**
 * Compiles policies that differ from another one in one file, for those who try what a change would do. What does not
 * differ is taken over, so a variant takes milliseconds where the whole takes seconds; it MUST be closed before the
 * original is. Nothing is evaluated. Thread-safe.
 */
public final class Variants {
    private final CompiledPolicy original;
    private final PolicyBundle bundle;

    /** @param bundle from which the original was compiled */
    public Variants(CompiledPolicy original, PolicyBundle bundle) {
        this.original = original;
        this.bundle = bundle;
    }

    /** Each single change of the rules that somebody could make by mistake, by the path of the file. */
    public Map<String, List<RuleVariant>> ofRules() {
        Map<String, List<RuleVariant>> variants = new LinkedHashMap<>();
        original.rules()
                .forEach(step ->
                        variants.putIfAbsent(step.file().path(), step.file().variants()));
        return variants;
    }

    /**
     * The policy with another content of one file.
     *
     * @param path of a model or of a file of rules; one that the manifest lists
     * @param content without a byte, rules are left out altogether
     */
    public Compilation with(String path, byte[] content) {
        List<Finding> findings = new ArrayList<>();
        CompiledPolicy variant = original.manifest().files().dmn().contains(path)
                ? withModel(path, content, findings)
                : withRules(path, content, findings);
        if (variant == null || findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            if (variant != null) {
                variant.close();
            }
            return new Compilation.Rejected(findings);
        }
        return new Compilation.Compiled(variant, findings);
    }

    private @Nullable CompiledPolicy withModel(String path, byte[] content, List<Finding> findings) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String file : original.manifest().files().dmn()) {
            if (file.equals(path)) {
                files.put(path, content);
            } else if (!standsAlone(path)) {
                files.put(file, bundle.file(file));
            }
        }
        findings.addAll(XmlGuard.check(files));
        if (!findings.isEmpty()) {
            return null;
        }
        return PolicyCompiler.models(files, findings)
                .map(models -> original.with(digest(path, content), steps(models), models.runtime()))
                .orElse(null);
    }

    /** Whether no model imports another one because of it. */
    private boolean standsAlone(String path) {
        return original.models().stream().noneMatch(model -> imports(model, path));
    }

    private boolean imports(DMNModel model, String path) {
        boolean itself =
                model.getResource() != null && path.equals(model.getResource().getSourcePath());
        Set<String> imported = model.getDefinitions().getImport().stream()
                .map(each -> each.getNamespace())
                .collect(Collectors.toSet());
        return itself && !imported.isEmpty()
                || original.models().stream()
                        .filter(each -> each.getResource() != null
                                && path.equals(each.getResource().getSourcePath()))
                        .anyMatch(each -> imported.contains(each.getNamespace()));
    }

    private List<DecideStep> steps(DmnModels models) {
        return original.tables().stream()
                .map(step -> models.named(step.step().model()).stream()
                        .findFirst()
                        .map(model -> new DecideStep(step.step(), models.runtime(), model))
                        .orElse(step))
                .toList();
    }

    private @Nullable CompiledPolicy withRules(String path, byte[] content, List<Finding> findings) {
        RulesCompiler compiler = new RulesCompiler(new PolicyBundle(Map.of(path, content)), findings);
        List<RulesStep> rules = new ArrayList<>();
        List<RulesStep> owned = new ArrayList<>();
        for (RulesStep step : original.rules()) {
            if (!step.file().path().equals(path)) {
                rules.add(step);
            } else if (content.length > 0) {
                RulesStep compiled = compiler.compile(original.manifest(), step.step());
                if (compiled == null) {
                    owned.forEach(RulesStep::close);
                    return null;
                }
                rules.add(compiled);
                owned.add(compiled);
            }
        }
        return original.with(digest(path, content), rules, owned);
    }

    /** Of the files that were compiled, without the scenarios. */
    private Digest digest(String path, byte[] content) {
        Map<String, byte[]> files = new TreeMap<>();
        Manifest.Files listed = original.manifest().files();
        listed.dmn().forEach(file -> files.put(file, bundle.file(file)));
        listed.rules().forEach(file -> files.put(file, bundle.file(file)));
        files.put(PolicyBundle.MANIFEST, bundle.file(PolicyBundle.MANIFEST));
        files.put(path, content);
        return new PolicyBundle(files).digest();
    }
}
