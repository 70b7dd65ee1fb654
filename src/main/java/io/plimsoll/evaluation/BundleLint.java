package io.plimsoll.evaluation;

import io.plimsoll.evaluation.lint.ModelLint;
import io.plimsoll.evaluation.lint.StatedIntent;
import io.plimsoll.evaluation.lint.TableLint;
import io.plimsoll.evaluation.lint.XmlGuard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What looks wrong with a bundle although it can be evaluated. */
public final class BundleLint {
    private final Manifest manifest;
    private final List<Finding> findings = new ArrayList<>();

    private BundleLint(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Looks at a policy that was compiled: its tables, what it declares, and the money that it permits. */
    public static List<Finding> findings(CompiledPolicy policy) {
        BundleLint lint = new BundleLint(policy.manifest());
        lint.findings.addAll(TableLint.findings(policy.models()));
        lint.checkInputs(policy.tables());
        if (policy.manifest().kind() == Manifest.Kind.POLICY) {
            ModelLint.intents(policy.models()).forEach(lint::checkCeiling);
        }
        return lint.findings;
    }

    /** Looks at decision models by themselves, whatever bundle they come from; nothing is evaluated. */
    public static List<Finding> ofModels(PolicyBundle bundle) {
        Map<String, byte[]> models = new LinkedHashMap<>();
        bundle.paths().stream()
                .filter(path -> path.endsWith(".dmn"))
                .forEach(path -> models.put(path, bundle.file(path)));
        List<Finding> findings = new ArrayList<>(XmlGuard.check(models));
        if (findings.isEmpty() && !models.isEmpty()) {
            PolicyCompiler.models(models, findings).ifPresent(compiled -> {
                if (findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
                    findings.addAll(TableLint.findings(compiled.runtime().getModels()));
                }
            });
        }
        return findings;
    }

    private void checkInputs(List<DecideStep> tables) {
        Set<String> read =
                tables.stream().flatMap(table -> table.inputs().stream()).collect(Collectors.toSet());
        Set<String> facts = new HashSet<>();
        manifest.clocks().values().forEach(clock -> facts.add(String.valueOf(clock.fact())));
        for (Manifest.RequestType request : manifest.requests().values()) {
            for (Manifest.Argument argument : request.arguments().values()) {
                facts.add(String.valueOf(argument.fact()).split("\\.", 2)[0]);
            }
        }
        manifest.inputs().forEach((key, input) -> {
            if (!read.contains(input.name()) && !facts.contains(key)) {
                unused("/inputs/" + key, "no table reads the input " + input.name());
            }
        });
        manifest.features().keySet().forEach(name -> {
            if (!read.contains(name)) {
                unused("/features/" + name, "no table reads the feature " + name);
            }
        });
    }

    private void unused(String pointer, String detail) {
        findings.add(Finding.of(
                FindingCode.INPUT_UNUSED,
                Place.manifest(pointer),
                detail + "; remove it, or say why clients should go on sending it"));
    }

    /** A permit that may move money has to say how much; whether it does is certain only where it is written out. */
    private void checkCeiling(StatedIntent intent) {
        if (intent.ceiling() || "REFUSED".equals(intent.disposition())) {
            return;
        }
        Set<String> possible = possibleTypes(intent);
        Set<String> money = possible.stream()
                .filter(type -> {
                    Manifest.IntentType declared = manifest.intents().get(type);
                    return declared != null && declared.money();
                })
                .collect(Collectors.toCollection(TreeSet::new));
        if (money.isEmpty()) {
            return;
        }
        boolean certain = money.size() == possible.size() && intent.disposition() != null;
        findings.add(Finding.of(
                certain ? FindingCode.CEILING_MISSING : FindingCode.CEILING_UNCERTAIN,
                intent.at(),
                (certain ? "permits " : "may permit ") + String.join(", ", money)
                        + " without a ceiling; state an amount, \"none\" or \"external\""));
    }

    private Set<String> possibleTypes(StatedIntent intent) {
        if (intent.type() == null) {
            return manifest.intents().keySet();
        }
        if (!intent.type().isEmpty()) {
            return Set.of(intent.type());
        }
        Set<String> requests = new HashSet<>();
        for (Step step : manifest.steps()) {
            if (step.model().equals(intent.model())) {
                requests.addAll(step.requests().isEmpty() ? manifest.requests().keySet() : step.requests());
            }
        }
        return requests;
    }
}
