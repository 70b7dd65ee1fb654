package io.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may send to stop the service or to get at what it knows. */
class SandboxAttackTest {
    private static final Sandbox SANDBOX = new Sandbox(
            Bounds.of(Map.of("limit", "PT2S", "memory", "96", "answer", "65536")), new SimpleMeterRegistry());

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @AfterEach
    void service_afterEveryAttack_answers() {
        assertThat(answer(ask(Models.computing("6 * 7"))).result()).isEqualTo(new BigDecimal(42));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i in 1..1000000000 return i",
                "count(for i in 1..30000, j in 1..30000, k in 1..30000 return null)",
                "for i in 1..1000000, j in 1..1000000 return null",
                "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")",
                "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^((a|a)+)+$\", \"\")"
            })
    void expression_thatRunsForEver_isStopped(String expression) {
        assertThat(stopped(ask(Models.computing(expression))).stop()).isIn(Stop.TIME, Stop.MEMORY);
    }

    @Test
    void expression_stoppedOnTime_saysAfterHowLong() {
        Tried.Stopped<?> stopped = stopped(ask(Models.ENDLESS));

        assertThat(stopped.stop()).isEqualTo(Stop.TIME);
        assertThat(stopped.detail()).isEqualTo("stopped after 2 s");
    }

    @Test
    void expression_thatFillsTheMemory_saysHowMuchThereIs() {
        Sandbox small = new Sandbox(Bounds.of(Map.of("limit", "PT1M", "memory", "64")), new SimpleMeterRegistry());

        Tried.Stopped<?> stopped =
                stopped(small.evaluateModel(Models.computing("for i in 1..1000000000 return i"), Models.ask("Answer")));

        assertThat(stopped.stop()).isEqualTo(Stop.MEMORY);
        assertThat(stopped.detail()).isEqualTo("stopped because it needed more than 64 MB");
        small.close();
    }

    @Test
    void recursion_withoutEnd_leavesNull() {
        String recursive = """
                <businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic>
                  <formalParameter name="n" typeRef="number"/>
                  <literalExpression><text>f(n + 1) + 1</text></literalExpression>
                </encapsulatedLogic></businessKnowledgeModel>
                <decision id="d" name="Answer"><variable name="Answer"/>
                  <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
                  <literalExpression><text>f(1)</text></literalExpression>
                </decision>
                """;

        Tried<ModelAnswer> tried = ask(Models.bundle("Model", recursive));

        String outcome = tried.fold(
                answered -> String.valueOf(answered.answer().result()),
                rejected -> "rejected",
                stopped -> stopped.stop().name());
        assertThat(outcome).isIn("null", "RECURSION", "TIME");
    }

    @Test
    void answer_largerThanAllowed_isNotSent() {
        Tried.Stopped<?> stopped = stopped(ask(Models.computing("for i in 1..20000 return \"xxxxxxxx\"")));

        assertThat(stopped.stop()).isEqualTo(Stop.ANSWER_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "java.lang.System; exit(int); 3",
                "java.lang.System; getenv(java.lang.String); \"PATH\"",
                "java.lang.System; getProperty(java.lang.String); \"java.class.path\"",
                "java.lang.Runtime; getRuntime(); ",
                "java.nio.file.Path; of(java.lang.String,[Ljava.lang.String;); \"/etc/passwd\", []",
                "java.lang.Class; forName(java.lang.String); \"java.lang.Runtime\"",
                "java.lang.Thread; sleep(long); 100000",
                "io.plimsoll.evaluation.Engine; version(); ",
                "org.drools.util.IoUtils; readFileAsString(java.io.File); \"/etc/passwd\""
            })
    void externalFunction_ofAClassThatActs_doesNotExist(String type, String method, @Nullable String arguments) {
        String given = arguments == null ? "" : arguments;
        String names = given.isEmpty() ? "" : given.contains(",") ? "a, b" : "a";
        String expression =
                "{ f: function(%s) external { java: { class: \"%s\", method signature: \"%s\" } }, r: f(%s) }.r"
                        .formatted(names, type, method, given);

        ModelAnswer answer = answer(ask(Models.computing(expression)));

        assertThat(answer.result()).isNull();
        assertThat(answer.messages()).isNotEmpty();
    }

    @Test
    void externalFunction_thatComputes_answers() {
        ModelAnswer answer = answer(ask(Models.computing(
                "{ f: function(a, b) external { java: { class: \"java.lang.Math\", method signature: \"max(double,double)\" } },"
                        + " r: f(1, 2) }.r")));

        assertThat(answer.result()).isEqualTo(new BigDecimal(2));
    }

    @Test
    void entities_thatMultiply_areRefused() {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE definitions [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            doctype.append("<!ENTITY a").append(i).append(" \"");
            doctype.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        String model = Models.model(
                        "Model",
                        Models.decision("Answer", "<literalExpression><text>\"&a11;\"</text></literalExpression>"))
                .replace("<definitions", doctype.append("]><definitions"));

        assertThatThrownBy(() -> ask(bundle(model))).isInstanceOf(PlimsollException.class);
    }

    @Test
    void entity_thatNamesAFile_doesNotReadIt(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "open-sesame");
        String model = Models.model(
                        "Model",
                        Models.decision("Answer", "<literalExpression><text>\"&f;\"</text></literalExpression>"))
                .replace(
                        "<definitions",
                        "<!DOCTYPE definitions [<!ENTITY f SYSTEM \"" + secret.toUri() + "\">]><definitions");

        assertThatThrownBy(() -> {
                    Tried<ModelAnswer> tried = ask(bundle(model));
                    assertThat(tried.toString()).doesNotContain("open-sesame");
                    throw new PlimsollException(io.plimsoll.platform.ProblemCode.CONTRACT_VIOLATED, "was answered");
                })
                .isInstanceOf(PlimsollException.class);
    }

    @Test
    void file_thatIsNoDmn_isRefused() {
        assertThatThrownBy(() -> ask(bundle("this is no model"))).isInstanceOf(PlimsollException.class);
    }

    private static PolicyBundle bundle(String model) {
        return new PolicyBundle(Map.of("model.dmn", model.getBytes(StandardCharsets.UTF_8)));
    }

    private static Tried<ModelAnswer> ask(PolicyBundle bundle) {
        return SANDBOX.evaluateModel(bundle, Models.ask("Answer"));
    }

    private static Tried.Stopped<?> stopped(Tried<?> tried) {
        assertThat(tried).isInstanceOf(Tried.Stopped.class);
        return (Tried.Stopped<?>) tried;
    }

    private static ModelAnswer answer(Tried<ModelAnswer> tried) {
        assertThat(tried).isInstanceOf(Tried.Answered.class);
        return ((Tried.Answered<ModelAnswer>) tried).answer();
    }
}
