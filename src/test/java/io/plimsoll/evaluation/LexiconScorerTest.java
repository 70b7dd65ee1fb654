package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconScorerTest {
    private static final Scorer SCORER = LexiconScorer.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I want my money back NOW or I will call my lawyer!!! | LEGAL_THREAT",
                "Could I speak to your manager please?                | SUPERVISOR_REQUEST",
                "When do I get my refund?                             | REFUND_REQUEST",
                "Would you please cancel my order                     | CANCEL_REQUEST",
                "I want to close my account                           | CANCEL_REQUEST",
                "how do i return these jeans                          | RETURN_OR_EXCHANGE",
                "I don't want a refund, I want the right size         | RETURN_OR_EXCHANGE",
                "I was charged twice for the same thing               | PAYMENT_PROBLEM",
                "Where is my package?                                 | DELIVERY_QUESTION",
                "I forgot my password                                 | ACCOUNT_QUESTION",
                "You are the worst company ever                       | COMPLAINT",
                "What is your refund policy?                          | INFORMATION",
                "The weather was fine yesterday                       | NONE",
            })
    void intention_ofAPlainWish_isTold(String text, Intention expected) {
        assertThat(score(text).intention()).isEqualTo(expected.name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The service is very bad     | The service is bad",
                "The service is very bad     | The service is good",
                "The service is VERY BAD     | The service is very bad",
                "The service is bad!!!       | The service is bad",
                "The service is not good     | The service is good",
                "It was good but slow and bad | It was bad but good",
                "I am not happy 😡           | I am not happy",
                "This is baaaad              | This is bad",
                "A waste of money            | A lot of money",
            })
    void orientation_ofTheFirst_isBelowTheSecond(String lower, String higher) {
        assertThat(sentiment(lower)).isLessThan(sentiment(higher));
    }

    @Test
    void negation_reachesThreeWordsAndStopsAtTheSentence() {
        assertThat(sentiment("It is not at all good")).isNegative();
        assertThat(sentiment("It is not what we saw there, good")).isPositive();
        assertThat(sentiment("I think not. Good service")).isPositive();
    }

    @Test
    void activeness_growsWithUltimatumDeadlineAndThreat() {
        BigDecimal calm = activeness("The parcel has not come");
        BigDecimal deadline = activeness("The parcel has to come by Friday");
        BigDecimal threat = activeness("The parcel comes by Friday or I will call my lawyer");

        assertThat(calm).isZero();
        assertThat(deadline).isGreaterThan(calm);
        assertThat(threat).isGreaterThan(deadline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok",
                "Oh great, another delay. Thanks a lot.",
                "I love waiting on hold for two hours",
                "It is good and it is bad",
                "Das ist eine Frechheit, ich warte seit drei Wochen",
                "asdf qwer yxcv"
            })
    void confidence_inDoubt_isBelowAHalf(String text) {
        assertThat(score(text).confidence()).isLessThan(new BigDecimal("0.5"));
    }

    /** The table of docs/scoring.md: whoever mends one of these, mends it there too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Oh great, another delay. Thanks a lot.         | 0.6907  | 0.3717 | NONE",
                "The price is terrifyingly good                 | 0.4404  | 0.7666 | NONE",
                "The delivery guy killed it, awesome!           | -0.1758 | 0.4540 | NONE",
                "I wouldn't say the support is bad              | -0.5423 | 0.8666 | COMPLAINT",
                "I have waited 3 weeks for my parcel            | 0.0000  | 0.4500 | NONE",
                "My lawyer recommended your shop                | 0.0000  | 0.4500 | LEGAL_THREAT",
                "I cancelled my gym and now buy here            | -0.1530 | 0.5500 | CANCEL_REQUEST",
                "I nedd a refudn                                | 0.0000  | 0.4500 | NONE",
                "Das ist eine Frechheit                         | 0.0000  | 0.0000 | NONE",
            })
    void knownFailure_isStillAsDocumented(
            String text, BigDecimal sentiment, BigDecimal confidence, Intention intention) {
        Scores scores = score(text);

        assertThat(scores.sentiment()).isEqualTo(sentiment);
        assertThat(scores.confidence()).isEqualTo(confidence);
        assertThat(scores.intention()).isEqualTo(intention.name());
    }

    @Test
    void confidence_ofPlainPraise_isHigh() {
        assertThat(score("Thanks so much, the new shoes are great").confidence())
                .isGreaterThan(new BigDecimal("0.8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "????", "[email]", "[card] [iban] [phone]", "\uD83D", "'", "\u2019\u0000"})
    void nothingToRead_isNeutralWithoutConfidence(String text) {
        Scores scores = score(text);

        assertThat(scores.sentiment()).isZero();
        assertThat(scores.confidence()).isZero();
        assertThat(scores.intention()).isEqualTo(Intention.NONE.name());
    }

    @Test
    void producer_isTheBaselineWithItsVersion() {
        assertThat(SCORER.score("Hello").producer())
                .isEqualTo(new Producer(Producer.Kind.MODEL, "plimsoll-baseline", "1"));
    }

    private static Scores score(String text) {
        return SCORER.score(text).scores();
    }

    private static BigDecimal sentiment(String text) {
        return Objects.requireNonNull(score(text).sentiment());
    }

    private static BigDecimal activeness(String text) {
        return Objects.requireNonNull(score(text).activeness());
    }
}
