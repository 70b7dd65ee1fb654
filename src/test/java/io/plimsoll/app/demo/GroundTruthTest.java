package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.app.demo.Texts.Pool;
import io.plimsoll.app.demo.Texts.Words;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a pattern is said to be is really there. */
class GroundTruthTest {
    private static final Instant END = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant FRESH = END.minus(Duration.ofHours(11));
    private static final Texts TEXTS = Texts.load();
    private static final Play PLAY = Play.endingAt(END);

    @Test
    void threeNegatives_fallIntoOneWeekAndEndFresh() {
        assertThat(PLAY.stories())
                .filteredOn(story -> story.pattern() == Pattern.THREE_NEGATIVES
                        || story.pattern() == Pattern.NEGATIVES_WITHOUT_CONSENT)
                .allSatisfy(story -> {
                    assertThat(consents(story)).isEqualTo(story.pattern() == Pattern.THREE_NEGATIVES);
                    assertThat(story.messages()).hasSize(3).allMatch(message -> "CHAT"
                            .equals(field(message, "channel")));
                    assertThat(span(story.messages())).isLessThan(Duration.ofDays(7));
                    assertThat(last(story).occurredAt()).isAfter(FRESH);
                    assertThat(story.messages())
                            .map(message -> field(message, "case"))
                            .doesNotHaveDuplicates();
                    assertThat(story.messages()).allMatch(GroundTruthTest::isNegative);
                });
    }

    @Test
    void spreadNegatives_noTwoFallIntoOneWeek() {
        assertThat(stories(Pattern.SPREAD_NEGATIVES)).allSatisfy(story -> {
            List<Message> said = story.messages();
            assertThat(said).hasSize(3).allMatch(GroundTruthTest::isNegative);
            assertThat(span(said.subList(0, 2))).isGreaterThan(Duration.ofDays(7));
            assertThat(span(said.subList(1, 3))).isGreaterThan(Duration.ofDays(7));
            assertThat(last(story).occurredAt()).isAfter(FRESH);
        });
    }

    @Test
    void furious_isOneFreshMessageOfRage() {
        assertThat(stories(Pattern.FURIOUS)).allSatisfy(story -> {
            assertThat(story.messages()).hasSize(1);
            assertThat(contains(Pool.ANGRY, last(story))).isTrue();
            assertThat(last(story).occurredAt()).isAfter(FRESH);
        });
    }

    @Test
    void grumble_isOneNegativeMessage() {
        assertThat(stories(Pattern.ONE_GRUMBLE))
                .allSatisfy(
                        story -> assertThat(story.messages()).singleElement().matches(GroundTruthTest::isNegative));
    }

    @Test
    void legalThreat_isSaidByThoseWhoThreatenAndByNobodyElse() {
        for (Story story : PLAY.stories()) {
            assertThat(count(story, Pool.LEGAL_THREAT)).isEqualTo(story.pattern() == Pattern.LEGAL_THREAT ? 1 : 0);
            assertThat(count(story, Pool.LAW_MENTIONED)).isEqualTo(story.pattern() == Pattern.LAW_MENTIONED ? 1 : 0);
        }
    }

    @Test
    void supervisor_isAskedForAtLeastTwiceInOneFreshCase() {
        for (Story story : PLAY.stories()) {
            assertThat(count(story, Pool.SUPERVISOR) >= 2).isEqualTo(story.pattern() == Pattern.SUPERVISOR_AGAIN);
            assertThat(count(story, Pool.SUPERVISOR) == 1).isEqualTo(story.pattern() == Pattern.SUPERVISOR_ONCE);
        }
        assertThat(stories(Pattern.SUPERVISOR_AGAIN)).allSatisfy(story -> assertOneFreshCase(story, 3, 4));
    }

    @Test
    void longCases_haveManyTurnsAndOnlySolvedOnesImprove() {
        assertThat(stories(Pattern.NO_PROGRESS)).allSatisfy(story -> {
            assertOneFreshCase(story, 8, 12);
            assertThat(count(story, Pool.CONTENT)).isZero();
        });
        assertThat(stories(Pattern.SOLVED)).allSatisfy(story -> {
            assertOneFreshCase(story, 8, 12);
            assertThat(contains(Pool.CONTENT, last(story))).isTrue();
        });
    }

