package io.plimsoll.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The linter and the TypeScript compiler, in the versions that src/test/clients/package-lock.json pins; needs Node. */
final class NodeProject {
    static final Path GOLDEN = Path.of("src/test/resources/golden/openapi.yaml").toAbsolutePath();
    static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();

    private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();
    private static final Map<String, String> QUIET =
            Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true", "NO_COLOR", "1");
    private static boolean compiled;

    private NodeProject() {}

    /** What the linter says about a document; the exit code is 0 if it finds nothing. */
    static Program.Result lint(Path document) {
        install();
        return node(
                "node_modules/@redocly/cli/bin/cli.js",
                "lint",
                document.toString(),
                "--config",
                SOURCES.resolve("redocly.yaml").toString(),
                "--format",
                "stylish");
    }

    /** The TypeScript client of the documentation, compiled with the types of the golden document. */
    static synchronized Path compiledClient() {
        install();
        Path script = FOLDER.resolve("out/may-i-refund.js");
        if (!compiled) {
            copy("may-i-refund.ts");
            copy("tsconfig.json");
            succeeds(node("node_modules/openapi-typescript/bin/cli.js", GOLDEN.toString(), "-o", "plimsoll.ts"));
            succeeds(node("node_modules/typescript/bin/tsc"));
            compiled = true;
        }
        return script;
    }

    private static synchronized void install() {
        if (!Program.exists("node") || !Program.exists("npm")) {
            throw new IllegalStateException(
                    "The tests need Node 20.19 or later with npm on the PATH, to lint the API and to compile the"
                            + " TypeScript client: https://nodejs.org");
        }
        Path installed = FOLDER.resolve("installed.json");
        Path lock = SOURCES.resolve("package-lock.json");
        try {
            if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
                return;
            }
            Files.createDirectories(FOLDER);
            copy("package.json");
            copy("package-lock.json");
            succeeds(Program.run(
                    FOLDER,
                    QUIET,
                    List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")));
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String name) {
        try {
            Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program.Result node(String... arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(Arrays.asList(arguments));
        return Program.run(FOLDER, QUIET, command);
    }

    private static void succeeds(Program.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
