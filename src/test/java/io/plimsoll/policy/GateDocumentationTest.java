package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GateDocumentationTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z_]+) \\| (error|warning|info)[^|]* \\| .{8,} \\| .{4,} \\|$");

    @Test
    void documentation_hasARowForEveryCodeWithItsSeverity() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("docs/gate.md")).stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingCode.values())
                        .map(code -> code + " " + code.severity().name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
