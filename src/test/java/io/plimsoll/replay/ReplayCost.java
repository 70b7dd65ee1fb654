package io.plimsoll.replay;

import static io.restassured.RestAssured.given;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.policy.Deployed;
import io.plimsoll.policy.VersionId;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionHistory;
import io.plimsoll.record.DecisionHistory.Position;
import io.plimsoll.record.DecisionHistory.Recording;
import io.plimsoll.record.DecisionHistory.Slice;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a replay costs beside a bare loop over the evaluator with the same situations, threads and process, in turns: {@code
 * ./mvnw test -Dtest=ReplayCost [-Dreplay.domain=customer-recovery] [-Dreplay.decisions=20000] [-Dreplay.rounds=3]}. The
 * bare loop reads nothing, compares nothing and writes nothing. Retail are recorded requests without a history; customer
 * recovery are customers who ask for ten refunds each, an hour apart.
 */
@QuarkusTest
@TestProfile(ReplayCost.OwnDatabase.class)
class ReplayCost {
    private static final String DOMAIN = System.getProperty("replay.domain", "retail");
    private static final int RECORDED = 400;
    private static final int OF_ONE_CUSTOMER = 10;
    private static final int COPIES_AT_ONCE = 50;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    @Inject
    Replays replays;

    @Inject
    DecisionHistory history;

    @Inject
    CompiledVersions versions;

    @Inject
    Deployed deployed;

    @Inject
    DataSource database;

    @ConfigProperty(name = "replay.decisions", defaultValue = "20000")
    int decisions;

    @ConfigProperty(name = "replay.rounds", defaultValue = "3")
    int rounds;

    /** Another profile, another start. */
    public static class OwnDatabase implements QuarkusTestProfile {}

    @Test
    void replayBesideABareLoop() throws Exception {
        record(DOMAIN.equals("retail") ? orders() : refunds());
        multiply();
        DecisionFilter data =
                new DecisionFilter(DOMAIN, null, null, null, null, null, null, null, null, null, Instant.now());
        List<Situation> situations = situations(data);
        VersionId active = active(Manifest.Kind.POLICY).orElseThrow();
        Policies policies = new Policies(
                versions.find(active).orElseThrow(),
                active(Manifest.Kind.GUARDRAILS).flatMap(versions::find).orElse(null));
        for (int round = 0; round <= rounds; round++) {
            double bare = bare(policies, situations);
            double compare = replay(Mode.COMPARE, active, data);
            double reproduce = replay(Mode.REPRODUCE, null, data);
            System.out.printf(
                    "%s bare %.0f/s, COMPARE %.0f/s = %.2f, REPRODUCE %.0f/s = %.2f; heap in use after a collection %d MB%n",
                    round == 0 ? "(warming up)" : "round " + round,
                    bare,
                    compare,
                    compare / bare,
                    reproduce,
                    reproduce / bare,
                    heap());
        }
    }

