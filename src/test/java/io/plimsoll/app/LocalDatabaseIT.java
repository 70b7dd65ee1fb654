package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseIT {
    private final Path temp;

    LocalDatabaseIT(@TempDir Path temp) {
        this.temp = temp;
    }

    @Test
    void restart_keepsCommittedRows() throws Exception {
        Path folder = temp.resolve("a folder with spaces");
        try (LocalDatabase database = LocalDatabase.start(folder)) {
            query(database, "create table kept (id int); insert into kept values (17); select 0");
        }

        try (LocalDatabase database = LocalDatabase.start(folder)) {
            assertThat(query(database, "select id from kept")).isEqualTo("17");
        }

        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(folder.resolve("postgres/PG_VERSION")).strip())
                .isEqualTo(Binaries.MAJOR_VERSION);
    }

    @Test
    void settings_keepDataSafeAndStrangersOut() throws Exception {
        try (LocalDatabase database = LocalDatabase.start(temp)) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show full_page_writes")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "show unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> LocalDatabase.start(temp)).hasMessageContaining("in use by another Plimsoll");
        }
    }

    @Test
    void killedProcess_nextStartHasAllCommittedRows() throws Exception {
        int committed = insertUntilKilled();
        long orphan = Long.parseLong(
                Files.readAllLines(temp.resolve("postgres/postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(orphan).flatMap(process -> process.info().command()))
                .hasValueSatisfying(command -> assertThat(command).endsWith("/postgres"));

        try (LocalDatabase database = LocalDatabase.start(temp)) {
            assertThat(Integer.parseInt(query(database, "select count(*) from kept")))
                    .isGreaterThanOrEqualTo(committed);
        }

        assertThat(ProcessHandle.of(orphan).flatMap(process -> process.info().command()))
                .isEmpty();
    }

    @Test
    void pidFileOfSomebodyElse_isNotBelieved() throws Exception {
        LocalDatabase.start(temp).close();
        Files.writeString(
                temp.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + temp.resolve("postgres") + "\n0\n5432\n\n127.0.0.1\n");

        try (LocalDatabase database = LocalDatabase.start(temp)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void brokenDatabase_isReportedInWords() throws Exception {
        LocalDatabase.start(temp).close();
        Files.delete(temp.resolve("postgres/global/pg_control"));

        assertThatThrownBy(() -> LocalDatabase.start(temp))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL does not start in " + temp.toRealPath())
                .hasMessageContaining("could not find the database system")
                .hasMessageContaining("postgres.log");
    }

    private int insertUntilKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Inserter.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int committed = 0;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                committed = line.startsWith("committed ") ? Integer.parseInt(line.substring(10)) : committed;
                if (committed == 200) {
                    process.toHandle().destroyForcibly(); // the process itself would close the stream, too
                }
            }
        }
        process.waitFor();
        assertThat(committed).isGreaterThanOrEqualTo(200);
        return committed;
    }

    private static String query(LocalDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), LocalDatabase.USER, "");
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /** Commits row after row until somebody kills the process. */
    static final class Inserter {
        private Inserter() {}

        public static void main(String... arguments) throws SQLException {
            LocalDatabase database = LocalDatabase.start(Path.of(arguments[0]));
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), LocalDatabase.USER, "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept (id int)");
                for (int id = 1; ; id++) {
                    statement.execute("insert into kept values (" + id + ")");
                    System.out.println("committed " + id);
                }
            }
        }
    }
}
