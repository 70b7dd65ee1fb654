package io.plimsoll.scenario;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A story and what a policy has to say along the way.
 *
 * @param id unique in its file
 * @param note what it shows, in business words
 * @param source the client that sends its signals
 * @param timeline in the order in which the service hears of it
 */
public record Scenario(String id, String note, String source, List<Entry> timeline) {
    /** The client, where a scenario names none. */
    public static final String DEFAULT_SOURCE = "scenario";

    public Scenario {
        timeline = List.copyOf(timeline);
    }

    /** The entries of which somebody still has to say what must come out, counted from 1. */
    public List<Integer> open() {
        return IntStream.range(0, timeline.size())
                .filter(i -> timeline.get(i).<Boolean>fold(Entry.Moment::open, storm -> false, measure -> false))
                .mapToObj(i -> i + 1)
                .toList();
    }

    /** How many signals it sends. */
    public long signals() {
        return timeline.stream()
                .mapToLong(entry -> entry.fold(moment -> 1L, storm -> (long) storm.times(), measure -> 0L))
                .sum();
    }
}
