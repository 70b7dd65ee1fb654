package io.plimsoll.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model with test cases in both formats. */
final class Orders {
    static final PolicyBundle BUNDLE =
            new PolicyBundle(Map.of("dmn/orders.dmn", text("orders.dmn").getBytes(StandardCharsets.UTF_8)));

    private Orders() {}

    static String text(String file) {
        try (InputStream in = Objects.requireNonNull(Orders.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelCases read(String path, String content) {
        return ModelCases.read(path, content.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Differences by the ids of cases. */
    static Map<String, List<String>> run(ModelCases cases) {
        ModelCaseRunner runner = ModelCaseRunner.of(BUNDLE);
        Map<String, List<String>> differences = new LinkedHashMap<>();
        cases.cases().forEach(each -> differences.put(each.id(), runner.run(cases.model(), each)));
        return differences;
    }

    /** What is wrong with a file. */
    static List<String> faults(String path, String content) {
        PlimsollException refused = catchThrowableOfType(PlimsollException.class, () -> read(path, content));
        assertThat(refused).isNotNull();
        return refused.violations().stream().map(Violation::detail).toList();
    }

    /** A text in which something was replaced that MUST be there. */
    static String with(String text, String what, String by) {
        assertThat(text).contains(what);
        return text.replace(what, by);
    }
}
