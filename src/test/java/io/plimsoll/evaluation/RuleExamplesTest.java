package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/drl.md shows compiles as it stands. */
class RuleExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^(Perceive|Govern):\n```\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void examplesOfTheDocumentation_inAPolicy_compile() throws IOException {
        TestPolicy policy = TestPolicy.policy()
                .manifest("history: {within: P30D, signals: 100, loads: [{of: ESCALATE, by: QUEUE, within: PT1H}],"
                        + " trends: [{name: Refund Requests, intentions: [REFUND_REQUEST], by: TOPIC, baseline: P7D}]}\n"
                        + "features: {Negative Signals In Week: {type: number}, Supervisor Asked Again: {type:"
                        + " boolean}, Refund Spike: {type: boolean}}")
                .reason("CASE_WITH_PERSON")
                .request("refund", TestPolicy.PERMIT);
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/drl.md")));
        int found = 0;
        while (example.find()) {
            found++;
            policy.rules(example.group(1).toLowerCase(java.util.Locale.ROOT), example.group(2));
        }

        assertThat(found).isEqualTo(2);
        assertThat(policy.compiled().ruleNames())
                .containsAll(List.of("Supervisor asked for again", "The same asked five times in an hour"));
    }

    @Test
    void typesOfTheDocumentation_areThoseOfTheVocabulary() throws IOException {
        String page = Files.readString(Path.of("docs/drl.md"));

        for (Class<?> type : Vocabulary.class.getDeclaredClasses()) {
            assertThat(page).contains("| `" + type.getSimpleName() + "` |");
            for (java.lang.reflect.RecordComponent field : type.getRecordComponents()) {
                assertThat(page).contains("`" + field.getName() + "`");
            }
        }
    }
}