    private record Policies(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {}

    private Optional<VersionId> active(Manifest.Kind kind) {
        return deployed.active(new DomainName(DOMAIN), kind);
    }

    private void record(List<String> lines) {
        given().auth()
                .preemptive()
                .basic("feed", "feed-demo")
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/domains/" + DOMAIN + "/decisions")
                .then()
                .statusCode(200);
    }

    private static List<String> orders() throws IOException {
        String customer = "cost-" + UUID.randomUUID();
        try (Stream<String> lines = Files.lines(Path.of("scenarios/retail/retail-train.jsonl"))) {
            return lines.limit(RECORDED).map(line -> sent(line, customer)).toList();
        }
    }

    private static List<String> refunds() {
        Instant first = Instant.now().minus(1, ChronoUnit.DAYS);
        return IntStream.range(0, RECORDED)
                .mapToObj(number -> """
                        {"signal": {"id": "%1$d", "customer": "cost-%2$d", "case": "case-%2$d", "occurredAt": "%3$s",\
                         "channel": "CHAT", "topic": "returns", "scores": {"sentiment": %4$s, "intensity": 0.7,\
                         "activeness": 0.5, "confidence": 0.9}, "producer": {"kind": "MODEL", "name": "m", "version": "1"}},\
                         "request": {"type": "refund"}, "facts": {"tier": "GOLD", "refund_amount": 20, "amount_paid": 80}}""".formatted(
                                number,
                                number / OF_ONE_CUSTOMER,
                                first.plus(number % OF_ONE_CUSTOMER, ChronoUnit.HOURS),
                                number % 2 == 0 ? "-0.6" : "0.4"))
                .toList();
    }

    /** The line without what is expected, about our customer. */
    private static String sent(String line, String customer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Tree.asObject(StrictJson.read(line.getBytes(StandardCharsets.UTF_8))).forEach((name, value) -> {
            if (List.of("signal", "request", "facts").contains(name)) {
                fields.put(name, value);
            }
        });
        Map<String, Object> signal = new LinkedHashMap<>(Tree.asObject(fields.get("signal")));
        signal.put("id", signal.get("id") + customer);
        signal.put("customer", customer);
        fields.put("signal", signal);
        return CanonicalJson.text(fields);
    }

    /** The same decisions under other ids and a little earlier, until there are enough. */
    private void multiply() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            String columns;
            try (var names = statement.executeQuery("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM"
                    + " pg_attribute WHERE attrelid = 'decision'::regclass AND attnum > 0 AND NOT attisdropped")) {
                names.next();
                columns = names.getString(1);
            }
            String other = columns.replaceFirst("\\bid\\b", "gen_random_uuid()")
                    .replaceFirst("\\bsignal_id\\b", "signal_id || '-copy-' || copy")
                    .replaceFirst("\\bdecided_at\\b", "decided_at - copy * interval '1 second'");
            String ours = "domain = '" + DOMAIN + "' AND customer LIKE 'cost-%'";
            long recorded;
            try (var count = statement.executeQuery("SELECT count(*) FROM decision WHERE " + ours)) {
                count.next();
                recorded = count.getLong(1);
            }
            System.out.printf("%d decisions were recorded%n", recorded);
            long last = decisions / recorded - 1;
            for (long from = 1; from <= last; from += COPIES_AT_ONCE) {
                statement.execute("INSERT INTO decision (" + columns + ") SELECT " + other
                        + " FROM decision, generate_series(" + from + ", "
                        + Math.min(last, from + COPIES_AT_ONCE - 1) + ") copy WHERE " + ours
                        + " AND signal_id NOT LIKE '%-copy-%'");
            }
            statement.execute("ANALYZE decision");
        }
    }

    /** A bounded number, because the bare loop has them all in memory. */
    private List<Situation> situations(DecisionFilter data) {
        List<Situation> situations = new ArrayList<>();
        Slice all = new Slice(null, new Position(Instant.now(), new UUID(-1, -1)));
        for (Recording recording : history.read(data, all, null, RECORDED)) {
            situations.add(KeptPolicies.situation(recording.decision()));
        }
        return situations;
    }

    private double bare(Policies policies, List<Situation> situations) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(THREADS);
        long start = System.nanoTime();
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        for (int at = next.getAndIncrement(); at < decisions; at = next.getAndIncrement()) {
                            Evaluator.evaluate(
                                    policies.policy(), policies.guardrails(), situations.get(at % situations.size()));
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        return decisions / seconds(start);
    }

    private double replay(Mode mode, @Nullable VersionId candidate, DecisionFilter data) throws InterruptedException {
        long start = System.nanoTime();
        long id = replays.start(new Replays.Wish(mode, data, candidate, null, "operator", "Its cost."))
                .id();
        Replay replay = replays.get(id);
        while (replay.state() == Replay.State.RUNNING) {
            Thread.sleep(50);
            replay = replays.get(id);
        }
        if (replay.state() != Replay.State.DONE || replay.progress().changed() > 0) {
            throw new IllegalStateException(replay.toString());
        }
        return replay.progress().evaluated() / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heap() {
        System.gc();
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getCollectionUsage() != null) {
                used += pool.getCollectionUsage().getUsed();
            }
        }
        return used / 1_000_000;
    }
}
