package io.plimsoll.scenario;

import java.util.List;

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
}
