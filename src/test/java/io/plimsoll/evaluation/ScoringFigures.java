package io.plimsoll.evaluation;

import io.plimsoll.platform.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures the scorer against the data in {@code scoring/}; figures have four decimals. */
final class ScoringFigures {
    private static final Scorer SCORER = LexiconScorer.load();
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    /** The thresholds of the VADER paper. */
    private static final BigDecimal NEGATIVE = new BigDecimal("-0.05");

    private static final BigDecimal POSITIVE = NEGATIVE.negate();
    private static final int CONFIDENCE_BINS = 5;

    private ScoringFigures() {}

    /** The cue and word lists were tuned on the first half only. */
    enum Half {
        TUNING,
        HELD_OUT;

        /** By the text without case and numbers, so that one sentence with two order numbers stays on one side. */
        static Half of(String text) {
            String key = NUMBER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("0");
            return Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex().charAt(0) < '8' ? TUNING : HELD_OUT;
        }
    }

    /**
     * @param orientation Spearman's correlation of orientation and mean human rating
     * @param intensity Spearman's correlation of intensity and the rating without its sign
     * @param negativeF1 F1 of the class negative (rated -0.5 or less; scored -0.05 or less)
     * @param right the share of right directions among texts with a confidence below 0.2, 0.4, 0.6, 0.8, 1
     */
    record SentimentFigures(
            int sentences,
            BigDecimal orientation,
            BigDecimal intensity,
            BigDecimal negativeF1,
            List<BigDecimal> right) {}

    /**
     * @param macroF1 mean F1 over the intentions that the data set has
     * @param falseIntentions among texts without an intention of ours, those that were given one (INFORMATION apart)
     */
    record IntentionFigures(
            int mapped, BigDecimal accuracy, BigDecimal macroF1, int unmapped, BigDecimal falseIntentions) {}

    static SentimentFigures sentiment(Half half) {
        List<List<String>> rows = rows("rated-sentences", half, 2);
        List<Scores> scores = rows.stream().map(row -> score(row.get(2))).toList();
        BigDecimal[] ratings =
                rows.stream().map(row -> new BigDecimal(row.get(0))).toArray(BigDecimal[]::new);
        return new SentimentFigures(
                rows.size(),
                spearman(ratings, values(scores, true)),
                spearman(Arrays.stream(ratings).map(BigDecimal::abs).toArray(BigDecimal[]::new), values(scores, false)),
                negativeF1(rows, scores),
                rightByConfidence(rows, scores));
    }

