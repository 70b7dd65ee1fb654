import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the database alone can do: two rows in one transaction, about as large as a decision, each transaction by itself. So
 * many callers share so many connections as they do in the service. Run by load.mjs: address of the database, callers,
 * seconds. Prints {@code {"perSecond": …, "p50": …, "p99": …}}, the latter in milliseconds.
 */
public final class TwoInserts {
    private static final int CONNECTIONS = 16;
    private static final String TABLE = "load_two_inserts";

    private TwoInserts() {}

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        int callers = Integer.parseInt(arguments[1]);
        long nanos = Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
        try (AgroalDataSource pool = pool(address)) {
            execute(pool, "CREATE TABLE IF NOT EXISTS " + TABLE + " (id uuid PRIMARY KEY, text bytea NOT NULL)");
            try {
                measure(pool, callers, nanos / 4);
                System.out.println(measure(pool, callers, nanos));
            } finally {
                execute(pool, "DROP TABLE " + TABLE);
            }
        }
    }

    private static String measure(AgroalDataSource pool, int callers, long nanos) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            Callable<List<Long>> caller = () -> {
                List<Long> taken = new ArrayList<>();
                for (long now = start; now - start < nanos; ) {
                    insert(pool);
                    long end = System.nanoTime();
                    taken.add(end - now);
                    now = end;
                }
                return taken;
            };
            List<Future<List<Long>>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                futures.add(threads.submit(caller));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> future : futures) {
                all.addAll(future.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            return String.format(
                    java.util.Locale.ROOT,
                    "{\"perSecond\": %.1f, \"p50\": %.2f, \"p99\": %.2f}",
                    sorted.length / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void insert(AgroalDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + TABLE + " (id, text) VALUES (?, ?)")) {
                for (int size : new int[] {3_000, 500}) {
                    byte[] text = new byte[size];
                    Arrays.fill(text, (byte) ('a' + ThreadLocalRandom.current().nextInt(26)));
                    insert.setObject(1, UUID.randomUUID());
                    insert.setBytes(2, text);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    private static AgroalDataSource pool(String address) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(address)
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("postgres")))));
    }

    private static void execute(AgroalDataSource pool, String statement) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
