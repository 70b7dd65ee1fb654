package io.plimsoll.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The programs on the page are those that are tested. To copy them there: {@code ./mvnw test -Dtest=ClientsPageTest
 * -Dgolden.write=true}.
 */
class ClientsPageTest {
    private static final Path PAGE = Path.of("docs/clients.md");
    private static final Pattern PROGRAM =
            Pattern.compile("(<!-- the file (\\S+) -->\n```\\w+\n)(.*?)(```\n)", Pattern.DOTALL);

    @Test
    void program_everyOneOnThePage_isTheTestedFile() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(
                    PAGE,
                    PROGRAM.matcher(Files.readString(PAGE))
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(found.group(1) + text(found.group(2)) + found.group(4))));
        }
        Map<String, String> shown = new LinkedHashMap<>();
        PROGRAM.matcher(Files.readString(PAGE))
                .results()
                .forEach((MatchResult found) -> shown.put(found.group(2), found.group(3)));

        assertThat(shown)
                .containsOnlyKeys(
                        "src/test/clients/refund.json",
                        "src/test/clients/may-i-refund.sh",
                        "src/test/java/io/plimsoll/clients/MayIRefund.java",
                        "src/test/clients/may-i-refund.ts",
                        "src/test/clients/may_i_refund.py")
                .allSatisfy((file, program) -> assertThat(program).as(file).isEqualTo(text(file)));
    }

    /** Without the package, which is ours. */
    private static String text(String file) {
        try {
            return Files.readString(Path.of(file)).replaceFirst("^package .*;\n\n", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
