package io.plimsoll.evaluation.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Models of anybody, asked as the DMN Technology Compatibility Kit asks them. */
class TckTest {
    private static final Path OWN = Path.of("src/test/resources/io/plimsoll/evaluation/tck");
    /** Of the results of the kit. */
    private static final double SHARE = 0.97;

    @Test
    void ownCases_everyTypeAndExpression_answerAsExpected() throws IOException {
        List<TckRunner.Outcome> outcomes = TckRunner.run(OWN);

        assertThat(outcomes).hasSizeGreaterThan(150);
        assertThat(outcomes).filteredOn(outcome -> outcome.failure() != null).isEmpty();
    }

    /** {@code -Dtck=/path/to/tck/TestCases}: prints what fails, and how much of each group. */
    @Test
    @EnabledIfSystemProperty(named = "tck", matches = ".+")
    void kit_allCases_nearlyAllAnswerAsExpected() throws IOException {
        List<TckRunner.Outcome> outcomes = TckRunner.run(Path.of(System.getProperty("tck")));

        Map<String, int[]> groups = new TreeMap<>();
        int passed = 0;
        for (TckRunner.Outcome outcome : outcomes) {
            int[] counts = groups.computeIfAbsent(outcome.group(), group -> new int[2]);
            counts[1]++;
            if (outcome.failure() == null) {
                counts[0]++;
                passed++;
            } else {
                System.out.println(outcome.group() + " " + outcome.id() + ": " + outcome.failure());
            }
        }
        groups.forEach((group, counts) -> System.out.println(group + " " + counts[0] + "/" + counts[1]));
        System.out.println("passed " + passed + "/" + outcomes.size());
        assertThat((double) passed / outcomes.size()).isGreaterThan(SHARE);
    }
}
