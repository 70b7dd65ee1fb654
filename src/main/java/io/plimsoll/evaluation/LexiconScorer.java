package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Lexicon.UNIT;

import io.plimsoll.evaluation.Cues.Hit;
import io.plimsoll.evaluation.Cues.Kind;
import io.plimsoll.evaluation.Words.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The baseline for text that arrives unscored: word lists and phrases, in English. All arithmetic is on integers, so that
 * equal texts have equal scores on every machine. What it can and cannot do, with figures, stands in docs/scoring.md.
 */
public final class LexiconScorer implements Scorer {
    private static final Producer PRODUCER = new Producer(Producer.Kind.MODEL, "plimsoll-baseline", "1");

    private static final int DECIMALS = 4;
    private static final int ONE = 10_000;
    /** VADER's constant: the sum of valences at which a text is far from neutral, squared. */
    private static final int NORMAL = 15;

    private static final int EXCLAMATION = 292;
    private static final int MOST_EXCLAMATIONS = 4;
    private static final int LEAST_INTENTION = 4;
    /** Without a wish of its own a text of this orientation and below is a complaint. */
    private static final int COMPLAINT_ORIENTATION = -3_500;

    private static final int ACT_PER_EXCLAMATION = 40;
    private static final int ACT_OF_SHOUTING = 150;

    private static final int FEW_WORDS = 3;
    private static final int SHORT_PER_MILLE = 700;
    private static final int ENGLISH_SHARE = 4;
    private static final long SILENT_CONFIDENCE = 4_500;
    private static final long LEAST_EVIDENCE = 4_500;
    private static final long MOST_EVIDENCE = 9_500;
    private static final long FULL_EVIDENCE = 3L * UNIT;

    private final Lexicon lexicon;
    private final Cues cues;

    private LexiconScorer(Lexicon lexicon, Cues cues) {
        this.lexicon = lexicon;
        this.cues = cues;
    }

    /** Reads the word lists from the class path, which takes some milliseconds: keep the result. */
    public static LexiconScorer load() {
        Lexicon lexicon = Lexicon.load();
        return new LexiconScorer(lexicon, Cues.load(lexicon));
    }

    @Override
    public Scored score(String text) {
        List<Word> words = Words.of(text, lexicon);
        List<Hit> hits = cues.in(words);
        Feeling feeling = Feeling.of(words, new Phrases(hits), lexicon);
        int exclamations = (int)
                Math.min(MOST_EXCLAMATIONS, text.chars().filter(c -> c == '!').count());
        long emphasis = (long) exclamations * EXCLAMATION;
        int orientation = normal(feeling.sum() + Long.signum(feeling.sum()) * emphasis);
        int intensity = normal(feeling.strength() + emphasis);
        Scores scores = new Scores(
                decimal(orientation),
                decimal(intensity),
                decimal(activeness(hits, words, exclamations)),
                decimal(confidence(feeling, hits, words)),
                intention(hits, orientation).name());
        return new Scored(scores, PRODUCER);
    }

    /**
     * About the share of texts whose direction (negative, neutral, positive) is right, see docs/scoring.md: little evidence,
     * contradicting words, a short text, sarcasm and words of another language lower it.
     */
    private int confidence(Feeling feeling, List<Hit> hits, List<Word> words) {
        if (words.isEmpty()) {
            return 0;
        }
        long confidence = feeling.rated() == 0 ? SILENT_CONFIDENCE : evidence(feeling);
        if (hits.stream().anyMatch(hit -> hit.cue().kind() == Kind.SARCASM)) {
            confidence = confidence / 2;
        }
        if (words.size() < FEW_WORDS) {
            confidence = confidence * SHORT_PER_MILLE / 1_000;
        }
        long known = words.stream().filter(word -> lexicon.knows(word.form())).count();
        // Even a text about one product is a quarter function words when it is English.
        long share = Math.min(1_000, known * ENGLISH_SHARE * 1_000 / words.size());
        return (int) (confidence * share / 1_000);
    }

    /** The more the words weigh and the less they contradict each other. */
    private static long evidence(Feeling feeling) {
        long weight = Math.min(FULL_EVIDENCE, Math.abs(feeling.sum()));
        long agreement = Math.abs(feeling.sum()) * 1_000 / Math.max(1, feeling.strength());
        return LEAST_EVIDENCE + (MOST_EVIDENCE - LEAST_EVIDENCE) * weight * agreement / (FULL_EVIDENCE * 1_000);
    }

    /** Every cue takes its share of what is left to one; exclamation marks and a shouted text add a little. */
    private static int activeness(List<Hit> hits, List<Word> words, int exclamations) {
        long left = ONE;
        for (Hit hit : hits) {
            if (hit.cue().kind() == Kind.ACT) {
                left = left * (1_000 - hit.cue().weight()) / 1_000;
            }
        }
        left = left * (1_000 - (long) exclamations * ACT_PER_EXCLAMATION) / 1_000;
        long capitals = words.stream().filter(Word::capitals).count();
        if (capitals >= FEW_WORDS && capitals * 2 > words.size()) {
            left = left * (1_000 - ACT_OF_SHOUTING) / 1_000;
        }
        return (int) (ONE - left);
    }

    private static Intention intention(List<Hit> hits, int orientation) {
        Map<Intention, Integer> weights = new EnumMap<>(Intention.class);
        for (Hit hit : hits) {
            if (hit.cue().kind() == Kind.INTENTION) {
                weights.merge(hit.cue().intention(), hit.cue().weight(), Integer::sum);
            }
        }
        Intention strongest = Intention.NONE;
        int most = LEAST_INTENTION - 1;
        for (Map.Entry<Intention, Integer> each : weights.entrySet()) {
            if (each.getValue() > most) {
                most = each.getValue();
                strongest = each.getKey();
            }
        }
        return strongest == Intention.NONE && orientation <= COMPLAINT_ORIENTATION ? Intention.COMPLAINT : strongest;
    }

    /** VADER's sum / √(sum² + 15), in ten-thousandths: at most 10,000, because the root is not below the sum. */
    private static int normal(long sum) {
        BigInteger square = BigInteger.valueOf(sum).multiply(BigInteger.valueOf(sum));
        BigInteger root = square.add(BigInteger.valueOf((long) NORMAL * UNIT * UNIT))
                .multiply(BigInteger.valueOf((long) ONE * ONE))
                .sqrt();
        return BigInteger.valueOf(sum)
                .multiply(BigInteger.valueOf((long) ONE * ONE))
                .divide(root)
                .intValueExact();
    }

    private static BigDecimal decimal(int tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, DECIMALS);
    }

    private static final class Phrases implements Feeling.PhraseValues {
        private final BitSet covered = new BitSet();
        private final Map<Integer, Integer> values = new HashMap<>();

        Phrases(List<Hit> hits) {
            for (Hit hit : hits) {
                if (hit.cue().kind() == Kind.VALENCE) {
                    covered.set(hit.first(), hit.last() + 1);
                    values.put(hit.last(), hit.cue().weight());
                }
            }
        }

        @Override
        public boolean covers(int place) {
            return covered.get(place);
        }

        @Override
        public int endingAt(int place) {
            return values.getOrDefault(place, 0);
        }
    }
}
