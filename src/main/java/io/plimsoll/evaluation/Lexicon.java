package io.plimsoll.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What single words and emoticons are worth, read once from the class path. Valences come from VADER (Hutto and Gilbert
 * 2014: the mean of ten human ratings, -4 to 4), overlaid with our own for the language of customer service and for emoji.
 * Immutable and thread-safe.
 */
final class Lexicon {
    /** The integers of the scorer: one unit of valence is this many. */
    static final int UNIT = 1_000;

    private static final int TENTH = UNIT / 10;

    private final Map<String, Integer> valences = new HashMap<>();
    private final Map<String, Integer> boosters = new HashMap<>();
    private final Set<String> negators = new HashSet<>();
    private final Set<String> functionWords = new HashSet<>();

    private Lexicon() {}

    static Lexicon load() {
        Lexicon lexicon = new Lexicon();
        rows("vader-lexicon.tsv", row -> lexicon.valences.put(row.get(0), tenths(row.get(1))));
        rows("service-lexicon.tsv", lexicon::add);
        return lexicon;
    }

    /** Hands over every row of a table beside this class; lines that start with {@code # } are comments. */
    static void rows(String table, Consumer<List<String>> consumer) {
        try (InputStream stream = Lexicon.class.getResourceAsStream(table)) {
            if (stream == null) {
                throw new IllegalStateException(table + " is not in the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("# ")) {
                    consumer.accept(List.of(line.split("\t", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Valence in {@link #UNIT}s; 0 for a neutral or an unknown word. */
    int valence(String form) {
        return valences.getOrDefault(form, 0);
    }

    /** By how much the word strengthens (or, below 0, weakens) the next one, in {@link #UNIT}s. */
    int boost(String form) {
        return boosters.getOrDefault(form, 0);
    }

    boolean negates(String form) {
        return negators.contains(form);
    }

    /** Whether the form has a valence of its own, be it 0. */
    boolean rates(String form) {
        return valences.containsKey(form);
    }

    /** Whether the scorer has met the word at all; few known words mean another language. */
    boolean knows(String form) {
        return rates(form) || boosters.containsKey(form) || negates(form) || functionWords.contains(form);
    }

    private void add(List<String> row) {
        String form = row.get(1);
        switch (row.get(0)) {
            case "valence" -> valences.put(form, tenths(row.get(2)));
            case "booster" -> boosters.put(form, Integer.parseInt(row.get(2)));
            case "negator" -> negators.add(form);
            case "function" -> functionWords.addAll(List.of(form.split(" ")));
            default -> throw new IllegalStateException("service-lexicon.tsv has a row of the kind " + row.get(0));
        }
    }

    /** A number with one decimal, as VADER writes them. */
    private static int tenths(String decimal) {
        return Integer.parseInt(decimal.replace(".", "")) * TENTH;
    }
}
