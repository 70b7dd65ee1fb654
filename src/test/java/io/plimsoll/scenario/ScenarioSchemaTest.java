package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.platform.SchemaLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScenarioSchemaTest {
    private static final Path GOLDEN = Path.of("scenarios/scenario.schema.json");

    @Test
    void schema_published_isWhatTheReaderReads() throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        String schema = new ObjectMapper()
                        .writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(lines)
                                .withArrayIndenter(lines))
                        .writeValueAsString(ScenarioShape.schema())
                + "\n";

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, schema);
        }

        assertThat(schema).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void schema_published_isASchema() {
        assertThat(SchemaLibrary.faults(ScenarioShape.schema())).isEmpty();
    }
}
