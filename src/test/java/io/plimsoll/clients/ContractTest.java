package io.plimsoll.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden OpenAPI document as others read it. That it is the one of the service is for OperationsTest. */
class ContractTest {
    @Test
    void goldenDocument_hasNothingThatALinterMinds() {
        Program.Result result = NodeProject.lint(NodeProject.GOLDEN);

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void documentWithoutAnIdADescriptionAndAField_isRefused(@TempDir Path folder) throws IOException {
        Path broken = folder.resolve("openapi.yaml");
        String golden = Files.readString(NodeProject.GOLDEN);
        Files.writeString(
                broken,
                golden.replace("      operationId: decide\n", "")
                        .replace(
                                "      - description: W3C Trace Context; kept with the decision\n        name:",
                                "      - name:")
                        .replace("                    decidedAt: 2026-03-02T09:15:01.250Z\n", ""));

        Program.Result result = NodeProject.lint(broken);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("operation-operationId", "parameter-description", "no-invalid-media-type-examples");
    }

    @Test
    void typeScriptClient_compilesWithTheTypesOfTheDocument() {
        assertThat(NodeProject.compiledClient()).exists();
    }
}
