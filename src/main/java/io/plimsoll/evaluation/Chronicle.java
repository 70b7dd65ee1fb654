package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Remembers decisions in memory as the service remembers them in its database, so that scenarios and simulations run along
 * a timeline. One domain, one thread.
 */
public final class Chronicle {
    private final Manifest manifest;
    private final Map<String, List<PastSignal>> signals = new HashMap<>();
    private final Map<String, List<Grant>> grantsOf = new HashMap<>();
    private final Map<String, List<Grant>> grants = new HashMap<>();
    private final Map<Consequences.Heard, Long> heard = new HashMap<>();
    private final Set<List<String>> decidedBefore = new HashSet<>();

    /** @param manifest of the policy that decides */
    public Chronicle(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The situation of a submission, with everything that policies may remember. */
    public Situation situation(String source, Instant instant, Submission submission) {
        if (!manifest.needsBackground()) {
            return new Situation(manifest.domain(), instant, submission);
        }
        Background background = Background.of(manifest, source, instant, submission, found(instant, submission));
        return new Situation(manifest.domain(), instant, submission, background);
    }

    /** Remembers a decision; nothing when the signal was decided before. */
    public void add(Consequences decided) {
        Memory memory = manifest.memory();
        PastSignal signal = decided.signal();
        if (memory == null || !decidedBefore.add(signal.identity())) {
            return;
        }
        for (String subject : subjects(signal.customer(), signal.caseId())) {
            List<PastSignal> known = signals.computeIfAbsent(subject, name -> new ArrayList<>());
            known.add(signal);
            if (known.size() > 2 * memory.signals()) {
                known.sort(PastSignal.EVENT_ORDER);
                // One more than is asked for: the signal that is decided next may be among them, sent again.
                known.subList(0, known.size() - memory.signals() - 1).clear();
            }
            grantsOf.computeIfAbsent(subject, name -> new ArrayList<>()).addAll(decided.grants());
        }
        decided.grants()
                .forEach(grant -> insert(grant, grants.computeIfAbsent(grant.what(), what -> new ArrayList<>())));
        decided.heard().forEach(each -> heard.merge(each, 1L, Long::sum));
    }

    /** Decisions come in the order of the service's clock, more or less. */
    private static void insert(Grant grant, List<Grant> into) {
        int at = into.size();
        while (at > 0 && into.get(at - 1).at().isAfter(grant.at())) {
            at--;
        }
        into.add(at, grant);
    }

    private Background.Found found(Instant instant, Submission submission) {
        Memory memory = manifest.memory();
        if (memory == null) {
            return Background.Found.NOTHING;
        }
        Signal signal = submission.signal();
        Set<PastSignal> known = new LinkedHashSet<>();
        Set<Grant> granted = new LinkedHashSet<>();
        for (String subject : subjects(signal.customer(), signal.caseId())) {
            known.addAll(signals.getOrDefault(subject, List.of()));
            granted.addAll(grantsOf.getOrDefault(subject, List.of()));
        }
        return new Background.Found(
                List.copyOf(known),
                List.copyOf(granted),
                memory.loads().stream()
                        .flatMap(count -> loads(count, instant).stream())
                        .toList(),
                memory.trends().stream().map(count -> trend(count, signal)).toList());
    }

    private List<Load> loads(Memory.LoadCount count, Instant instant) {
        Instant since = instant.minus(count.within());
        List<Grant> all = grants.getOrDefault(count.of(), List.of());
        int first = all.size();
        while (first > 0 && !all.get(first - 1).at().isBefore(since)) {
            first--;
        }
        Map<String, List<Grant>> recent = all.subList(first, all.size()).stream()
                .filter(grant -> grant.key(count.by()) != null)
                .collect(Collectors.groupingBy(grant -> String.valueOf(grant.key(count.by()))));
        return recent.entrySet().stream()
                .map(entry -> new Load(
                        count.of(),
                        count.by(),
                        entry.getKey(),
                        count.within(),
                        entry.getValue().size(),
                        total(entry.getValue())))
                .toList();
    }

    private static BigDecimal total(List<Grant> grants) {
        BigDecimal total = BigDecimal.ZERO;
        for (Grant grant : grants) {
            total = grant.amount() == null ? total : total.add(grant.amount());
        }
        return total;
    }

    private Trend trend(Memory.TrendCount count, Signal signal) {
        String key = count.key(signal.topic());
        Instant hour = Memory.TrendCount.hour(signal.occurredAt());
        long hours = count.baseline().toHours();
        long before = 0;
        for (long back = 1; back <= hours; back++) {
            before += heard.getOrDefault(
                    new Consequences.Heard(count.name(), key, hour.minus(Duration.ofHours(back))), 0L);
        }
        long current = heard.getOrDefault(new Consequences.Heard(count.name(), key, hour), 0L);
        return new Trend(count.name(), key, current, before, hours);
    }

    private static List<String> subjects(CustomerId customer, @Nullable CaseId caseId) {
        String of = "customer " + customer.value();
        return caseId == null ? List.of(of) : List.of(of, "case " + caseId.value());
    }
}