    static IntentionFigures intention(String set, Half half) {
        Map<String, String> mapping = new TreeMap<>();
        lines("intents").filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] row = line.split("\t");
            if (row[0].equals(set)) {
                mapping.put(row[1], row[2]);
            }
        });
        Map<Intention, int[]> counts = new EnumMap<>(Intention.class);
        int[] total = new int[4];
        for (List<String> row : rows(set, half, 1)) {
            String wanted = Objects.requireNonNull(mapping.get(row.get(0)), row.get(0));
            if (!wanted.equals("-")) {
                count(Intention.valueOf(wanted), intentionOf(row.get(1)), counts, total);
            }
        }
        return new IntentionFigures(
                total[0], ratio(total[1], total[0]), macroF1(counts), total[2], ratio(total[3], total[2]));
    }

    private static void count(Intention wanted, Intention given, Map<Intention, int[]> counts, int[] total) {
        if (wanted == Intention.NONE) {
            total[2]++;
            total[3] += given == Intention.NONE || given == Intention.INFORMATION ? 0 : 1;
            return;
        }
        total[0]++;
        total[1] += wanted == given ? 1 : 0;
        counts.computeIfAbsent(wanted, each -> new int[3])[wanted == given ? 0 : 2]++;
        if (wanted != given) {
            counts.computeIfAbsent(given, each -> new int[3])[1]++;
        }
    }

    private static BigDecimal macroF1(Map<Intention, int[]> counts) {
        List<BigDecimal> each = counts.values().stream()
                .filter(count -> count[0] + count[2] > 0)
                .map(count -> ratio(2 * count[0], 2 * count[0] + count[1] + count[2]))
                .toList();
        return each.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(each.size()), 4, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal negativeF1(List<List<String>> rows, List<Scores> scores) {
        int hits = 0;
        int wrong = 0;
        for (int i = 0; i < rows.size(); i++) {
            boolean negative = rows.get(i).get(1).equals("negative");
            boolean given = direction(scores.get(i)).equals("negative");
            hits += negative && given ? 1 : 0;
            wrong += negative == given ? 0 : 1;
        }
        return ratio(2 * hits, 2 * hits + wrong);
    }

    private static List<BigDecimal> rightByConfidence(List<List<String>> rows, List<Scores> scores) {
        int[][] bins = new int[CONFIDENCE_BINS][2];
        for (int i = 0; i < rows.size(); i++) {
            BigDecimal confidence = Objects.requireNonNull(scores.get(i).confidence());
            int[] bin = bins[
                    Math.min(
                            CONFIDENCE_BINS - 1,
                            confidence
                                    .multiply(BigDecimal.valueOf(CONFIDENCE_BINS))
                                    .intValue())];
            bin[0] += direction(scores.get(i)).equals(rows.get(i).get(1)) ? 1 : 0;
            bin[1]++;
        }
        return Arrays.stream(bins)
                .map(bin -> ratio(bin[0], Math.max(1, bin[1])))
                .toList();
    }

    private static String direction(Scores scores) {
        BigDecimal sentiment = Objects.requireNonNull(scores.sentiment());
        return sentiment.compareTo(NEGATIVE) <= 0
                ? "negative"
                : sentiment.compareTo(POSITIVE) >= 0 ? "positive" : "neutral";
    }

    /** Pearson's correlation of the ranks, which ties share; ranks are doubled to stay whole. */
    private static BigDecimal spearman(BigDecimal[] one, BigDecimal[] other) {
        long[] first = ranks(one);
        long[] second = ranks(other);
        long mean = one.length - 1L;
        BigDecimal product = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        BigDecimal otherSquares = BigDecimal.ZERO;
        for (int i = 0; i < one.length; i++) {
            BigDecimal a = BigDecimal.valueOf(first[i] - mean);
            BigDecimal b = BigDecimal.valueOf(second[i] - mean);
            product = product.add(a.multiply(b));
            squares = squares.add(a.multiply(a));
            otherSquares = otherSquares.add(b.multiply(b));
        }
        return product.divide(squares.multiply(otherSquares).sqrt(MathContext.DECIMAL64), 4, RoundingMode.HALF_EVEN);
    }

    private static long[] ranks(BigDecimal[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> values[a].compareTo(values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] ranks = new long[values.length];
        for (int start = 0; start < order.length; ) {
            int end = start;
            while (end < order.length && values[order[end]].compareTo(values[order[start]]) == 0) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = start + end - 1L;
            }
            start = end;
        }
        return ranks;
    }

    private static BigDecimal[] values(List<Scores> scores, boolean orientation) {
        return scores.stream()
                .map(each -> Objects.requireNonNull(orientation ? each.sentiment() : each.intensity()))
                .toArray(BigDecimal[]::new);
    }

    private static Scores score(String text) {
        return SCORER.score(text).scores();
    }

    private static Intention intentionOf(String text) {
        return Intention.valueOf(Objects.requireNonNull(score(text).intention()));
    }

    private static BigDecimal ratio(int part, int whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN);
    }

    private static List<List<String>> rows(String set, Half half, int textColumn) {
        List<List<String>> rows = new ArrayList<>();
        lines(set).skip(1).map(line -> List.of(line.split("\t", -1))).forEach(row -> {
            if (Half.of(row.get(textColumn)) == half) {
                rows.add(row);
            }
        });
        return rows;
    }

    private static java.util.stream.Stream<String> lines(String table) {
        try (@Nullable InputStream stream = ScoringFigures.class.getResourceAsStream("scoring/" + table + ".tsv")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    // Not lines(): some texts contain other line separators.
                    .transform(text -> Arrays.stream(text.split("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
