package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.app.demo.Play.Heard;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlayTest {
    private static final Instant END = Instant.parse("2026-03-02T09:00:00Z");
    private static final Play PLAY = Play.endingAt(END);

    @Test
    void play_sameEnd_isTheSame() {
        assertThat(Play.endingAt(END)).isEqualTo(PLAY);
    }

    @Test
    void play_otherEnd_isTheSameAtAnotherTime() {
        Duration later = Duration.ofHours(1_001);

        Play other = Play.endingAt(END.plus(later));

        assertThat(other.heard()).hasSameSizeAs(PLAY.heard());
        for (int i = 0; i < PLAY.heard().size(); i++) {
            Message here = PLAY.heard().get(i).message();
            Message there = other.heard().get(i).message();
            assertThat(there.occurredAt()).isEqualTo(here.occurredAt().plus(later));
            assertThat(withoutTime(there)).isEqualTo(withoutTime(here));
        }
    }

    @Test
    void play_openedWhenItWas_isTheSame() {
        assertThat(Play.openedAt(PLAY.opening().message().occurredAt())).isEqualTo(PLAY);
    }

    @Test
    void stories_areAsManyAsPlantedOverFiveWeeks() {
        for (Pattern pattern : Pattern.values()) {
            assertThat(PLAY.stories())
                    .filteredOn(story -> story.pattern() == pattern)
                    .hasSize(pattern.stories());
        }
        assertThat(messages().map(Message::customer).distinct()).hasSizeBetween(1_000, 1_300);
        assertThat(messages()).hasSizeBetween(1_500, 2_000).allSatisfy(message -> assertThat(message.occurredAt())
                .isBetween(END.minus(Duration.ofDays(35)), END));
    }

    @Test
    void ids_areUnique() {
        assertThat(messages().map(Message::id)).doesNotHaveDuplicates();
        assertThat(PLAY.stories()).map(Story::name).doesNotHaveDuplicates();
    }

    @Test
    void arrivals_areEveryMessageSomeLateAndSomeTwice() {
        Set<Message> seen = new HashSet<>();
        long twice = PLAY.heard().stream()
                .filter(heard -> !seen.add(heard.message()))
                .count();
        long overtaken = PLAY.stories().stream()
                .filter(story -> !arrived(story)
                        .equals(arrived(story).stream()
                                .sorted(Comparator.comparing(Message::occurredAt))
                                .toList()))
                .count();

        assertThat(seen).hasSize((int) messages().count());
        assertThat(PLAY.heard()).isSortedAccordingTo(Comparator.comparing(Heard::at));
        assertThat(PLAY.heard()).allSatisfy(heard -> assertThat(heard.at())
                .isAfterOrEqualTo(heard.message().occurredAt()));
        assertThat(twice).isBetween(20L, 60L);
        assertThat(overtaken).isBetween(3L, 30L);
    }

    @Test
    void texts_areRealAndCustomersHaveNoNames() {
        Texts texts = Texts.load();
        Set<String> real = new HashSet<>();
        for (Texts.Pool pool : Texts.Pool.values()) {
            texts.all(pool).forEach(words -> real.add(words.text()));
        }

        assertThat(messages()).allSatisfy(message -> {
            assertThat(message.customer().value()).matches("demo-[a-z]+(-[a-z]+)*-\\d\\d(-\\d+)?");
            if (message.signal().containsKey("text")) {
                assertThat(real).contains((String) message.signal().get("text"));
            }
        });
    }

    @Test
    void scores_comeFromTheSyntheticModelOrFromNobody() {
        List<Message> scored = messages()
                .filter(message -> message.signal().containsKey("scores"))
                .toList();
        long unsure = scored.stream()
                .filter(message ->
                        Tree.asObject(message.signal().get("scores")).get("confidence") instanceof BigDecimal confidence
                                && confidence.compareTo(new BigDecimal("0.5")) < 0)
                .count();

        assertThat(scored)
                .allSatisfy(message -> assertThat(message.signal()).containsEntry("producer", SyntheticModel.PRODUCER));
        assertThat(scored.size() * 100L / messages().count()).isBetween(50L, 80L);
        assertThat(unsure * 100 / scored.size()).isBetween(4L, 12L);
    }

    private static List<Message> arrived(Story story) {
        return PLAY.heard().stream()
                .filter(heard -> heard.story().equals(story))
                .map(Heard::message)
                .distinct()
                .toList();
    }

    private static Stream<Message> messages() {
        return PLAY.stories().stream().flatMap(story -> story.messages().stream());
    }

    private static Map<String, @Nullable Object> withoutTime(Message message) {
        Map<String, @Nullable Object> signal = new LinkedHashMap<>(message.signal());
        signal.remove("occurredAt");
        return Tree.object()
                .put("body", message.body().get("facts"))
                .put("signal", signal)
                .build();
    }
}
