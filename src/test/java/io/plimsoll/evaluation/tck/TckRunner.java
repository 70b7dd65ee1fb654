package io.plimsoll.evaluation.tck;

import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.ModelEvaluation;
import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.scenario.model.ModelCase;
import io.plimsoll.scenario.model.ModelCaseRunner;
import io.plimsoll.scenario.model.ModelCases;
import io.plimsoll.scenario.model.ModelCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts cases of the DMN Technology Compatibility Kit, and ours in its format, to models as a client would. */
final class TckRunner {
    private TckRunner() {}

    /** What became of one result of one case; no failure when it is as expected. */
    record Outcome(String group, String id, @Nullable String failure) {}

    /** All cases below a folder. */
    static List<Outcome> run(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(path -> String.valueOf(path.getFileName()).matches(".*-test(-?\\d+)?\\.xml"))
                    .sorted()
                    .toList();
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Path file : files) {
            run(file, outcomes);
        }
        return outcomes;
    }

    private static void run(Path file, List<Outcome> outcomes) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        String group = String.valueOf(folder.getFileName());
        try {
            ModelCases cases =
                    ModelCases.read(file.toString(), Files.readAllBytes(file)).orElseThrow();
            ModelCaseRunner runner = runner(bundle(folder));
            for (ModelCase test : cases.cases()) {
                for (ModelCheck check : test.checks()) {
                    List<String> differences = runner.run(cases.model(), check);
                    outcomes.add(new Outcome(
                            group,
                            file.getFileName() + " " + test.id() + " " + check.subject(),
                            differences.isEmpty() ? null : String.join("; ", differences)));
                }
            }
        } catch (PlimsollException e) {
            outcomes.add(new Outcome(group, String.valueOf(file.getFileName()), e.getMessage() + e.violations()));
        }
    }

    private static PolicyBundle bundle(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path :
                    all.filter(each -> each.toString().endsWith(".dmn")).toList()) {
                files.put(String.valueOf(path.getFileName()), Files.readAllBytes(path));
            }
        }
        return new PolicyBundle(files);
    }

    private static ModelCaseRunner runner(PolicyBundle bundle) {
        try {
            ModelEvaluation models = ModelEvaluation.compile(bundle);
            return new ModelCaseRunner(bundle, question -> received(models.evaluate(sent(question))));
        } catch (PlimsollException e) {
            return new ModelCaseRunner(bundle, question -> {
                throw e;
            });
        }
    }

    /** Through JSON, as over REST. */
    private static ModelQuestion sent(ModelQuestion question) {
        return ModelQuestion.of(Tree.asObject(StrictJson.readWide(CanonicalJson.bytes(question.tree()))));
    }

    private static ModelAnswer received(ModelAnswer answer) {
        return ModelAnswer.of(Tree.asObject(StrictJson.readWide(CanonicalJson.bytes(answer.tree()))));
    }
}
