package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kie.dmn.validation.DMNValidator.Validation.ANALYZE_DECISION_TABLE;
import static org.kie.dmn.validation.DMNValidator.Validation.VALIDATE_COMPILATION;
import static org.kie.dmn.validation.DMNValidator.Validation.VALIDATE_MODEL;
import static org.kie.dmn.validation.DMNValidator.Validation.VALIDATE_SCHEMA;

import io.plimsoll.evaluation.PolicyBundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kie.api.builder.Message;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.backend.marshalling.v1x.DMNMarshallerFactory;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.Definitions;
import org.kie.dmn.model.api.HitPolicy;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.DMNValidatorFactory;

/** The built-in tables are what style.md asks of them: checked by KIE's own analyser, and by their form. */
class BuiltInTablesTest {
    private static final DMNValidator VALIDATOR = DMNValidatorFactory.newValidator();

    @TestFactory
    Stream<DynamicTest> model_everyBuiltIn_isValidAndWithoutGapsAndOverlaps() {
        return models((name, xml) -> {
            List<DMNMessage> messages = VALIDATOR
                    .validateUsing(VALIDATE_SCHEMA, VALIDATE_MODEL, VALIDATE_COMPILATION, ANALYZE_DECISION_TABLE)
                    .theseModels(reader(xml));

            assertThat(messages)
                    .filteredOn(message -> message.getLevel() != Message.Level.INFO)
                    .extracting(DMNMessage::getText)
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> table_everyBuiltIn_answersOneQuestionAndSaysWhy() {
        return models((name, xml) -> {
            List<String> flaws = new ArrayList<>();
            definitions(xml).getDrgElement().stream()
                    .filter(Decision.class::isInstance)
                    .map(Decision.class::cast)
                    .forEach(decision -> check(decision, flaws));

            assertThat(flaws).isEmpty();
        });
    }

    private static void check(Decision decision, List<String> flaws) {
        if (decision.getQuestion() == null || !decision.getQuestion().contains("?")) {
            flaws.add(decision.getName() + " asks no question");
        }
        if (decision.getExpression() instanceof DecisionTable table) {
            // Limits are collected: several bound the same thing.
            if (table.getHitPolicy() != HitPolicy.UNIQUE
                    && !(table.getHitPolicy() == HitPolicy.COLLECT && table.getAggregation() == null)) {
                flaws.add(decision.getName() + " is neither UNIQUE nor collects");
            }
            if (table.getInput().size() > 6 || table.getRule().size() > 40) {
                flaws.add(decision.getName() + " is too large");
            }
            if (!table.getAnnotation().stream()
                    .map(clause -> clause.getName())
                    .toList()
                    .equals(List.of("Reason Code", "Rationale", "Source"))) {
                flaws.add(decision.getName() + " lacks annotation columns");
            }
            for (DecisionRule rule : table.getRule()) {
                if (rule.getId() == null
                        || rule.getAnnotationEntry().size() != 3
                        || rule.getAnnotationEntry().get(1).getText().isBlank()
                        || rule.getAnnotationEntry().get(2).getText().isBlank()) {
                    flaws.add(decision.getName() + " has a row without id, rationale or source");
                }
            }
        }
    }

    private interface Check {
        void on(String name, byte[] xml);
    }

    /** Kogito's endpoints are addressed by the model's name alone, and those of all domains stand side by side. */
    @Test
    void model_everyOneInTheJar_hasANameAndANamespaceOfItsOwn() throws IOException {
        List<Definitions> models = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/dmn"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                models.add(definitions(Files.readAllBytes(file)));
            }
        }

        assertThat(models).isNotEmpty().extracting(Definitions::getName).doesNotHaveDuplicates();
        assertThat(models).extracting(Definitions::getNamespace).doesNotHaveDuplicates();
    }

    private static Stream<DynamicTest> models(Check check) {
        Stream<DynamicTest> current = BuiltInPolicies.DOMAINS.stream()
                .flatMap(domain -> Stream.concat(
                        models(domain, BuiltInPolicies.bundle(domain), check),
                        BuiltInPolicies.guardrails(domain).stream()
                                .flatMap(bundle -> models(domain + " guardrails", bundle, check))));
        Stream<DynamicTest> older = OlderPolicies.all().entrySet().stream()
                .flatMap(policy -> models(policy.getKey(), policy.getValue(), check));
        return Stream.concat(current, older);
    }

    private static Stream<DynamicTest> models(String owner, PolicyBundle bundle, Check check) {
        return bundle.paths().stream()
                .filter(path -> path.endsWith(".dmn"))
                .map(path -> DynamicTest.dynamicTest(owner + " " + path, () -> check.on(path, bundle.file(path))));
    }

    private static Reader reader(byte[] xml) {
        return new InputStreamReader(new ByteArrayInputStream(xml), StandardCharsets.UTF_8);
    }

    private static Definitions definitions(byte[] xml) {
        return DMNMarshallerFactory.newDefaultMarshaller().unmarshal(reader(xml));
    }
}
