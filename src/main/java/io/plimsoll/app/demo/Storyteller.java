package io.plimsoll.app.demo;

import io.plimsoll.app.demo.Conversation.Turn;
import io.plimsoll.app.demo.SyntheticModel.Mood;
import io.plimsoll.app.demo.Texts.Pool;
import io.plimsoll.evaluation.Channel;
import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes up the stories of a play that ends at a given instant. Every story draws from a random number generator of its
 * own, seeded by its name, so that a further story changes no other one. It is {@link Random} because its algorithm is
 * part of its contract: the same on every machine and under every Java version.
 */
final class Storyteller {
    private static final String SEED = "plimsoll demo 1";
    /** What a story turns on is said in the last hours, lest it is stale when it is heard. */
    private static final Duration FRESH = Duration.ofHours(8);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration WEEKS = Duration.ofDays(28);
    private static final List<Channel> CHANNELS =
            List.of(Channel.CHAT, Channel.CHAT, Channel.CHAT, Channel.EMAIL, Channel.IN_APP, Channel.SOCIAL);
    private static final List<String> RECALLED = List.of("kettle recall", "festival tickets");

    private final Texts texts;
    private final Instant end;

    /** @param end a full hour */
    Storyteller(Texts texts, Instant end) {
        this.texts = texts;
        this.end = end;
    }

    static Random random(String name) {
        String digest =
                Digest.of((SEED + "/" + name).getBytes(StandardCharsets.UTF_8)).hex();
        return new Random(Long.parseUnsignedLong(digest.substring(0, 16), 16));
    }

    /** @param number counted from 1 among the stories of the pattern */
    Story tell(Pattern pattern, int number) {
        String name = String.format(
                Locale.ROOT, "%s-%02d", pattern.name().toLowerCase(Locale.ROOT).replace('_', '-'), number);
        Random random = random(name);
        Conversation told = new Conversation(name, texts, random);
        switch (pattern) {
            case THREE_NEGATIVES -> negativesInOneWeek(told, random);
            case NEGATIVES_WITHOUT_CONSENT -> {
                told.know(Facts::withoutConsent);
                negativesInOneWeek(told, random);
            }
            case SPREAD_NEGATIVES -> negatives(told, random, Duration.ofDays(10), Duration.ofDays(7));
            case ONE_GRUMBLE -> told.complain(turn("a", before(end, WEEKS, random), channel(random)));
            case FURIOUS -> told.say(turn("a", before(end, FRESH, random), Channel.CHAT), Pool.ANGRY, Mood.FURIOUS);
            case LEGAL_THREAT -> legalThreat(told, random);
            case LAW_MENTIONED ->
                told.wish(turn("a", before(end, FRESH, random), channel(random)), Pool.LAW_MENTIONED, Mood.NEUTRAL);
            case SUPERVISOR_AGAIN -> supervisor(told, random, 2 + random.nextInt(2));
            case SUPERVISOR_ONCE -> supervisor(told, random, 1);
            case NO_PROGRESS -> longCase(told, random, false);
            case SOLVED -> longCase(told, random, true);
            case DELIVERY_DELAY -> delivery(told, random, 48 + random.nextInt(120));
            case SHORT_DELAY -> delivery(told, random, 1 + random.nextInt(4));
            case DELAY_WITHOUT_CONSENT -> {
                told.know(Facts::withoutConsent);
                delivery(told, random, 48 + random.nextInt(120));
            }
            case REFUND_SPIKE -> refunds(told, random, RECALLED.get(number - 1), Duration.ofHours(14), 24);
            case STEADY_REFUNDS -> refunds(told, random, "season sale", Duration.ofMinutes(15), 10);
            case INFORMATION_SEEKER -> nowAndThen(told, random, Pool.INFORMATION, Mood.NEUTRAL);
            case HAPPY -> nowAndThen(told, random, Pool.CONTENT, Mood.CONTENT);
        }
        return new Story(name, pattern, told.messages());
    }

    private void negativesInOneWeek(Conversation told, Random random) {
        negatives(told, random, Duration.ofHours(24), Duration.ofHours(59));
    }

    /** Three chats, each a case of its own; between two of them lies the gap and up to the slack. */
    private void negatives(Conversation told, Random random, Duration gap, Duration slack) {
        Instant third = before(end, FRESH, random);
        Instant second = before(third.minus(gap), slack, random);
        Instant first = before(second.minus(gap), slack, random);
        told.complain(turn("a", first, Channel.CHAT));
        told.complain(turn("b", second, Channel.CHAT));
        told.complain(turn("c", third, Channel.CHAT));
    }

