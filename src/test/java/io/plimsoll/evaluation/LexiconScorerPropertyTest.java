package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconScorerPropertyTest {
    private static final Scorer SCORER = LexiconScorer.load();
    private static final int THREADS = 8;
    private static final List<String> INTENTIONS =
            Arrays.stream(Intention.values()).map(Intention::name).toList();

    @Property(tries = 1_000)
    void score_anyText_isInRange(@ForAll String text) {
        assertInRange(SCORER.score(text).scores());
    }

    @Property(tries = 1_000)
    void score_wordsOfCustomers_isInRangeAndTheSameAgain(@ForAll("texts") String text) {
        Scored scored = SCORER.score(text);

        assertInRange(scored.scores());
        assertThat(LexiconScorer.load().score(text)).isEqualTo(scored);
    }

    @Property(tries = 500)
    void exclamationMark_moreOfThem_neverWeaken(@ForAll("texts") String text) {
        Scores calm = SCORER.score(text + "!").scores();
        Scores loud = SCORER.score(text + "!!").scores();

        assertThat(magnitude(loud)).isGreaterThanOrEqualTo(magnitude(calm));
        assertThat(loud.intensity()).isGreaterThanOrEqualTo(calm.intensity());
        assertThat(loud.activeness()).isGreaterThanOrEqualTo(calm.activeness());
    }

    @Property
    void negation_beforeAWordOfPraise_turnsIt(@ForAll("praise") String word) {
        BigDecimal plain = sentiment("It is " + word);
        BigDecimal negated = sentiment("It is not " + word);

        assertThat(plain).isPositive();
        assertThat(negated).isNegative();
        assertThat(negated.abs()).isLessThan(plain);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void score_manyThreads_isTheSameAsAlone(@ForAll("texts") String one, @ForAll("texts") String other)
            throws Exception {
        List<Scored> alone = List.of(SCORER.score(one), SCORER.score(other));
        List<Callable<Scored>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(() -> SCORER.score(one));
            tasks.add(() -> SCORER.score(other));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Scored>> together = threads.invokeAll(tasks);
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 2));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each as long as a text may be; anything worse than linear would show in the time of the whole suite. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "!",
                "?",
                "'",
                "a'",
                "[",
                "[email]",
                ":",
                ":)",
                ".",
                "no ",
                "not but ",
                "very ",
                "good but ",
                "cancel ",
                "why why charged ",
                "payment not ",
                "payment x y ",
                "fee fee fee ",
                "refund\n",
                "GOOD ",
                "aaaB",
                "😡",
                "\uD83D",
                "-",
                "( '}{' ) ",
                "charged twice or i'll sue "
            })
    void score_longestTextOfOnePiece_isScored(String piece) {
        String text = piece.repeat(Contract.MAX_TEXT).substring(0, Contract.MAX_TEXT);

        assertInRange(SCORER.score(text).scores());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "I",
                        "you",
                        "the",
                        "not",
                        "never",
                        "very",
                        "good",
                        "bad",
                        "terrible",
                        "great",
                        "but",
                        "refund",
                        "money",
                        "back",
                        "cancel",
                        "order",
                        "or",
                        "I'll",
                        "sue",
                        "lawyer",
                        "manager",
                        "speak",
                        "to",
                        "charged",
                        "twice",
                        "where",
                        "is",
                        "my",
                        "package",
                        "NOW",
                        "WORST",
                        "soooo",
                        "waste",
                        "of",
                        ".",
                        "!",
                        "?",
                        "\n",
                        ",",
                        "😡",
                        ":)",
                        "😀",
                        "today",
                        "xyzzy",
                        "[email]",
                        "don't",
                        "want")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> praise() {
        return Arbitraries.of("good", "great", "excellent", "helpful", "perfect", "wonderful", "lovely", "superb");
    }

    private static void assertInRange(Scores scores) {
        assertThat(scores.sentiment()).isBetween(BigDecimal.ONE.negate(), BigDecimal.ONE);
        for (BigDecimal each : List.of(
                Objects.requireNonNull(scores.intensity()),
                Objects.requireNonNull(scores.activeness()),
                Objects.requireNonNull(scores.confidence()))) {
            assertThat(each).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
            assertThat(each.scale()).isEqualTo(4);
        }
        assertThat(INTENTIONS).contains(Objects.requireNonNull(scores.intention()));
    }

    private static BigDecimal magnitude(Scores scores) {
        return Objects.requireNonNull(scores.sentiment()).abs();
    }

    private static BigDecimal sentiment(String text) {
        return Objects.requireNonNull(SCORER.score(text).scores().sentiment());
    }
}
