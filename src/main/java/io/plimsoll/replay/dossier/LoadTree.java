package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How much goes to each queue, and how much at once. */
final class LoadTree {
    private static final int HOURS_OF_DAY = 24;

    private final Tally tally;
    private final SortedMap<Key, HourLoad> hours;
    private final long[] hoursOfDay = new long[HOURS_OF_DAY];

    LoadTree(Tally tally) {
        this.tally = tally;
        this.hours = tally.hours().kept();
        hours.keySet().forEach(hour -> hoursOfDay[ofDay(hour)]++);
    }

    /** {@code {hours, from, to, earlier, queues: [{queue, baseline, candidate}]}}. */
    Map<String, @Nullable Object> tree() {
        HourLoad earlier = tally.hours().other();
        List<Object> queues = new ArrayList<>();
        Shelf<Figures> byQueue = tally.groups().get(Group.QUEUES);
        if (byQueue != null) {
            byQueue.kept().forEach((queue, figures) -> {
                if (!queue.part(0).isEmpty()) {
                    queues.add(Tree.object()
                            .put("queue", queue.part(0))
                            .put("baseline", side(queue, figures, Which.BASELINE))
                            .put("candidate", side(queue, figures, Which.CANDIDATE))
                            .build());
                }
            });
        }
        return Tree.object()
                .put("hours", hours.size())
                .put("from", hours.isEmpty() ? null : hours.lastKey().part(0))
                .put("to", hours.isEmpty() ? null : hours.firstKey().part(0))
                .put("earlier", earlier == null ? 0 : earlier.decisions())
                .put("queues", queues)
                .build();
    }

    /** {@code {total, mean, peak, peakAt, byHourOfDay}}. */
    private Map<String, @Nullable Object> side(Key queue, Figures figures, Which side) {
        long[] byHour = new long[HOURS_OF_DAY];
        long sum = 0;
        long peak = 0;
        String peakAt = null;
        for (Map.Entry<Key, HourLoad> hour : hours.entrySet()) {
            Counts counts = hour.getValue().queues().find(queue);
            long here = counts == null ? 0 : counts.of(side);
            byHour[ofDay(hour.getKey())] += here;
            sum += here;
            if (here > peak) {
                peak = here;
                peakAt = hour.getKey().part(0);
            }
        }
        return Tree.object()
                .put("total", figures.decisions().of(side))
                .put("mean", mean(sum, hours.size()))
                .put("peak", peak)
                .put("peakAt", peakAt)
                .put("byHourOfDay", Arrays.stream(hoursOfDay).sum() == 0 ? List.of() : means(byHour))
                .build();
    }

    private List<@Nullable Object> means(long[] byHour) {
        List<@Nullable Object> means = new ArrayList<>();
        for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
            means.add(mean(byHour[hour], hoursOfDay[hour]));
        }
        return means;
    }

    private static int ofDay(Key hour) {
        return Instant.parse(hour.part(0)).atZone(ZoneOffset.UTC).getHour();
    }

    private static @Nullable BigDecimal mean(long sum, long hours) {
        return hours == 0 ? null : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(hours), 2, RoundingMode.HALF_EVEN);
    }
}