    private void legalThreat(Conversation told, Random random) {
        Instant threat = before(end, random.nextBoolean() ? FRESH : WEEKS, random);
        if (random.nextBoolean()) {
            told.complain(turn("a", before(threat, Duration.ofDays(2), random), Channel.CHAT));
        }
        told.wish(turn("a", threat, channel(random)), Pool.LEGAL_THREAT, Mood.ANNOYED);
    }

    private void supervisor(Conversation told, Random random, int times) {
        Instant at = before(end, FRESH, random).minus(Duration.ofHours(2));
        told.wish(turn("a", at, Channel.CHAT), Pool.INFORMATION, Mood.NEUTRAL);
        for (int i = 0; i < times; i++) {
            at = after(at, Duration.ofMinutes(30), random);
            told.wish(turn("a", at, Channel.CHAT), Pool.SUPERVISOR, Mood.ANNOYED);
        }
    }

    /** Eight turns or more; who is helped sounds bad three times, then neutral once, and content from then on. */
    private void longCase(Conversation told, Random random, boolean helped) {
        int turns = 8 + random.nextInt(5);
        Instant at = before(end, FRESH, random).minus(Duration.ofHours(2));
        for (int i = 0; i < turns; i++) {
            at = after(at, Duration.ofMinutes(10), random);
            Turn turn = turn("a", at, Channel.CHAT);
            if (helped && i >= 3) {
                told.say(turn, Pool.CONTENT, i == 3 ? Mood.NEUTRAL : Mood.CONTENT);
            } else {
                told.say(turn, Pool.PAYMENT, helped || i % 2 == 0 ? Mood.ANNOYED : Mood.NEUTRAL);
            }
        }
    }

    /** The customer asks once when the order comes; then the order system, or the customer again, tells of the delay. */
    private void delivery(Conversation told, Random random, int delayHours) {
        Instant late = before(end, FRESH, random);
        told.wish(turn("a", before(late, Duration.ofDays(3), random), Channel.CHAT), Pool.DELIVERY, Mood.NEUTRAL);
        told.know(facts -> facts.delayed(delayHours));
        if (random.nextBoolean()) {
            told.report(turn("a", late, Channel.TELEMETRY), "delivery");
        } else {
            told.wish(turn("a", late, Channel.CHAT), Pool.DELIVERY, Mood.ANNOYED);
        }
    }

    /**
     * One request each, from new customers, at a steady pace for a week; then many in the second half of the last full
     * hour, because an alert is of use at once only.
     */
    private void refunds(Conversation told, Random random, String topic, Duration pace, int inTheHour) {
        Instant hour = end.minus(Duration.ofHours(1));
        int customer = 0;
        for (Instant at = hour.minus(WEEK); at.isBefore(hour); at = at.plus(pace)) {
            told.wishAbout(topic, someone(++customer, after(at, Duration.ofMinutes(15), random)), Pool.REFUND);
        }
        Instant half = end.minus(Duration.ofMinutes(30));
        for (int i = 0; i < inTheHour; i++) {
            told.wishAbout(topic, someone(++customer, after(half, Duration.ofMinutes(29), random)), Pool.REFUND);
        }
    }

    private void nowAndThen(Conversation told, Random random, Pool pool, Mood mood) {
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            Turn turn = turn(String.valueOf((char) ('a' + i)), before(end, WEEKS, random), channel(random));
            if (mood == Mood.NEUTRAL) {
                told.wish(turn, pool, mood);
            } else {
                told.say(turn, pool, mood);
            }
        }
    }

    private static Turn turn(String caseId, Instant at, Channel channel) {
        return new Turn("", caseId, at, channel);
    }

    private static Turn someone(int customer, Instant at) {
        return new Turn("-" + customer, "a", at, Channel.CHAT);
    }

    private static Channel channel(Random random) {
        return CHANNELS.get(random.nextInt(CHANNELS.size()));
    }

    /** Some second of the span that ends there. */
    private static Instant before(Instant at, Duration span, Random random) {
        return at.minus(1L + random.nextInt((int) span.toSeconds()), ChronoUnit.SECONDS);
    }

    private static Instant after(Instant at, Duration span, Random random) {
        return at.plus(1L + random.nextInt((int) span.toSeconds()), ChronoUnit.SECONDS);
    }
}
