package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Lexicon.UNIT;

import io.plimsoll.evaluation.Words.Word;
import java.util.List;

/**
 * How a text feels, by the rules of VADER (C.J. Hutto and E. Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment
 * Analysis of Social Media Text, ICWSM 2014): words add up; degree words, capitals, a negation within three words and a
 * contrastive "but" change what they count. Written from the paper, in integers, and per sentence.
 *
 * @param sum of what all words are worth, in {@link Lexicon#UNIT}s
 * @param strength the same without signs
 * @param rated words that are worth something
 */
record Feeling(long sum, long strength, int rated) {
    /** The empirical constants of the paper: capitals, and a negated word's share. */
    private static final int CAPITALS = 733;

    private static final int NEGATED_PER_MILLE = -740;
    private static final int BEFORE_BUT_PER_MILLE = 500;
    private static final int AFTER_BUT_PER_MILLE = 1_500;
    /** A degree word counts less the farther away it stands. */
    private static final int[] BOOST_PER_MILLE = {1_000, 950, 900};

    private static final int REACH = 3;
    private static final int DRAWN_OUT = 293;

    /** @param phraseValues what a phrase is worth as a whole, at its last word; null where no phrase is */
    static Feeling of(List<Word> words, PhraseValues phraseValues, Lexicon lexicon) {
        return new Reading(words, phraseValues, lexicon).feeling();
    }

    /** What phrases are worth as a whole, which replaces what their words are worth. */
    interface PhraseValues {
        /** Whether the word at this place belongs to such a phrase. */
        boolean covers(int place);

        /** Valence of the phrase that ends at this place, in {@link Lexicon#UNIT}s; 0 for none. */
        int endingAt(int place);
    }

    private static final class Reading {
        private final List<Word> words;
        private final PhraseValues phraseValues;
        private final Lexicon lexicon;
        private final boolean capitalsStandOut;

        Reading(List<Word> words, PhraseValues phraseValues, Lexicon lexicon) {
            this.words = words;
            this.phraseValues = phraseValues;
            this.lexicon = lexicon;
            long capitals = words.stream().filter(Word::capitals).count();
            this.capitalsStandOut = capitals > 0 && capitals < words.size();
        }

        Feeling feeling() {
            long sum = 0;
            long strength = 0;
            int rated = 0;
            for (int start = 0; start < words.size(); ) {
                int end = endOfSentence(start);
                int but = placeOfBut(start, end);
                for (int i = start; i < end; i++) {
                    long value = value(i, start);
                    if (value != 0) {
                        value = but < 0
                                ? value
                                : value * (i < but ? BEFORE_BUT_PER_MILLE : AFTER_BUT_PER_MILLE) / 1_000;
                        sum += value;
                        strength += Math.abs(value);
                        rated++;
                    }
                }
                start = end;
            }
            return new Feeling(sum, strength, rated);
        }

        private int endOfSentence(int start) {
            int end = start;
            while (end < words.size() && !words.get(end).endsSentence()) {
                end++;
            }
            return Math.min(end + 1, words.size());
        }

        private int placeOfBut(int start, int end) {
            for (int i = start + 1; i < end; i++) {
                String form = words.get(i).form();
                if (form.equals("but") || form.equals("however")) {
                    return i;
                }
            }
            return -1;
        }

        private long value(int place, int start) {
            Word word = words.get(place);
            long base = phraseValues.covers(place) ? phraseValues.endingAt(place) : ownValence(place, start, word);
            // A face says what it says: "not happy :(" has no negated face.
            if (base == 0 || !Character.isLetter(word.form().codePointAt(0))) {
                return base;
            }
            long degree = word.capitals() && capitalsStandOut ? CAPITALS : 0;
            degree += word.drawnOut() ? DRAWN_OUT : 0;
            boolean negated = false;
            for (int back = 1; back <= REACH && place - back >= start; back++) {
                Word before = words.get(place - back);
                if (phraseValues.covers(place - back)) {
                    break;
                }
                long boost = (long) lexicon.boost(before.form()) * BOOST_PER_MILLE[back - 1] / 1_000;
                degree += boost + (boost > 0 && before.capitals() && capitalsStandOut ? CAPITALS : 0);
                negated |= negates(place - back);
            }
            // A weakened word keeps its sign.
            long strength = Math.max(UNIT / 10, Math.abs(base) + degree);
            long value = base < 0 ? -strength : strength;
            return negated ? value * NEGATED_PER_MILLE / 1_000 : value;
        }

        /** "Never so good", "not only good" praise. */
        private boolean negates(int place) {
            String next = place + 1 < words.size() ? words.get(place + 1).form() : "";
            String form = words.get(place).form();
            return lexicon.negates(form)
                    && !(form.equals("never") && (next.equals("so") || next.equals("such")))
                    && !(form.equals("not") && next.equals("only"));
        }

        /** Some words are worth nothing beside certain others. */
        private int ownValence(int place, int start, Word word) {
            String before = place > start ? words.get(place - 1).form() : "";
            String next = place + 1 < words.size() ? words.get(place + 1).form() : "";
            boolean silent =
                    switch (word.form()) {
                        case "like" ->
                            next.equals("to")
                                    || next.equals("a")
                                    || before.endsWith("'d")
                                    || before.equals("would")
                                    || before.startsWith("look")
                                    || before.startsWith("sound")
                                    || before.startsWith("feel")
                                    || before.equals("something")
                                    || before.equals("not");
                        case "no" -> place + 1 < words.size() && lexicon.valence(next) != 0;
                        case "kind" -> next.equals("of");
                        case "well" -> before.equals("as") || next.equals("as");
                        default -> false;
                    };
            return silent ? 0 : lexicon.valence(word.form());
        }
    }
}
