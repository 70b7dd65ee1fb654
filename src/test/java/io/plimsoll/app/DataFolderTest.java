package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private final Path temp;

    DataFolderTest(@TempDir Path temp) {
        this.temp = temp;
    }

    @Test
    void missingFolder_isMadeForTheOwnerOnly() throws IOException {
        Path path = temp.resolve("deep/data");

        DataFolder.claim(path).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    void claimedFolder_isRefusedUntilClosed() {
        Path path = temp.resolve("data");

        try (DataFolder folder = DataFolder.claim(path)) {
            assertThatThrownBy(() -> DataFolder.claim(path))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by another Plimsoll");
        }

        DataFolder.claim(path).close();
    }

    @Test
    void fileInsteadOfFolder_isRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("data"), "");

        assertThatThrownBy(() -> DataFolder.claim(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("it is a file, not a folder");
    }

    @Test
    void readOnlyFolder_isRefused() throws IOException {
        Path path = Files.createDirectory(temp.resolve("data"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(path), "root may write everywhere");

        assertThatThrownBy(() -> DataFolder.claim(path))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("permission denied");
    }

    @Test
    void nameThatPostgresqlCannotBear_isRefused() {
        assertThatThrownBy(() -> DataFolder.claim(temp.resolve("$HOME")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("has a character in its name");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void otherMajorVersion_isRefusedAndKept() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            Path version =
                    Files.writeString(Files.createDirectory(folder.postgres()).resolve("PG_VERSION"), "14\n");

            assertThatThrownBy(() -> folder.requireVersion("17"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(folder + " was written by PostgreSQL 14, but this is PostgreSQL 17");
            assertThat(version).exists();
        }
    }

    @Test
    void finishedFirstStart_isKept() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            folder.beginFirstStart();
            Files.createDirectory(folder.postgres());
            folder.endFirstStart();

            folder.removeUnfinished();

            assertThat(folder.isNew()).isFalse();
        }
    }

    @Test
    void unfinishedFirstStart_beginsAnew() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            folder.beginFirstStart();
            Files.createDirectories(folder.postgres().resolve("base"));

            folder.removeUnfinished();

            assertThat(folder.isNew()).isTrue();
        }
    }

    @Test
    void complaint_isTheReasonNotThePleaForPatience() throws IOException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            Files.writeString(folder.log(), """
                    2026-03-02 09:15:00 UTC [1] FATAL:  the database system is starting up
                    2026-03-02 09:15:01 UTC [1] FATAL:  could not write lock file "postmaster.pid"
                    """);

            assertThat(folder.complaint()).contains("could not write lock file \"postmaster.pid\"");
            assertThat(folder.serverGaveUp()).isFalse();
        }
    }
}
