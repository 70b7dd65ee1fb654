package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as it is started by people. */
class ServiceIT {
    private final Path temp;
    private final PackagedService services;

    ServiceIT(@TempDir Path temp) {
        this.temp = temp;
        this.services = new PackagedService(temp);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        services.stopAll();
    }

    @Test
    void terminated_stopsServiceThenDatabase() throws Exception {
        Process service = services.start("first", "serve");
        assertThat(services.ready("first")).isEqualTo(200);
        assertThat(services.output("first")).contains("Setting up PostgreSQL in", "for demo and development only");

        service.destroy();

        assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isIn(0, 143);
        assertThat(services.output("first")).contains("plimsoll stopped in").doesNotContain("ERROR", "Exception");
        assertThat(temp.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void killed_startsAgainAndRefusesSecondInstance() throws Exception {
        Process service = services.start("first", "serve");
        assertThat(services.ready("first")).isEqualTo(200);

        service.destroyForcibly().waitFor();
        services.start("second", "serve");
        assertThat(services.ready("second")).isEqualTo(200);
        Process third = services.start("third", "serve");

        assertThat(third.waitFor()).isEqualTo(1);
        assertThat(services.output("third"))
                .startsWith("plimsoll: The data folder " + temp.resolve("data").toRealPath());
        assertThat(services.output("third").lines()).hasSize(1);
    }

    @Test
    void help_answersWithoutStarting() throws Exception {
        Process help = services.start("help", "--help");

        assertThat(help.waitFor()).isZero();
        assertThat(services.output("help")).isEqualTo(Command.usage());
    }

    @Test
    void version_isThatOfTheBuild() throws Exception {
        Process version = services.start("version", "--version");

        assertThat(version.waitFor()).isZero();
        assertThat(services.output("version")).matches("plimsoll \\d+\\.\\d+\\.\\d+.*\\s");
    }

    @Test
    void unknownCommand_explainsItself() throws Exception {
        Process unknown = services.start("unknown", "sreve");

        assertThat(unknown.waitFor()).isEqualTo(2);
        assertThat(services.output("unknown"))
                .startsWith("plimsoll: not understood: sreve")
                .endsWith(Command.usage());
        assertThat(temp.resolve("data")).doesNotExist();
    }
}
