package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEvaluationTest {
    private static final String NAMESPACE = "https://plimsoll.example/café";
    private static final String SUM = model("Sum", """
            <inputData id="i" name="A"><variable name="A" typeRef="number"/></inputData>
            <decision id="d" name="B"><variable name="B" typeRef="number"/>
              <informationRequirement><requiredInput href="#i"/></informationRequirement>
              <literalExpression><text>A + 1</text></literalExpression>
            </decision>""");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
    void model_inAnyEncoding_isRead(String encoding) {
        byte[] content = SUM.replace("UTF-8", encoding).getBytes(Charset.forName(encoding));

        assertThat(ask(Map.of("sum.dmn", content), "B").result()).isEqualTo(new BigDecimal(2));
    }

    @Test
    void model_withByteOrderMark_isRead() {
        assertThat(ask(Map.of("SUM.DMN", bytes("\uFEFF" + SUM)), "B").result()).isEqualTo(new BigDecimal(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <definitions | cannot be read as XML
            <html/> | its root must be definitions
            '' | cannot be read as XML
            """)
    void file_thatIsNoModel_leavesTheOthersAlone(String content, String reason) {
        ModelEvaluation models = compile(Map.of("broken.dmn", bytes(content), "sum.dmn", bytes(SUM)));

        assertThat(models.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.MODEL_UNREADABLE);
            assertThat(finding.words()).contains("broken.dmn", reason);
        });
        assertThat(models.evaluate(question("B")).result()).isEqualTo(new BigDecimal(2));
        assertThatThrownBy(() -> models.evaluate(new ModelQuestion(null, "Broken", "B", null, Map.of())))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(
                                refusal.violations().get(0).detail())
                        .contains("Sum (" + NAMESPACE + ")", "not broken.dmn"));
    }

    @Test
    void files_withoutAnyModel_areRefusedEachWithItsReason() {
        assertThatThrownBy(() -> compile(Map.of("a.dmn", bytes("<a/>"), "b.dmn", bytes("b"))))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ProblemCode.CONTRACT_VIOLATED);
                    assertThat(refusal.violations())
                            .extracting(Violation::detail)
                            .hasSize(2)
                            .anyMatch(detail -> detail.contains("a.dmn"))
                            .anyMatch(detail -> detail.contains("b.dmn"));
                });
    }

    @Test
    void model_thatImportsWhatIsNotThere_leavesTheOthersAlone() {
        String missing = model("Missing", """
                <import name="x" namespace="https://plimsoll.example/nowhere"
                    importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
                <decision id="d" name="C"><variable name="C"/>
                  <literalExpression><text>x.Y</text></literalExpression>
                </decision>""");
        ModelEvaluation models = compile(Map.of("missing.dmn", bytes(missing), "sum.dmn", bytes(SUM)));

        ModelAnswer unaffected = models.evaluate(new ModelQuestion(null, "Sum", "B", null, inputs()));
        ModelAnswer affected = models.evaluate(new ModelQuestion(null, "Missing", "C", null, Map.of()));

        assertThat(unaffected.result()).isEqualTo(new BigDecimal(2));
        assertThat(affected.result()).isNull();
        assertThat(affected.messages()).isNotEmpty();
        assertThat(models.findings()).anyMatch(finding -> finding.words().contains("missing.dmn"));
    }

    @Test
    void models_ofTheSameNamespaceAndName_countOnce() {
        ModelEvaluation models = compile(Map.of("one.dmn", bytes(SUM), "two.dmn", bytes(SUM)));

        assertThat(models.evaluate(question("B")).result()).isEqualTo(new BigDecimal(2));
        assertThat(models.findings()).singleElement().satisfies(finding -> assertThat(finding.words())
                .contains("two.dmn", "one.dmn, which counts"));
    }

    @Test
    void elements_withoutVariables_haveTheirOwnNames() {
        String bare = model("Bare", """
                <inputData id="i" name="A"/>
                <businessKnowledgeModel id="k" name="Twice"><encapsulatedLogic>
                  <formalParameter name="n"/><literalExpression><text>2 * n</text></literalExpression>
                </encapsulatedLogic></businessKnowledgeModel>
                <decision id="d" name="B">
                  <informationRequirement><requiredInput href="#i"/></informationRequirement>
                  <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
                  <literalExpression><text>Twice(A)</text></literalExpression>
                </decision>
                <decisionService id="s" name="Served"><outputDecision href="#d"/><inputData href="#i"/></decisionService>
                """);

        assertThat(ask(Map.of("bare.dmn", bytes(bare)), "B").result()).isEqualTo(new BigDecimal(2));
        assertThat(ask(Map.of("bare.dmn", bytes(bare)), "Served").result()).isEqualTo(new BigDecimal(2));
    }

    @ParameterizedTest
    @CsvSource({
        "10 ** 300, 1E300",
        "-(10 ** -300), -1E-300",
        "1234567890123456789012345678901234, 1234567890123456789012345678901234",
    })
    void number_upToTheBound_isExact(String expression, BigDecimal expected) {
        ModelAnswer answer = computed(expression);

        assertThat(answer.result()).isEqualTo(expected.stripTrailingZeros());
        assertThat(answer.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10 ** 301 | exponent beyond ±300
            "\\u0000" | no text
            "\\uD83D" | no text
            function(a) a | function
            """)
    void value_withoutJson_isNullWithAMessage(String expression, String words) {
        ModelAnswer answer = computed(expression);

        assertThat(answer.result()).isNull();
        assertThat(answer.messages()).singleElement().satisfies(message -> {
            assertThat(message.code()).isEqualTo(FeelResults.WITHOUT_JSON);
            assertThat(message.text()).contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\" + 1", "null", "{a: 1}.b"})
    void null_withoutAnyReason_namesDecisionAndExpression(String expression) {
        ModelAnswer answer = computed(expression);

        assertThat(answer.result()).isNull();
        assertThat(answer.messages()).singleElement().satisfies(message -> {
            assertThat(message.code()).isEqualTo(ModelMessages.NULL_RESULT);
            assertThat(message.element()).isEqualTo("B");
            assertThat(message.expression()).isEqualTo(expression);
        });
    }

    @Test
    void input_thatIsAListOfOne_isTheItem() {
        ModelQuestion question = new ModelQuestion(null, null, "B", null, Map.of("A", List.of(BigDecimal.TEN)));

        assertThat(compile(Map.of("sum.dmn", bytes(SUM))).evaluate(question).result())
                .isEqualTo(new BigDecimal(11));
    }

    @Test
    void knowledge_withOtherParametersThanItHas_saysSo() {
        String model = model("Knowledge", """
                <businessKnowledgeModel id="k" name="Sum"><variable name="Sum"/><encapsulatedLogic>
                  <formalParameter name="a" typeRef="number"/><formalParameter name="b" typeRef="number"/>
                  <literalExpression><text>if b = null then a else a + b</text></literalExpression>
                </encapsulatedLogic></businessKnowledgeModel>""");
        ModelQuestion question = new ModelQuestion(null, null, null, "Sum", Map.of("a", BigDecimal.ONE, "c", "x"));

        ModelAnswer answer = compile(Map.of("k.dmn", bytes(model))).evaluate(question);

        assertThat(answer.result()).isEqualTo(BigDecimal.ONE);
        assertThat(answer.messages())
                .extracting(ModelMessage::code)
                .containsExactlyInAnyOrder(KnowledgeInvocation.MISSING_PARAMETER, ModelInputs.UNKNOWN_INPUT);
    }

    @Test
    void name_thatDoesNotExist_isRefusedWithThoseThatDo() {
        assertThatThrownBy(() -> ask(Map.of("sum.dmn", bytes(SUM)), "C"))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.violations())
                        .containsExactly(new Violation("/decision", "does not exist in Sum; there are B")));
        assertThatThrownBy(() -> compile(Map.of("sum.dmn", bytes(SUM)))
                        .evaluate(new ModelQuestion(null, null, null, "C", Map.of())))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.violations())
                        .containsExactly(new Violation("/decisionService", "does not exist in Sum; there is none")));
    }

    @Test
    void answer_ofAllDecisions_isByName() {
        ModelAnswer answer =
                compile(Map.of("sum.dmn", bytes(SUM))).evaluate(new ModelQuestion(null, null, null, null, inputs()));

        assertThat(CanonicalJson.text(answer.tree())).isEqualTo("{\"messages\":[],\"result\":{\"B\":2}}");
    }

    private static ModelAnswer computed(String expression) {
        String model = model(
                "Computed",
                "<decision id=\"d\" name=\"B\"><variable name=\"B\"/><literalExpression><text>" + expression
                        + "</text></literalExpression></decision>");
        return compile(Map.of("computed.dmn", bytes(model)))
                .evaluate(new ModelQuestion(null, null, "B", null, Map.of()));
    }

    private static ModelAnswer ask(Map<String, byte[]> files, String decision) {
        return compile(files).evaluate(question(decision));
    }

    private static ModelQuestion question(String decision) {
        return new ModelQuestion(null, null, decision, null, inputs());
    }

    private static Map<String, @Nullable Object> inputs() {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("A", BigDecimal.ONE);
        return inputs;
    }

    private static ModelEvaluation compile(Map<String, byte[]> files) {
        return ModelEvaluation.compile(new PolicyBundle(files));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String model(String name, String content) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="%s" name="%s" id="model">
                %s
                </definitions>
                """.formatted(NAMESPACE, name, content);
    }
}
