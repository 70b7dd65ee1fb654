package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BinariesTest {
    @Test
    void thisMachine_hasBinaries() throws IOException {
        Binaries binaries = Binaries.forMachine(System.getProperty("os.name"), System.getProperty("os.arch"));

        try (InputStream archive = binaries.getPgBinary("", "")) {
            assertThat(archive.read()).isNotNegative();
        }
    }

    @Test
    void otherMachine_isToldToUseAnExternalDatabase() {
        assertThatThrownBy(() -> Binaries.forMachine("SunOS", "sparcv9"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SunOS on sparcv9")
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL");
    }
}
