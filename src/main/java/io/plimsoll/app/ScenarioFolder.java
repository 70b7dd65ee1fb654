package io.plimsoll.app;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictXml;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.policy.ScenarioResults;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import io.plimsoll.scenario.ScenarioRunner;
import io.plimsoll.scenario.model.ModelCase;
import io.plimsoll.scenario.model.ModelCaseRunner;
import io.plimsoll.scenario.model.ModelCases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files with scenarios and test cases on somebody's disk.
 *
 * @param files those of the domain, in the order of their names
 * @param models files with test cases of single decision models, in the same order
 * @param others how many YAML files are of other domains
 * @param without how many XML files hold no test cases
 */
record ScenarioFolder(List<ScenarioFile> files, List<ModelFile> models, int others, int without) {
    private static final int MAX_DEPTH = 20;

    ScenarioFolder {
        files = List.copyOf(files);
        models = List.copyOf(models);
    }

    /** A file and what is in it. */
    record ScenarioFile(String name, List<Scenario> scenarios) {}

    /** A file and the test cases in it. */
    record ModelFile(String name, ModelCases cases) {}

    /** A file that cannot be read, with the places that are wrong. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final String name;
        private final transient PlimsollException cause;

        Unreadable(String name, PlimsollException cause) {
            super(cause);
            this.name = name;
            this.cause = cause;
        }

        String name() {
            return name;
        }

        PlimsollException problem() {
            return cause;
        }
    }

    /**
     * Reads a file, or all files of a folder and those below it whose names say that they hold scenarios or test cases. JSON
     * Lines name no domain and are taken to be of this one.
     */
    static ScenarioFolder read(Path path, DomainName domain) throws IOException, Unreadable {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        List<ScenarioFile> files = new ArrayList<>();
        List<ModelFile> models = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (Path file : files(path)) {
            String name = file.toString().replace('\\', '/');
            try {
                if (endsWithAny(name, ModelCases.EXTENSIONS)) {
                    ModelCases.read(name, bounded(file))
                            .ifPresentOrElse(cases -> models.add(new ModelFile(name, cases)), () -> without.add(name));
                } else {
                    byte[] content = Files.readAllBytes(file);
                    if (name.endsWith(".yaml") && isOfAnother(domain, content)) {
                        others.add(name);
                    } else {
                        files.add(new ScenarioFile(name, ScenarioReader.read(domain, name, content)));
                    }
                }
            } catch (PlimsollException e) {
                throw new Unreadable(name, e);
            }
        }
        return new ScenarioFolder(files, models, others.size(), without.size());
    }

    /** How all of it goes with a policy, which its compiler accepted. */
    ScenarioResults run(PolicyBundle bundle, CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
        List<ScenarioResults.Result> results = new ArrayList<>();
        for (ScenarioFile file : files) {
            for (Scenario scenario : file.scenarios()) {
                results.add(new ScenarioResults.Result(
                        file.name(), scenario.id(), ScenarioRunner.run(policy, guardrails, scenario)));
            }
        }
        if (!models.isEmpty()) {
            ModelCaseRunner runner = ModelCaseRunner.of(bundle);
            for (ModelFile file : models) {
                for (ModelCase one : file.cases().cases()) {
                    results.add(new ScenarioResults.Result(
                            file.name(), one.id(), runner.run(file.cases().model(), one)));
                }
            }
        }
        return new ScenarioResults(results);
    }

    /** What was left out, behind the number of what was run; empty when nothing was. */
    String leftOut() {
        return (others == 0 ? "" : "; " + others + " files are of other domains")
                + (without == 0 ? "" : "; " + without + " XML files hold no test cases");
    }

    private static byte[] bounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(StrictXml.MAX_BYTES + 1);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path, MAX_DEPTH)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> endsWithAny(file.toString(), List.of(".yaml", ".jsonl"))
                            || endsWithAny(file.toString(), ModelCases.EXTENSIONS))
                    .sorted()
                    .toList();
        }
    }

    private static boolean endsWithAny(String name, List<String> extensions) {
        return extensions.stream().anyMatch(name::endsWith);
    }

    private static boolean isOfAnother(DomainName domain, byte[] yaml) {
        return StrictYaml.read(yaml).tree() instanceof Map<?, ?> file
                && file.get("domain") instanceof String named
                && !named.equals(domain.value());
    }
}
