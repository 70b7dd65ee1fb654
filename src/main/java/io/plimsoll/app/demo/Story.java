package io.plimsoll.app.demo;

import java.util.List;

/**
 * One planted pattern: a customer's conversations over weeks, or those of many customers about one thing.
 *
 * @param name unique in a play, for example {@code three-negatives-07}
 * @param messages in the order in which they were said
 */
record Story(String name, Pattern pattern, List<Message> messages) {
    Story {
        messages = List.copyOf(messages);
    }
}
