package io.plimsoll.evaluation.tck;

import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.ModelEvaluation;
import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Puts cases of the DMN Technology Compatibility Kit, and ours in its format, to models as a client would. */
final class TckRunner {
    /** Asks a bundle of models. */
    interface Engine {
        ModelAnswer ask(PolicyBundle bundle, ModelQuestion question);
    }

    /** What became of one result of one case; no failure when it is as expected. */
    record Outcome(String group, String id, @Nullable String failure) {}

    private final Engine engine;

    TckRunner(Engine engine) {
        this.engine = engine;
    }

    /** In this process, each bundle compiled once. */
    static TckRunner here() {
        Map<PolicyBundle, ModelEvaluation> compiled = new LinkedHashMap<>();
        return new TckRunner((bundle, question) -> {
            ModelEvaluation models = compiled.get(bundle);
            if (models == null) {
                compiled.clear();
                models = ModelEvaluation.compile(bundle);
                compiled.put(bundle, models);
            }
            return models.evaluate(question);
        });
    }

    /** All cases below a folder. */
    List<Outcome> run(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(path -> String.valueOf(path.getFileName()).matches(".*-test-?\\d+\\.xml"))
                    .sorted()
                    .toList();
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Path file : files) {
            run(TckCases.read(file), outcomes);
        }
        return outcomes;
    }

    private void run(TckCases cases, List<Outcome> outcomes) throws IOException {
        Path folder = Objects.requireNonNull(cases.file().getParent());
        String group = String.valueOf(folder.getFileName());
        PolicyBundle bundle = bundle(folder);
        Element model;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            model = factory.newDocumentBuilder()
                    .parse(Files.newInputStream(folder.resolve(cases.model())))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IOException(cases.file().toString(), e);
        }
        for (TckCases.Case test : cases.cases()) {
            for (TckCases.Result result : test.results()) {
                outcomes.add(new Outcome(
                        group,
                        cases.file().getFileName() + " " + test.id() + " " + result.decision(),
                        failure(bundle, model, test, result)));
            }
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

    private @Nullable String failure(PolicyBundle bundle, Element model, TckCases.Case test, TckCases.Result expected) {
        try {
            ModelQuestion question = new ModelQuestion(
                    model.getAttribute("namespace"),
                    model.getAttribute("name"),
                    test.service() == null ? expected.decision() : null,
                    test.service(),
                    test.inputs());
            ModelAnswer answer = engine.ask(bundle, sent(question));
            Object result = received(answer).result();
            if (test.service() != null && test.results().size() > 1) {
                result = Tree.asObject(result).get(expected.decision());
            }
            if (expected.expected().matches(result)) {
                return null;
            }
            return "expected " + expected.expected().tree() + " but was " + result + " " + answer.messages();
        } catch (RuntimeException | StackOverflowError e) {
            return "failed with " + e + " "
                    + (e instanceof io.plimsoll.platform.PlimsollException p ? p.violations() : "");
        }
    }

    /** Through JSON, as over REST. */
    private static ModelQuestion sent(ModelQuestion question) {
        return ModelQuestion.of(Tree.asObject(StrictJson.read(CanonicalJson.bytes(question.tree()))));
    }

    private static ModelAnswer received(ModelAnswer answer) {
        return ModelAnswer.of(Tree.asObject(StrictJson.read(CanonicalJson.bytes(answer.tree()))));
    }
}
