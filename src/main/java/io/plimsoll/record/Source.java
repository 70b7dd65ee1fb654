package io.plimsoll.record;

import org.jspecify.annotations.Nullable;

/**
 * From where signals come: the client that sends them and, where they are events, the source that the client names in
 * them. Two clients never share one, whatever they name.
 *
 * @param feed the CloudEvents {@code source}, without spaces; null for signals that are no events
 */
public record Source(ClientName client, @Nullable String feed) {
    private static final String SEPARATOR = " ";

    public Source {
        if (feed != null && feed.contains(SEPARATOR)) {
            throw new IllegalArgumentException("a source of events has no spaces");
        }
    }

    public static Source of(ClientName client) {
        return new Source(client, null);
    }

    /** The source that {@link #value} wrote. */
    public static Source of(String value) {
        int separator = value.indexOf(SEPARATOR);
        return separator < 0
                ? of(new ClientName(value))
                : new Source(new ClientName(value.substring(0, separator)), value.substring(separator + 1));
    }

    /** The client and, after a space, the source of its events. */
    public String value() {
        return feed == null ? client.value() : client.value() + SEPARATOR + feed;
    }

    @Override
    public String toString() {
        return value();
    }
}
