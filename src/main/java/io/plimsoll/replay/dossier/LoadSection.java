package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import io.plimsoll.replay.dossier.Page.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How much work each queue gets. */
final class LoadSection {
    private final Fields load;
    private final Page page;

    LoadSection(Fields load, Page page) {
        this.load = load;
        this.page = page;
    }

    void write() {
        page.heading(2, "Load on queues");
        if (load.objects("queues").isEmpty()) {
            page.paragraph("No decision goes to a queue under either version.");
            return;
        }
        page.paragraph("Over " + Words.count(load.whole("hours"), "clock hour", "clock hours")
                + " (UTC) in which decisions were made, from " + load.text("from") + " to " + load.text("to") + "."
                + (load.whole("earlier") > 0
                        ? " " + Words.count(load.whole("earlier"), "earlier decision counts", "earlier decisions count")
                                + " in the totals only."
                        : ""));
        List<List<String>> rows = new ArrayList<>();
        load.objects("queues").forEach(queue -> {
            rows.add(row(queue.text("queue"), "baseline", queue.object("baseline")));
            rows.add(row(queue.text("queue"), "candidate", queue.object("candidate")));
        });
        page.table(
                "Decisions that go to each queue",
                List.of(
                        Column.text("Queue"),
                        Column.text("Version"),
                        Column.number("In all"),
                        Column.number("Mean per hour"),
                        Column.number("Most in one hour"),
                        Column.text("In the hour from"),
                        Column.text("Busiest hour of the day")),
                rows);
    }

    private static List<String> row(String queue, String version, Fields side) {
        return List.of(
                queue,
                version,
                Words.count(side.whole("total")),
                Words.amount(side.number("mean")),
                Words.count(side.whole("peak")),
                side.text("peakAt", Words.NOTHING),
                busiest(side));
    }

    private static String busiest(Fields side) {
        List<BigDecimal> means = Tree.asList(side.tree().get("byHourOfDay")).stream()
                .map(mean -> mean == null ? BigDecimal.ZERO : new BigDecimal(mean.toString()))
                .toList();
        return IntStream.range(0, means.size())
                .boxed()
                .max((one, other) -> means.get(one).compareTo(means.get(other)))
                .filter(hour -> means.get(hour).signum() > 0)
                .map(hour -> "%02d:00, mean %s".formatted(hour, Words.amount(means.get(hour))))
                .orElse(Words.NOTHING);
    }
}
