package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.DomainName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation shows can be read, and it shows every field. */
class ScenarioDocumentationTest {
    private static final Path PAGE = Path.of("docs/scenarios.md");

    @Test
    void example_ofThePage_canBeRead() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));

        assertThat(example.find()).isTrue();
        assertThat(ScenarioReader.readYaml(new DomainName("customer-recovery"), CarePolicy.bytes(example.group(1))))
                .extracting(Scenario::id)
                .containsExactly("three-negative-chats", "outage");
    }

    @Test
    void field_everyOneThatMayBeExpected_isOnThePage() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(ScenarioShape.EXPECT.fields().keySet())
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        assertThat(Totals.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
