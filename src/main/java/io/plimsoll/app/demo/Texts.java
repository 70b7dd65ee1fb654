package io.plimsoll.app.demo;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Real words of customers, by what is in them. */
final class Texts {
    /** What the people who made the data sets said of a text; the legal ones were told apart by reading them. */
    enum Pool {
        /** Offensive words, about anything. */
        ANGRY,
        /** Wants to complain. */
        COMPLAINT,
        /** A payment or a charge went wrong. */
        PAYMENT,
        /** Wants money back, or asks where it is. */
        REFUND,
        /** Wants to speak to a person. */
        SUPERVISOR,
        /** Asks where goods are or when they come. */
        DELIVERY,
        /** Asks how something works. */
        INFORMATION,
        /** Wants to buy, subscribe or give feedback. */
        CONTENT,
        /** Threatens with a lawyer or a court. */
        LEGAL_THREAT,
        /** Names a lawyer or a court and threatens with neither. */
        LAW_MENTIONED
    }

    /** @param topic what it is about, in the words of the data set where it has any */
    record Words(String text, String topic) {}

    private final Map<Pool, List<Words>> pools;

    private Texts(Map<Pool, List<Words>> pools) {
        this.pools = pools;
    }

    static Texts load() {
        return new Texts(Stream.of("bitext.jsonl", "banking77.jsonl", "legal.jsonl")
                .flatMap(file -> Resources.lines(file).stream())
                .collect(Collectors.groupingBy(
                        row -> Pool.valueOf(Resources.text(row, "pool")),
                        () -> new EnumMap<>(Pool.class),
                        Collectors.mapping(Texts::words, Collectors.toUnmodifiableList()))));
    }

    Words draw(Pool pool, Random random) {
        List<Words> words = all(pool);
        return words.get(random.nextInt(words.size()));
    }

    List<Words> all(Pool pool) {
        return pools.getOrDefault(pool, List.of());
    }

    private static Words words(Map<String, @Nullable Object> row) {
        return new Words(Resources.text(row, "text"), Resources.text(row, "topic"));
    }
}
