package io.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ChildrenTest {
    private static final PolicyBundle ONE = Models.computing("1");
    private static final PolicyBundle TWO = Models.computing("2");

    private static Sandbox sandbox(Map<String, String> bounds) {
        return new Sandbox(Bounds.of(bounds), new SimpleMeterRegistry());
    }

    private static void ask(Sandbox sandbox, PolicyBundle bundle) {
        sandbox.evaluateModel(bundle, Models.ask("Answer"));
    }

    @Test
    void child_sameBundle_isAskedAgain() {
        Sandbox sandbox = sandbox(Map.of());
        ask(sandbox, ONE);
        List<Long> first = sandbox.idleChildren();
        ask(sandbox, ONE);

        assertThat(first).hasSize(1);
        assertThat(sandbox.idleChildren()).isEqualTo(first);
        sandbox.close();
        assertThat(ProcessHandle.of(first.get(0))).isEmpty();
    }

    @Test
    void child_otherBundle_isAnother() {
        Sandbox sandbox = sandbox(Map.of("children", "1"));
        ask(sandbox, ONE);
        List<Long> first = sandbox.idleChildren();
        ask(sandbox, TWO);

        assertThat(sandbox.idleChildren()).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(ProcessHandle.of(first.get(0))).isEmpty();
        sandbox.close();
    }

    @Test
    void child_nobodyAsks_isEnded() {
        Sandbox sandbox = sandbox(Map.of("idle", "PT1S"));
        ask(sandbox, ONE);
        long child = sandbox.idleChildren().get(0);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.of(child).isEmpty());
        assertThat(sandbox.idleChildren()).isEmpty();
        sandbox.close();
    }

    @Test
    void child_thatWasKilledMeanwhile_isReplaced() {
        Sandbox sandbox = sandbox(Map.of());
        ask(sandbox, ONE);
        long child = sandbox.idleChildren().get(0);
        ProcessHandle.of(child).orElseThrow().destroyForcibly();
        await().until(() -> ProcessHandle.of(child).isEmpty());

        ask(sandbox, ONE);

        assertThat(sandbox.idleChildren()).hasSize(1).doesNotContain(child);
        sandbox.close();
    }

    @Test
    void question_moreThanMayBeTried_isRefused() throws Exception {
        Sandbox sandbox = sandbox(Map.of("children", "1", "patience", "PT0.1S", "limit", "PT20S"));
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> ask(sandbox, Models.ENDLESS));
        await().until(() -> ProcessHandle.current().children().findAny().isPresent());

        assertThatThrownBy(() -> ask(sandbox, ONE))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ProblemCode.SANDBOX_BUSY));

        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        busy.get(20, TimeUnit.SECONDS);
        sandbox.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void child_started_hasNoEnvironmentAndAnEmptyFolder() throws Exception {
        Sandbox sandbox = sandbox(Map.of());
        ask(sandbox, ONE);
        Path process = Path.of("/proc", sandbox.idleChildren().get(0).toString());

        String environment = Files.readString(process.resolve("environ"), StandardCharsets.UTF_8);
        Path folder = Files.readSymbolicLink(process.resolve("cwd"));

        // The shell adds its own folder.
        assertThat(environment.split("\0"))
                .allSatisfy(variable -> assertThat(variable).matches("|(PWD|OLDPWD|SHLVL|_)=.*"));
        assertThat(folder).isEmptyDirectory();
        sandbox.close();
        assertThat(folder).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void child_ofAServiceThatIsKilled_endsAndLeavesNothing() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShortLived.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = service.inputReader()
                .lines()
                .filter(each -> each.startsWith("child="))
                .findFirst()
                .orElseThrow();
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow();
        Path folder = Files.readSymbolicLink(Path.of("/proc", line.substring(6), "cwd"));
        assertThat(folder).isEmptyDirectory();

        service.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive());
        assertThat(folder).doesNotExist();
    }
}
