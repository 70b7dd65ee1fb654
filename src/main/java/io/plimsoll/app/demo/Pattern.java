package io.plimsoll.app.demo;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is planted, how often, and what it calls for. That is the ground truth: no verdict is looked at to tell it. */
enum Pattern {
    /** Three negative chats within a week, the third one fresh. */
    THREE_NEGATIVES(30, Response.REACH_OUT),
    /** One message of rage. */
    FURIOUS(16, Response.PERSON),
    /** A lawyer or a court is threatened with, at any time of the four weeks. */
    LEGAL_THREAT(24, Response.PERSON),
    /** A person is asked for two or three times in one case. */
    SUPERVISOR_AGAIN(24, Response.PERSON),
    /** Eight to twelve turns of one case within two hours, and the mood gets no better. */
    NO_PROGRESS(16, Response.PERSON),
    /** An order is days late, and the customer has agreed to be contacted. */
    DELIVERY_DELAY(24, Response.COUPON),
    /** Many customers want their money back for one thing within one hour; a few did in the week before. */
    REFUND_SPIKE(2, Response.ALERT),

    /** Three negative chats as well, but spread over five weeks. */
    SPREAD_NEGATIVES(24, null),
    /** Three negative chats within a week, from a customer who does not want to be contacted. */
    NEGATIVES_WITHOUT_CONSENT(8, null),
    /** One negative message. */
    ONE_GRUMBLE(60, null),
    /** A person is asked for once. */
    SUPERVISOR_ONCE(16, null),
    /** A long conversation: three bad turns, then it gets better. One chat, not three. */
    SOLVED(16, null),
    /** A lawyer or a court is mentioned, and nobody is threatened. */
    LAW_MENTIONED(10, null),
    /** An order is a few hours late. */
    SHORT_DELAY(12, null),
    /** An order is days late, and the customer does not want to be contacted. */
    DELAY_WITHOUT_CONSENT(8, null),
    /** Something that customers want their money back for all the time, and in one hour a little more often. */
    STEADY_REFUNDS(1, null),
    /** Asks how things work. */
    INFORMATION_SEEKER(60, null),
    /** Is content. */
    HAPPY(50, null);

    private final int stories;
    private final @Nullable Response expected;

    Pattern(int stories, @Nullable Response expected) {
        this.stories = stories;
        this.expected = expected;
    }

    int stories() {
        return stories;
    }

    /** Empty when nobody should do anything but watch. */
    Optional<Response> expected() {
        return Optional.ofNullable(expected);
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
