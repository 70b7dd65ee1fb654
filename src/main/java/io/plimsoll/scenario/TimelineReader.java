package io.plimsoll.scenario;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.Document;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes scenarios of a document whose shape is checked, and finds what a shape cannot say. */
final class TimelineReader {
    /** Signals of all scenarios of a file together. */
    private static final int MAX_SIGNALS = 200_000;

    private static final Duration LONGEST_STORM = Duration.ofDays(3_660);
    /** How far a client's clock may be ahead of the service's. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Document document;
    private final List<Violation> violations = new ArrayList<>();
    private int signals;

    TimelineReader(Document document) {
        this.document = document;
    }

    /** What was found wrong; when there is something, what was read is of no use. */
    List<Violation> violations() {
        return List.copyOf(violations);
    }

    List<Scenario> read(DomainName domain) {
        Map<String, @Nullable Object> file = Tree.asObject(document.tree());
        if (!domain.value().equals(file.get("domain"))) {
            refuse(Pointer.ROOT.field("domain"), "must be " + domain + ", the domain to which this file belongs");
        }
        List<Scenario> scenarios = new ArrayList<>();
        Set<Object> ids = new HashSet<>();
        for (Object tree : Tree.asList(file.get("scenarios"))) {
            Pointer at = Pointer.ROOT.field("scenarios").index(scenarios.size());
            Map<String, @Nullable Object> scenario = Tree.asObject(tree);
            if (!ids.add(text(scenario, "id"))) {
                refuse(at.field("id"), "stands twice in this file; give each scenario its own");
            }
            scenarios.add(new Timeline(domain, at, scenario).read());
        }
        return scenarios;
    }

    private void refuse(Pointer at, String detail) {
        violations.add(new Violation(at.value(), detail));
    }

    static String text(Map<String, @Nullable Object> tree, String name) {
        return (String) Objects.requireNonNull(tree.get(name));
    }

    static Instant instant(Map<String, @Nullable Object> tree, String name) {
        return OffsetDateTime.parse(text(tree, name)).toInstant();
    }

    private static Map<String, @Nullable Object> objectOrEmpty(@Nullable Object tree) {
        return tree == null ? Map.of() : Tree.asObject(tree);
    }

    /** One scenario while it is read. */
    private final class Timeline {
        private final Pointer at;
        private final Map<String, @Nullable Object> scenario;
        private final String id;
        private final Pattern generatedIds;
        private final MeasureReader measures;
        private final Map<String, Object> occurredAt = new HashMap<>();
        private Instant reached = Instant.MIN;
        private boolean expects;

        Timeline(DomainName domain, Pointer at, Map<String, @Nullable Object> scenario) {
            this.measures = new MeasureReader(domain, TimelineReader.this::refuse);
            this.at = at;
            this.scenario = scenario;
            this.id = text(scenario, "id");
            this.generatedIds = Pattern.compile(Pattern.quote(id) + "-\\d+(-\\d+)?");
        }

        Scenario read() {
            List<Entry> entries = new ArrayList<>();
            Pointer timeline = at.field("timeline");
            for (Object tree : Tree.asList(scenario.get("timeline"))) {
                Pointer place = timeline.index(entries.size());
                Map<String, @Nullable Object> entry = Tree.asObject(tree);
                checkExpect(entry, place);
                String number = id + "-" + (entries.size() + 1);
                if (entry.containsKey("control")) {
                    entries.add(measure(Tree.asObject(entry.get("control")), place, number));
                } else {
                    entries.add(entry.containsKey("at") ? moment(entry, place, number) : storm(entry, place, number));
                }
            }
            if (!expects) {
                refuse(timeline, "expects nothing; give at least one entry an expect, or the scenario proves nothing");
            }
            String source = (String) scenario.getOrDefault("source", Scenario.DEFAULT_SOURCE);
            return new Scenario(id, text(scenario, "note"), Objects.requireNonNull(source), entries);
        }

        private Entry measure(Map<String, @Nullable Object> control, Pointer entry, String number) {
            Pointer place = entry.field("control");
            checkOrder(instant(control, "at"), place.field("at"));
            reached = instant(control, "at");
            return measures.read(control, new MeasureReader.At(place, number, place(entry)));
        }

