package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Divides a text into words, emoticons and emoji. One pass; a word is at most {@value #MAX_WORD} characters long (the rest
 * makes the next one), so that no text makes it take long.
 */
final class Words {
    private static final int MAX_WORD = 60;
    private static final List<String> MASKS = List.of("[email]", "[card]", "[iban]", "[phone]");

    /**
     * One word as it stands in the text.
     *
     * @param form lower case, straight apostrophes, letters that are drawn out reduced to a known word
     * @param capitals two letters or more, all of them capitals
     * @param drawnOut a letter stands three times or more in a row
     */
    record Word(String form, boolean capitals, boolean drawnOut, boolean endsSentence) {
        Word ending() {
            return new Word(form, capitals, drawnOut, true);
        }
    }

    private final Lexicon lexicon;
    private final List<Word> found = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();

    private Words(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    static List<Word> of(String text, Lexicon lexicon) {
        Words words = new Words(lexicon);
        String plain = text.replace('\u2019', '\'').replace('\u2018', '\'').replace('\u00a0', ' ');
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || Character.isWhitespace(plain.charAt(i))) {
                words.chunk(plain.substring(start, i));
                if (i < plain.length() && plain.charAt(i) == '\n') {
                    words.endSentence();
                }
                start = i + 1;
            }
        }
        return List.copyOf(words.found);
    }

    private void chunk(String chunk) {
        if (isEmoticon(chunk)) {
            found.add(new Word(chunk.toLowerCase(Locale.ROOT), false, false, false));
            return;
        }
        for (int i = 0; i < chunk.length(); ) {
            int mask = maskAt(chunk, i);
            int c = chunk.codePointAt(i);
            int next = i + Character.charCount(c);
            if (mask > 0) {
                flush();
                next = i + mask;
            } else if (isInWord(c, chunk, i)) {
                pending.appendCodePoint(c);
            } else {
                flush();
                next = mark(chunk, i, c);
            }
            if (pending.length() >= MAX_WORD) {
                flush();
            }
            i = next;
        }
        flush();
    }

    private static int maskAt(String chunk, int i) {
        if (chunk.charAt(i) != '[') {
            return 0;
        }
        return MASKS.stream()
                .filter(mask -> chunk.startsWith(mask, i))
                .mapToInt(String::length)
                .findFirst()
                .orElse(0);
    }

    /** Letters and digits, and an apostrophe between two of them. */
    private static boolean isInWord(int c, String chunk, int i) {
        if (c != '\'') {
            return Character.isLetterOrDigit(c);
        }
        return i > 0
                && i + 1 < chunk.length()
                && Character.isLetterOrDigit(chunk.charAt(i - 1))
                && Character.isLetterOrDigit(chunk.charAt(i + 1));
    }

    /** Takes an emoji, an emoticon behind a word or a mark, and returns where to read on. */
    private int mark(String chunk, int start, int c) {
        String symbol = Character.toString(c);
        int next = start + symbol.length();
        if (lexicon.rates(symbol)) {
            found.add(new Word(symbol, false, false, false));
            return next;
        }
        if (chunk.length() - start <= MAX_WORD && isEmoticon(chunk.substring(start))) {
            found.add(new Word(chunk.substring(start).toLowerCase(Locale.ROOT), false, false, false));
            return chunk.length();
        }
        if (c == '.' || c == '!' || c == '?' || c == ';') {
            endSentence();
        }
        return next;
    }

    private boolean isEmoticon(String chunk) {
        return chunk.length() > 1
                && chunk.length() < 10
                && chunk.chars().anyMatch(c -> !Character.isLetterOrDigit(c) && c != '\'' && c != '-')
                && lexicon.rates(chunk.toLowerCase(Locale.ROOT));
    }

    private void endSentence() {
        if (!found.isEmpty()) {
            found.set(found.size() - 1, found.get(found.size() - 1).ending());
        }
    }

    private void flush() {
        if (pending.length() > 0) {
            String word = pending.toString();
            pending.setLength(0);
            String lower = word.toLowerCase(Locale.ROOT);
            String reduced = lexicon.knows(lower) ? lower : reduced(lower);
            found.add(new Word(reduced, isCapitals(word), !collapsed(lower, 2).equals(lower), false));
        }
    }

    private String reduced(String lower) {
        String twice = collapsed(lower, 2);
        if (twice.equals(lower) || lexicon.knows(twice)) {
            return twice;
        }
        String once = collapsed(lower, 1);
        return lexicon.knows(once) ? once : twice;
    }

    /** The word with runs of three letters or more cut down to this many. */
    private static String collapsed(String word, int most) {
        StringBuilder kept = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); ) {
            char c = word.charAt(i);
            int end = i;
            while (end < word.length() && word.charAt(end) == c) {
                end++;
            }
            int times = end - i > 2 && Character.isLetter(c) ? most : end - i;
            kept.append(String.valueOf(c).repeat(times));
            i = end;
        }
        return kept.toString();
    }

    private static boolean isCapitals(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetter(c)) {
                if (!Character.isUpperCase(c)) {
                    return false;
                }
                letters++;
            }
        }
        return letters > 1;
    }
}
