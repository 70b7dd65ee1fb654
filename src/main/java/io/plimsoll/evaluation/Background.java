package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may know beside the submission: earlier signals and grants of the customer and the case, how much was
 * granted and heard in the domain, local times. Every list is bounded and in canonical order.
 *
 * @param source the client that sent the submission
 * @param clocks local date and time at the service's instant, by the manifest's names of its clocks
 * @param signals in event order, the submission's own not among them
 * @param grants in the order in which they were granted
 */
public record Background(
        String source,
        Map<String, LocalDateTime> clocks,
        List<PastSignal> signals,
        List<Grant> grants,
        List<Load> loads,
        List<Trend> trends) {
    public Background {
        clocks = Collections.unmodifiableMap(new TreeMap<>(clocks));
        signals = List.copyOf(signals);
        grants = List.copyOf(grants);
        loads = List.copyOf(loads);
        trends = List.copyOf(trends);
    }

    /** Of a situation that was frozen when the domain's policies remembered nothing. */
    static final Background NONE = new Background("", Map.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * What was found before it is bounded and put in order; it may hold more than a policy may know, and in any order.
     *
     * @param trends without the submission itself
     */
    public record Found(List<PastSignal> signals, List<Grant> grants, List<Load> loads, List<Trend> trends) {
        /** Nothing. */
        public static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of());

        public Found {
            signals = List.copyOf(signals);
            grants = List.copyOf(grants);
            loads = List.copyOf(loads);
            trends = List.copyOf(trends);
        }
    }

    /**
     * Assembles the background of a submission: the one place that bounds, orders and counts, for service, scenarios and
     * simulations alike.
     *
     * @param found MUST hold at least the latest signals and grants that the manifest's memory asks for
     */
    public static Background of(Manifest manifest, String source, Instant instant, Submission submission, Found found) {
        return new Background(
                source,
                clocks(manifest, instant, submission),
                signals(manifest.memory(), source, submission.signal(), found.signals()),
                grants(manifest.memory(), instant, found.grants()),
                loads(submission.signal(), found.loads()),
                trends(manifest.memory(), submission.signal(), found.trends()));
    }

    /** The latest event that is known of the customer: the submission's signal, or one that arrived before it. */
    Instant latestEvent(Signal signal) {
        Instant last = signals.isEmpty()
                ? Instant.MIN
                : signals.get(signals.size() - 1).occurredAt();
        return last.isAfter(signal.occurredAt()) ? last : signal.occurredAt();
    }

    private static Map<String, LocalDateTime> clocks(Manifest manifest, Instant instant, Submission submission) {
        Map<String, LocalDateTime> clocks = new LinkedHashMap<>();
        manifest.clocks().forEach((name, clock) -> {
            Object zone =
                    clock.fact() == null ? clock.zone() : submission.facts().get(clock.fact());
            if (zone != null) {
                clocks.put(name, LocalDateTime.ofInstant(instant, ZoneId.of((String) zone)));
            }
        });
        return clocks;
    }

    private static List<PastSignal> signals(
            @Nullable Memory memory, String source, Signal signal, List<PastSignal> found) {
        if (memory == null) {
            return List.of();
        }
        Set<List<String>> seen =
                new HashSet<>(Set.of(List.of(source, signal.id().value())));
        List<PastSignal> once = found.stream()
                .sorted(PastSignal.EVENT_ORDER)
                .filter(past -> seen.add(past.identity()))
                .toList();
        List<PastSignal> latest = once.subList(Math.max(0, once.size() - memory.signals()), once.size());
        Instant end = latest.isEmpty()
                ? signal.occurredAt()
                : latest.get(latest.size() - 1).occurredAt();
        Instant start = (end.isAfter(signal.occurredAt()) ? end : signal.occurredAt()).minus(memory.within());
        return latest.stream()
                .filter(past -> !past.occurredAt().isBefore(start))
                .toList();
    }

    private static List<Grant> grants(@Nullable Memory memory, Instant instant, List<Grant> found) {
        if (memory == null) {
            return List.of();
        }
        Instant start = instant.minus(memory.within());
        List<Grant> recent = found.stream()
                .filter(grant -> !grant.at().isBefore(start))
                .sorted(Grant.ORDER)
                .toList();
        return recent.subList(Math.max(0, recent.size() - Memory.MAX_GRANTS), recent.size());
    }

    /** Of all queues, because nobody knows yet where the decision goes; but of the signal's topic only. */
    private static List<Load> loads(Signal signal, List<Load> found) {
        String topic = signal.topic() == null ? "" : signal.topic();
        return found.stream()
                .filter(load -> load.scope() != Scope.TOPIC || load.key().equals(topic))
                .sorted(Load.ORDER)
                .toList();
    }

    /** The submission itself counts, and what was never heard counts as nothing. */
    private static List<Trend> trends(@Nullable Memory memory, Signal signal, List<Trend> found) {
        List<Trend> trends = new ArrayList<>();
        if (memory != null) {
            for (Memory.TrendCount count : memory.trends()) {
                String key = count.key(signal.topic());
                Trend before = found.stream()
                        .filter(trend ->
                                trend.name().equals(count.name()) && trend.key().equals(key))
                        .findFirst()
                        .orElse(new Trend(
                                count.name(), key, 0, 0, count.baseline().toHours()));
                long itself = count.counts(signal) ? 1 : 0;
                trends.add(new Trend(count.name(), key, before.current() + itself, before.before(), before.hours()));
            }
        }
        trends.sort(Trend.ORDER);
        return trends;
    }

    Map<String, @Nullable Object> tree() {
        Tree.Builder times = Tree.object();
        clocks.forEach((name, time) -> times.put(name, time.toString()));
        return Tree.object()
                .put("source", source)
                .put("clocks", times.build())
                .put("signals", signals.stream().map(PastSignal::tree).toList())
                .put("grants", grants.stream().map(Grant::tree).toList())
                .put("loads", loads.stream().map(Load::tree).toList())
                .put("trends", trends.stream().map(Trend::tree).toList())
                .build();
    }

    static Background of(Map<String, @Nullable Object> tree) {
        Map<String, LocalDateTime> clocks = new LinkedHashMap<>();
        Tree.asObject(tree.get("clocks"))
                .forEach((name, time) -> clocks.put(name, LocalDateTime.parse(String.valueOf(time))));
        return new Background(
                Trees.text(tree, "source"),
                clocks,
                Trees.objects(tree, "signals", PastSignal::of),
                Trees.objects(tree, "grants", Grant::of),
                Trees.objects(tree, "loads", Load::of),
                Trees.objects(tree, "trends", Trend::of));
    }
}
