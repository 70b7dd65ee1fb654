package io.plimsoll.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * All stories together, as they arrive over five weeks. Pure: the same end gives the same play, and another end the same
 * play at another time.
 *
 * @param heard in the order of arrival; now and then a message comes late, so that one said after it comes before it, or
 *     comes twice
 */
record Play(Instant end, List<Story> stories, List<Heard> heard) {
    private static final int LATE_IN_HUNDRED = 4;
    private static final int TWICE_IN_HUNDRED = 2;
    private static final Duration LATEST = Duration.ofHours(2);

    Play {
        stories = List.copyOf(stories);
        heard = List.copyOf(heard);
    }

    /** A message that arrives. */
    record Heard(Instant at, Story story, Message message) {}

    /** @param end a full hour: spikes are counted by the hour */
    static Play endingAt(Instant end) {
        Storyteller teller = new Storyteller(Texts.load(), end);
        List<Story> stories = Arrays.stream(Pattern.values())
                .flatMap(pattern ->
                        IntStream.rangeClosed(1, pattern.stories()).mapToObj(number -> teller.tell(pattern, number)))
                .toList();
        return new Play(end, stories, arrivals(stories));
    }

    /** The play whose first message was said at that instant. */
    static Play openedAt(Instant occurredAt) {
        Play any = endingAt(Instant.EPOCH);
        return endingAt(occurredAt.plus(Duration.between(any.opening().message().occurredAt(), any.end())));
    }

    Heard opening() {
        return heard.get(0);
    }

    private static List<Heard> arrivals(List<Story> stories) {
        Random random = Storyteller.random("arrivals");
        List<Heard> heard = new ArrayList<>();
        for (Story story : stories) {
            for (Message message : story.messages()) {
                Instant at = message.occurredAt();
                if (random.nextInt(100) < LATE_IN_HUNDRED) {
                    at = at.plusSeconds(random.nextInt((int) LATEST.toSeconds()));
                }
                heard.add(new Heard(at, story, message));
                if (random.nextInt(100) < TWICE_IN_HUNDRED) {
                    heard.add(new Heard(at.plusSeconds(random.nextInt((int) LATEST.toSeconds())), story, message));
                }
            }
        }
        heard.sort(Comparator.comparing(Heard::at)
                .thenComparing(each -> each.message().id().value()));
        return heard;
    }
}
