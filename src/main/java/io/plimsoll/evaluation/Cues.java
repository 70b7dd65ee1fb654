package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Words.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Phrases that tell something whole, read once from {@code cues.tsv}, which says how they are written. A text of n words
 * takes at most n times the cues that begin alike times {@value #MAX_GAP} per gap. Immutable and thread-safe.
 */
final class Cues {
    private static final int MAX_GAP = 3;
    /** Elements that end in a star are looked up by this many letters. */
    private static final int STEM = 3;

    private static final Set<String> FILLERS =
            Set.of("a", "an", "the", "my", "to", "any", "for", "you", "your", "of", "this", "it", "be", "get", "have");
    private static final Set<String> WISHES = Set.of(
            "want", "wanted", "need", "asking", "asked", "ask", "looking", "wish", "going", "like", "planning", "plan");

    /** What a cue tells. */
    enum Kind {
        /** That the customer wants this; the weight says how surely, 1 to 10. */
        INTENTION,
        /** That the customer is about to act; the weight is a share of 1000. */
        ACT,
        /** That praise may be meant as its contrary. */
        SARCASM,
        /** What the phrase is worth as a whole, in {@link Lexicon#UNIT}s. */
        VALENCE
    }

    /** @param intention NONE unless the kind is INTENTION */
    record Cue(int number, Kind kind, Intention intention, int weight, List<String> elements) {}

    /** A cue in a text, from the first to the last of its words. */
    record Hit(Cue cue, int first, int last) {}

    private final Map<String, List<Cue>> byFirstWord = new HashMap<>();
    private final Map<String, List<Cue>> byStem = new HashMap<>();
    private final Lexicon lexicon;
    private int size;

    private Cues(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    static Cues load(Lexicon lexicon) {
        Cues cues = new Cues(lexicon);
        Lexicon.rows("cues.tsv", row -> cues.add(row.get(0), Integer.parseInt(row.get(1)), row.get(2)));
        return cues;
    }

    private void add(String name, int weight, String pattern) {
        boolean other =
                Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(name));
        Cue cue = new Cue(
                size++,
                other ? Kind.valueOf(name) : Kind.INTENTION,
                other ? Intention.NONE : Intention.valueOf(name),
                weight,
                List.of(pattern.split(" ")));
        for (String first : new HashSet<>(List.of(cue.elements().get(0).split("\\|")))) {
            if (first.endsWith("*")) {
                byStem.computeIfAbsent(first.substring(0, STEM), stem -> new ArrayList<>())
                        .add(cue);
            } else {
                byFirstWord.computeIfAbsent(first, word -> new ArrayList<>()).add(cue);
            }
        }
    }

    /** In the order of the text; a cue is told once, a phrase with a valence every time and never overlapping another. */
    List<Hit> in(List<Word> words) {
        List<Hit> hits = new ArrayList<>();
        BitSet told = new BitSet(size);
        int valued = 0;
        for (int place = 0; place < words.size(); place++) {
            for (Cue cue : candidates(words.get(place).form())) {
                boolean repeats = cue.kind() == Kind.VALENCE;
                if (repeats ? place < valued : told.get(cue.number())) {
                    continue;
                }
                int end = end(cue.elements(), 0, words, place);
                if (end >= 0 && !(cue.kind() == Kind.INTENTION && isDenied(words, place))) {
                    hits.add(new Hit(cue, place, end - 1));
                    told.set(cue.number());
                    valued = repeats ? end : valued;
                }
            }
        }
        return hits;
    }

    private List<Cue> candidates(String form) {
        List<Cue> exact = byFirstWord.getOrDefault(form, List.of());
        List<Cue> stems = form.length() < STEM ? List.of() : byStem.getOrDefault(form.substring(0, STEM), List.of());
        if (stems.isEmpty()) {
            return exact;
        }
        List<Cue> all = new ArrayList<>(exact);
        all.addAll(stems);
        return all;
    }

    /** Behind the last word when the elements match from this place on; -1 when they do not. */
    private static int end(List<String> elements, int element, List<Word> words, int place) {
        if (element == elements.size()) {
            return place;
        }
        if (elements.get(element).equals("~")) {
            for (int gap = 0; gap <= MAX_GAP && place + gap < words.size(); gap++) {
                int end = end(elements, element + 1, words, place + gap);
                if (end >= 0) {
                    return end;
                }
                if (words.get(place + gap).endsSentence()) {
                    return -1;
                }
            }
            return -1;
        }
        boolean sameSentence =
                element == 0 || place < 1 || !words.get(place - 1).endsSentence();
        boolean matches = place < words.size()
                && sameSentence
                && matches(elements.get(element), words.get(place).form());
        return matches ? end(elements, element + 1, words, place + 1) : -1;
    }

    private static boolean matches(String element, String form) {
        for (int start = 0; start <= element.length(); ) {
            int bar = element.indexOf('|', start);
            int end = bar < 0 ? element.length() : bar;
            boolean stem = element.charAt(end - 1) == '*';
            int length = stem ? end - 1 - start : end - start;
            if (form.regionMatches(0, element, start, length) && (stem || form.length() == length)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** "I do not want a refund" is no wish for one; "I cannot get a refund" is. */
    private boolean isDenied(List<Word> words, int place) {
        int at = place;
        while (at > 0
                && place - at < MAX_GAP
                && FILLERS.contains(words.get(at - 1).form())) {
            at--;
        }
        int wish = WISHES.contains(words.get(place).form()) ? place : at - 1;
        return wish > 0
                && WISHES.contains(words.get(wish).form())
                && (lexicon.negates(words.get(wish - 1).form())
                        || (wish > 1 && lexicon.negates(words.get(wish - 2).form())));
    }
}
