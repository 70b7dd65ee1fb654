package io.plimsoll.sandbox;

import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DMN models of strangers. */
final class Models {
    static final String NAMESPACE = "https://plimsoll.example/models";

    /** Never ends and needs no memory. */
    static final PolicyBundle ENDLESS =
            computing("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")");

    private Models() {}

    /** A bundle of one model with one decision, {@code Answer}, made of one expression. */
    static PolicyBundle computing(String expression) {
        return bundle("Model", decision("Answer", literal(expression)));
    }

    static PolicyBundle bundle(String name, String content) {
        return new PolicyBundle(
                Map.of("dmn/" + name + ".dmn", model(name, content).getBytes(StandardCharsets.UTF_8)));
    }

    static String model(String name, String content) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:m="%1$s"
                    namespace="%1$s" name="%2$s" id="model">
                %3$s
                </definitions>
                """.formatted(NAMESPACE, name, content);
    }

    static String decision(String name, String content) {
        return "<decision name=\"%1$s\" id=\"_%1$s\"><variable name=\"%1$s\"/>%2$s</decision>".formatted(name, content);
    }

    static String literal(String expression) {
        return "<literalExpression><text><![CDATA[" + expression + "]]></text></literalExpression>";
    }

    static ModelQuestion ask(String decision) {
        return ask(decision, Map.of());
    }

    static ModelQuestion ask(String decision, Map<String, @Nullable Object> inputs) {
        return new ModelQuestion(null, null, decision, null, inputs);
    }
}
