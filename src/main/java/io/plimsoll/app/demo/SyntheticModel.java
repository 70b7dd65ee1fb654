package io.plimsoll.app.demo;

import io.plimsoll.evaluation.Intention;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Scores as a model might give them: made up from the mood that the story planted, with noise. It never reads the text.
 * One score in twelve is given with little confidence and much noise; of three in a hundred the intention is lost.
 */
final class SyntheticModel {
    static final Map<String, @Nullable Object> PRODUCER = Tree.object()
            .put("kind", "MODEL")
            .put("name", "demo-synthetic")
            .put("version", "1")
            .build();

    private static final int UNSURE_ONE_IN = 12;
    private static final int LOST_IN_HUNDRED = 3;

    private SyntheticModel() {}

    /** How a customer feels. The numbers are hundredths of sentiment, intensity and activeness. */
    enum Mood {
        FURIOUS(-95, 90, 70),
        ANNOYED(-50, 50, 35),
        NEUTRAL(0, 15, 15),
        CONTENT(60, 45, 10);

        private final int sentiment;
        private final int intensity;
        private final int activeness;

        Mood(int sentiment, int intensity, int activeness) {
            this.sentiment = sentiment;
            this.intensity = intensity;
            this.activeness = activeness;
        }
    }

    static Map<String, @Nullable Object> score(Mood mood, Intention intention, Random random) {
        boolean unsure = random.nextInt(UNSURE_ONE_IN) == 0;
        int spread = unsure ? 60 : 15;
        return Tree.object()
                .put("sentiment", hundredths(mood.sentiment + noise(spread, random), -100))
                .put("intensity", hundredths(mood.intensity + noise(spread, random), 0))
                .put("activeness", hundredths(mood.activeness + noise(spread, random), 0))
                .put("confidence", hundredths(unsure ? 20 + random.nextInt(30) : 75 + random.nextInt(24), 0))
                .put("intention", (random.nextInt(100) < LOST_IN_HUNDRED ? Intention.NONE : intention).name())
                .build();
    }

    /** Symmetric, small values more often than great ones, at most the spread. */
    private static int noise(int spread, Random random) {
        return random.nextInt(spread + 1) + random.nextInt(spread + 1) - spread;
    }

    private static BigDecimal hundredths(int value, int least) {
        return BigDecimal.valueOf(Math.max(least, Math.min(100, value)), 2);
    }
}
