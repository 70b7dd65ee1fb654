package io.plimsoll.app.demo;

import io.plimsoll.app.demo.SyntheticModel.Mood;
import io.plimsoll.app.demo.Texts.Pool;
import io.plimsoll.app.demo.Texts.Words;
import io.plimsoll.evaluation.Channel;
import io.plimsoll.evaluation.Intention;
import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what the customers of one story say. */
final class Conversation {
    private static final int SCORED_IN_HUNDRED = 60;
    private static final List<Pool> WOES = List.of(Pool.ANGRY, Pool.COMPLAINT, Pool.PAYMENT, Pool.REFUND);

    private final String story;
    private final Texts texts;
    private final Random random;
    private final List<Message> messages = new ArrayList<>();
    private Facts facts;

    Conversation(String story, Texts texts, Random random) {
        this.story = story;
        this.texts = texts;
        this.random = random;
        this.facts = Facts.of(random);
    }

    /**
     * Who says it, in which case, and when.
     *
     * @param customer tells the customers of the story apart; empty when there is one
     * @param caseId tells the customer's cases apart
     */
    record Turn(String customer, String caseId, Instant at, Channel channel) {}

    /** What the client's systems know from here on. */
    void know(UnaryOperator<Facts> news) {
        facts = news.apply(facts);
    }

    /** Something negative. Unscored, the words themselves are offensive; scored, they may be about any trouble. */
    void complain(Turn turn) {
        if (scored()) {
            say(turn, WOES.get(random.nextInt(WOES.size())), Mood.ANNOYED);
        } else {
            say(turn, texts.draw(Pool.ANGRY, random), null);
        }
    }

    /** Something in a mood that only the model can tell. */
    void say(Turn turn, Pool pool, Mood mood) {
        say(turn, texts.draw(pool, random), SyntheticModel.score(mood, wish(pool), random));
    }

    /** Something whose words say it all; the model hears it, or nobody scores it. */
    void wish(Turn turn, Pool pool, Mood mood) {
        wish(turn, texts.draw(pool, random), pool, mood);
    }

    /** The same about a thing of our own. */
    void wishAbout(String topic, Turn turn, Pool pool) {
        wish(turn, new Words(texts.draw(pool, random).text(), topic), pool, Mood.NEUTRAL);
    }

    /** Not the customer but a system says something: no words, no feeling. */
    void report(Turn turn, String topic) {
        messages.add(message(signal(turn, topic)));
    }

    /** In the order in which they were said. */
    List<Message> messages() {
        return messages.stream()
                .sorted(Comparator.comparing(Message::occurredAt))
                .toList();
    }

    private void wish(Turn turn, Words words, Pool pool, Mood mood) {
        say(turn, words, scored() ? SyntheticModel.score(mood, wish(pool), random) : null);
    }

    private boolean scored() {
        return random.nextInt(100) < SCORED_IN_HUNDRED;
    }

    private void say(Turn turn, Words words, @Nullable Map<String, @Nullable Object> scores) {
        Tree.Builder signal = signal(turn, words.topic()).put("text", words.text());
        if (scores != null) {
            signal.put("scores", scores).put("producer", SyntheticModel.PRODUCER);
        }
        messages.add(message(signal));
    }

    private Tree.Builder signal(Turn turn, String topic) {
        String customer = "demo-" + story + turn.customer();
        return Tree.object()
                .put("id", "demo-" + story + "-" + (messages.size() + 1))
                .put("customer", customer)
                .put("case", customer + "-" + turn.caseId())
                .put("occurredAt", turn.at().toString())
                .put("channel", turn.channel().name())
                .put("topic", topic);
    }

    private Message message(Tree.Builder signal) {
        return new Message(Tree.object()
                .put("signal", signal.build())
                .put("facts", facts.tree())
                .build());
    }

    private static Intention wish(Pool pool) {
        return switch (pool) {
            case ANGRY, COMPLAINT -> Intention.COMPLAINT;
            case PAYMENT -> Intention.PAYMENT_PROBLEM;
            case REFUND -> Intention.REFUND_REQUEST;
            case SUPERVISOR -> Intention.SUPERVISOR_REQUEST;
            case DELIVERY -> Intention.DELIVERY_QUESTION;
            case INFORMATION, LAW_MENTIONED -> Intention.INFORMATION;
            case CONTENT -> Intention.NONE;
            case LEGAL_THREAT -> Intention.LEGAL_THREAT;
        };
    }
}