    @Test
    void delays_differInLengthAndConsent() {
        assertThat(stories(Pattern.DELIVERY_DELAY)).allSatisfy(story -> assertDelay(story, 48, 168, true));
        assertThat(stories(Pattern.SHORT_DELAY)).allSatisfy(story -> assertDelay(story, 1, 4, true));
        assertThat(stories(Pattern.DELAY_WITHOUT_CONSENT)).allSatisfy(story -> assertDelay(story, 48, 168, false));
    }

    @Test
    void refundSpikes_riseInOneHourAndSteadyOnesDoNot() {
        assertThat(stories(Pattern.REFUND_SPIKE)).allSatisfy(story -> assertRefunds(story, 12, 24));
        assertThat(stories(Pattern.STEADY_REFUNDS)).allSatisfy(story -> assertRefunds(story, 672, 10));
        assertThat(stories(Pattern.REFUND_SPIKE))
                .map(story -> field(last(story), "topic"))
                .doesNotHaveDuplicates();
    }

    @Test
    void calmCustomers_sayNothingNegative() {
        assertThat(PLAY.stories())
                .filteredOn(story -> story.pattern() == Pattern.HAPPY || story.pattern() == Pattern.INFORMATION_SEEKER)
                .flatMap(Story::messages)
                .allMatch(message -> contains(Pool.CONTENT, message) || contains(Pool.INFORMATION, message));
    }

    private static void assertOneFreshCase(Story story, int least, int most) {
        assertThat(story.messages()).hasSizeBetween(least, most);
        assertThat(story.messages().stream()
                        .map(message -> field(message, "case"))
                        .distinct())
                .hasSize(1);
        assertThat(span(story.messages())).isLessThan(Duration.ofHours(2));
        assertThat(last(story).occurredAt()).isAfter(FRESH);
    }

    private static void assertDelay(Story story, int least, int most, boolean consent) {
        Map<String, @Nullable Object> facts = Tree.asObject(last(story).body().get("facts"));
        assertThat((BigDecimal) facts.get("delay_hours"))
                .isBetween(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
        assertThat(consents(story)).isEqualTo(consent);
        assertThat(last(story).occurredAt()).isAfter(FRESH);
    }

    private static void assertRefunds(Story story, int before, int inTheHour) {
        Instant hour = last(story).occurredAt().truncatedTo(ChronoUnit.HOURS);
        List<Message> earlier = story.messages().stream()
                .filter(message -> message.occurredAt().isBefore(hour))
                .toList();
        assertThat(earlier).hasSize(before);
        assertThat(span(earlier)).isBetween(Duration.ofDays(6), Duration.ofDays(7));
        assertThat(story.messages()).hasSize(before + inTheHour);
        assertThat(hour).isEqualTo(END.minus(Duration.ofHours(1)));
        assertThat(story.messages()).map(Message::customer).doesNotHaveDuplicates();
        assertThat(story.messages()).allMatch(message -> contains(Pool.REFUND, message));
    }

    private static boolean consents(Story story) {
        return Boolean.TRUE.equals(
                Tree.asObject(last(story).body().get("facts")).get("email_consent"));
    }

    /** Planted as such for the model, or in offensive words. */
    private static boolean isNegative(Message message) {
        return message.signal().containsKey("scores") || contains(Pool.ANGRY, message);
    }

    private static long count(Story story, Pool pool) {
        return story.messages().stream()
                .filter(message -> contains(pool, message))
                .count();
    }

    private static boolean contains(Pool pool, Message message) {
        return Optional.ofNullable(message.signal().get("text"))
                .filter(text -> TEXTS.all(pool).stream().map(Words::text).anyMatch(text::equals))
                .isPresent();
    }

    private static List<Story> stories(Pattern pattern) {
        return PLAY.stories().stream()
                .filter(story -> story.pattern() == pattern)
                .toList();
    }

    private static Message last(Story story) {
        return story.messages().get(story.messages().size() - 1);
    }

    private static Duration span(List<Message> messages) {
        return Duration.between(
                messages.get(0).occurredAt(), messages.get(messages.size() - 1).occurredAt());
    }

    private static @Nullable Object field(Message message, String name) {
        return message.signal().get(name);
    }
}
