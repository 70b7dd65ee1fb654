package io.plimsoll.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/**
 * Activates hundreds of versions one after the other and looks at what stays. By hand, because it takes ten minutes:
 * {@code ./mvnw test -Dtest=ActivationSoak [-Dactivations=500]}, which writes {@code target/activation-soak.txt}. Figures stand in {@code docs/operating.md}.
 */
@QuarkusTest
class ActivationSoak {
    private static final int ACTIVATIONS = Integer.getInteger("activations", 500);
    private static final int WARM_UP = 50;
    private static final Path REPORT = Path.of("target", "activation-soak.txt");
    private static final DomainName DOMAIN = new DomainName("customer-recovery");

    @Inject
    Registry registry;

    @Inject
    Rollouts rollouts;

    @Inject
    Replica replica;

    @Test
    void activations_leaveLittleHeapAndNoClasses() {
        for (int i = 0; i < WARM_UP; i++) {
            activateAndRollBack(i);
        }
        Footprint before = Footprint.now(replica);
        tell("after " + WARM_UP + ": " + before);
        for (int i = WARM_UP; i < WARM_UP + ACTIVATIONS; i++) {
            activateAndRollBack(i);
            if (i % 100 == 0) {
                tell("after " + i + ": " + Footprint.now(replica));
            }
        }
        Footprint after = Footprint.now(replica);
        after.growth(before).forEach(ActivationSoak::tell);
        long heapEach = (after.heap - before.heap) / ACTIVATIONS;
        tell("after %d: %s; per activation: %d bytes of heap, %d bytes of metaspace, %.2f classes"
                .formatted(
                        WARM_UP + ACTIVATIONS,
                        after,
                        heapEach,
                        (after.metaspace - before.metaspace) / ACTIVATIONS,
                        (after.classes - before.classes) / (double) ACTIVATIONS));

        assertThat(heapEach).isLessThan(20_000);
        assertThat(after.classes - before.classes).isLessThan(ACTIVATIONS);
    }

    /** To the file too: it is a long way to the end, and somebody wants to look before. */
    private static void tell(String line) {
        System.out.println(line);
        try {
            Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void activateAndRollBack(int number) {
        PolicyBundle bundle = BuiltInPolicies.bundle(DOMAIN.value());
        Map<String, byte[]> files = new HashMap<>();
        bundle.paths().forEach(path -> files.put(path, bundle.file(path)));
        String manifest = new String(files.get(PolicyBundle.MANIFEST), StandardCharsets.UTF_8);
        files.put(PolicyBundle.MANIFEST, (manifest + "\n# " + number + "\n").getBytes(StandardCharsets.UTF_8));
        VersionId version = registry.ship(DOMAIN, Manifest.Kind.POLICY, new PolicyBundle(files))
                .id();
        Deployment active = rollouts.start(
                version, new Rollouts.Wish(Deployment.Stage.ACTIVE, null, null, null, null, "soak", "soak"));
        rollouts.takeOver();
        rollouts.rollBack(active.rollout(), "soak", "soak");
        rollouts.takeOver();
    }

    /**
     * What is in use after everything that can be collected was.
     *
     * @param bytes of the heap by the name of the class
     */
    private record Footprint(long heap, long metaspace, long classes, Map<String, Long> bytes) {
        private static final Pattern LINE = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(.+?)( \\(.*\\))?");
        private static final int SHOWN = 25;

        static Footprint now(Replica replica) {
            await().atMost(Duration.ofMinutes(2)).until(() -> replica.left() == 0);
            for (int i = 0; i < 5; i++) {
                System.gc();
            }
            return new Footprint(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .map(MemoryPoolMXBean::getUsage)
                            .mapToLong(usage -> usage.getUsed())
                            .sum(),
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    histogram());
        }

        private static Map<String, Long> histogram() {
            try {
                Object text = ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
                Map<String, Long> bytes = new HashMap<>();
                String.valueOf(text)
                        .lines()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .forEach(line -> {
                            bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
                        });
                return bytes;
            } catch (JMException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The classes that grew most. */
        List<String> growth(Footprint before) {
            return bytes.entrySet().stream()
                    .map(now -> Map.entry(now.getKey(), now.getValue() - before.bytes.getOrDefault(now.getKey(), 0L)))
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(SHOWN)
                    .map(each -> "%,12d bytes of %s".formatted(each.getValue(), each.getKey()))
                    .toList();
        }

        @Override
        public String toString() {
            return "%,d bytes of heap, %,d of metaspace, %,d classes".formatted(heap, metaspace, classes);
        }
    }
}
