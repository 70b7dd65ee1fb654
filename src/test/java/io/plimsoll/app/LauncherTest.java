package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private final Path jdks;
    private final Path tools;

    /** A machine without Java. */
    LauncherTest(@TempDir Path temp) throws IOException {
        jdks = Files.createDirectory(temp.resolve("jdks"));
        tools = Files.createDirectory(temp.resolve("tools"));
        for (String tool : new String[] {"cat", "dirname", "head", "readlink", "sed", "tr"}) {
            String found = Files.exists(Path.of("/bin", tool)) ? "/bin/" : "/usr/bin/";
            executable(tools.resolve(tool), "exec " + found + tool + " \"$@\"");
        }
    }

    @Test
    void severalJdks_newestInRangeRuns() throws Exception {
        jdk("jdk-11", "11.0.2");
        jdk("jdk-21", "21.0.2");
        Path newest = jdk("jdk-25", "25");
        jdk("jdk-26", "26-ea");
        jdk("jdk-8", "1.8.0_402");

        assertThat(whichJava(Map.of())).isEqualTo("0 " + newest);
    }

    @Test
    void edgesOfRange_areIn() throws Exception {
        jdk("jdk-16", "16.0.2");
        Path oldest = jdk("jdk-17", "17.0.1");

        assertThat(whichJava(Map.of())).isEqualTo("0 " + oldest);
    }

    @Test
    void equalVersions_javaHomeWins() throws Exception {
        jdk("jdk-21", "21.0.2");
        Path other = jdk("home of the other", "21.0.1");

        assertThat(whichJava(
                        Map.of("JAVA_HOME", other.resolve("../..").normalize().toString())))
                .isEqualTo("0 " + other);
    }

    @Test
    void javaOnPath_isFound() throws Exception {
        Path java = jdk("elsewhere/jdk", "23");
        executable(tools.resolve("java"), "exec '" + java + "' \"$@\"");

        assertThat(whichJava(Map.of())).isEqualTo("0 " + java);
    }

    @Test
    void javaWithoutReleaseFile_isAsked() throws Exception {
        Path java = jdk("jdk", "22.0.1");
        Files.delete(java.resolve("../../release").normalize());

        assertThat(whichJava(Map.of())).isEqualTo("0 " + java);
    }

    @Test
    void namedJava_winsOverAll() throws Exception {
        Path named = jdk("jdk-17", "17.0.1");
        jdk("jdk-25", "25.0.1");

        assertThat(whichJava(Map.of("PLIMSOLL_JAVA", named.toString()))).isEqualTo("0 " + named);
    }

    @Test
    void noneInRange_saysWhatToInstall() throws Exception {
        jdk("jdk-11", "11.0.2");

        assertThat(whichJava(Map.of())).startsWith("1 plimsoll: no Java from 17 to 25 found. Install a JDK");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jdks.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(
                java,
                "echo '    java.home = %s' >&2; echo 'openjdk version \"%s\" 2026-01-01' >&2".formatted(home, version));
        return java;
    }

    private static void executable(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** @return exit code and output */
    private String whichJava(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "./plimsoll", "--which-java").redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "PLIMSOLL_JAVA"));
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("PLIMSOLL_JDKS", jdks.toString());
        builder.environment().putAll(environment);

        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        return process.waitFor() + " " + output.strip();
    }
}