        private Entry moment(Map<String, @Nullable Object> entry, Pointer place, String number) {
            Instant instant = instant(entry, "at");
            checkOrder(instant, place.field("at"));
            reached = instant;
            count(1, place);
            Map<String, @Nullable Object> signal = merged("signal", entry);
            if (signal.get("id") instanceof String given
                    && generatedIds.matcher(given).matches()) {
                refuse(
                        place.field("signal").field("id"),
                        "has the form of the ids that are given by themselves; choose another or leave it out");
            }
            signal.computeIfAbsent("id", name -> number);
            // Sent again it is the same signal, said when it was said first.
            signal.computeIfAbsent("occurredAt", name -> occurredAt.getOrDefault(signal.get("id"), instant.toString()));
            occurredAt.putIfAbsent(String.valueOf(signal.get("id")), Objects.requireNonNull(signal.get("occurredAt")));
            checkFuture(signal, instant, place);
            Object known = entry.get("known");
            return new Entry.Moment(
                    instant,
                    body(signal, entry),
                    known == null ? null : Tree.asObject(known),
                    expect(entry),
                    isOpen(entry),
                    place(place));
        }

        private Entry storm(Map<String, @Nullable Object> entry, Pointer place, String number) {
            Instant from = instant(entry, "from");
            Duration every = Duration.parse(text(entry, "every"));
            int times = ((BigDecimal) Objects.requireNonNull(entry.get("times"))).intValueExact();
            checkOrder(from, place.field("from"));
            count(times, place);
            boolean tooLong = every.isNegative() || every.compareTo(LONGEST_STORM.dividedBy(times)) > 0;
            if (tooLong) {
                refuse(
                        place.field("every"),
                        every.isNegative()
                                ? "must not be negative; the service's clock never runs back"
                                : "makes the storm last more than ten years; shorten it or lower times");
            }
            reached = tooLong ? from : from.plus(every.multipliedBy(times - 1L));
            Map<String, @Nullable Object> signal = merged("signal", entry);
            signal.remove("id");
            checkFuture(signal, from, place);
            BigDecimal customers = (BigDecimal) entry.get("customers");
            return new Entry.Storm(
                    number,
                    from,
                    every,
                    times,
                    customers == null ? null : customers.intValueExact(),
                    body(signal, entry),
                    expect(entry),
                    place(place));
        }

        private void checkOrder(Instant instant, Pointer place) {
            if (instant.isBefore(reached)) {
                refuse(
                        place,
                        "lies before " + reached + ", which the timeline has reached; put the entries in the order in"
                                + " which the service hears of them (signal.occurredAt may lie earlier)");
            }
        }

        private void checkFuture(Map<String, @Nullable Object> signal, Instant instant, Pointer place) {
            if (signal.get("occurredAt") != null
                    && instant(signal, "occurredAt").isAfter(instant.plus(CLOCK_SKEW))) {
                refuse(
                        place.field("signal").field("occurredAt"),
                        "lies in the future of the service, which hears of it at " + instant);
            }
        }

        private void checkExpect(Map<String, @Nullable Object> entry, Pointer place) {
            Map<String, @Nullable Object> expect = expect(entry);
            expects |= !expect.isEmpty() || isOpen(entry);
            if (expect.isEmpty() && entry.containsKey("expect") && !isOpen(entry)) {
                refuse(place.field("expect"), "says nothing; say what must come out or leave it out");
            }
            if (entry.containsKey("from")) {
                expect.forEach((name, bounds) -> {
                    if (objectOrEmpty(bounds).isEmpty()) {
                        refuse(place.field("expect").field(name), "needs atLeast, atMost or exactly");
                    }
                });
            }
        }

        private void count(int times, Pointer place) {
            if (signals <= MAX_SIGNALS && signals + times > MAX_SIGNALS) {
                refuse(place, "brings the file to more than " + MAX_SIGNALS + " signals; split it");
            }
            signals = Math.min(signals + times, MAX_SIGNALS + 1);
        }

        private Map<String, @Nullable Object> body(
                Map<String, @Nullable Object> signal, Map<String, @Nullable Object> entry) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("signal", signal);
            if (entry.containsKey("request")) {
                body.put("request", entry.get("request"));
            }
            body.put("facts", merged("facts", entry));
            return body;
        }

        /** The scenario's fields with the entry's own put over them; what is null is not given. */
        private Map<String, @Nullable Object> merged(String name, Map<String, @Nullable Object> entry) {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>(objectOrEmpty(scenario.get(name)));
            merged.putAll(objectOrEmpty(entry.get(name)));
            merged.values().removeIf(Objects::isNull);
            return merged;
        }

        private static Map<String, @Nullable Object> expect(Map<String, @Nullable Object> entry) {
            return isOpen(entry) ? Map.of() : objectOrEmpty(entry.get("expect"));
        }

        private static boolean isOpen(Map<String, @Nullable Object> entry) {
            return ScenarioShape.OPEN.equals(entry.get("expect"));
        }

        private Place place(Pointer entry) {
            return new Place(document, entry.value(), at.value());
        }
    }
}
