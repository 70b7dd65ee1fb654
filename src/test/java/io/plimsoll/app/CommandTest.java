package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void nothing_serves() {
        assertThat(Command.of(List.of())).contains(Command.SERVE);
    }

    @Test
    void knownWord_isUnderstood() {
        assertThat(Command.of(List.of("serve"))).contains(Command.SERVE);
        assertThat(Command.of(List.of("demo"))).contains(Command.DEMO);
        assertThat(Command.of(List.of("--help"))).contains(Command.HELP);
        assertThat(Command.of(List.of("--version"))).contains(Command.VERSION);
        assertThat(Command.of(List.of("policy", "check", "folder"))).contains(Command.POLICY);
    }

    @Test
    void unknownWordOrMoreThanOne_isRefused() {
        assertThat(Command.of(List.of("Demo"))).isEmpty();
        assertThat(Command.of(List.of(""))).isEmpty();
        assertThat(Command.of(List.of("serve", "demo"))).isEmpty();
    }

    @Test
    void usage_namesEveryCommandAndSetting() {
        assertThat(Command.usage())
                .contains("serve", "demo", "policy check", "--help", "--version")
                .contains("QUARKUS_DATASOURCE_JDBC_URL", "PLIMSOLL_DATA", "PLIMSOLL_JAVA", "JAVA_OPTS");
    }
}
