package io.plimsoll.sandbox;

import io.plimsoll.platform.Digest;
import io.plimsoll.scenario.mutation.Fate;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the mutants so far, as a text that can be kept: the digest of the mutants, a colon, and a letter for each.
 * Thread-safe.
 */
final class Notebook {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64}):([KSBTU.]*)");
    private static final char NOTHING = '.';

    private String mutants = "";
    private char[] fates = {};

    /** @param text as {@link #text} has it; anything else is taken for an empty one */
    static Notebook of(String text) {
        Notebook notebook = new Notebook();
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            notebook.mutants = matcher.group(1);
            notebook.fates = matcher.group(2).toCharArray();
        }
        return notebook;
    }

    /** Forgets everything unless it is about the same mutants. */
    synchronized void open(Digest of, int count) {
        if (!mutants.equals(of.hex()) || fates.length != count) {
            mutants = of.hex();
            fates = new char[count];
            Arrays.fill(fates, NOTHING);
        }
    }

    /** @throws IndexOutOfBoundsException when there is no such mutant */
    synchronized Optional<Fate> fate(int mutant) {
        return switch (fates[mutant]) {
            case 'K' -> Optional.of(Fate.KILLED);
            case 'S' -> Optional.of(Fate.SURVIVED);
            case 'B' -> Optional.of(Fate.STILLBORN);
            case 'T' -> Optional.of(Fate.STOPPED);
            case 'U' -> Optional.of(Fate.UNSOUGHT);
            default -> Optional.empty();
        };
    }

    /** @throws IndexOutOfBoundsException when there is no such mutant */
    synchronized void note(int mutant, Fate fate) {
        fates[mutant] = switch (fate) {
            case KILLED -> 'K';
            case SURVIVED -> 'S';
            case STILLBORN -> 'B';
            case STOPPED -> 'T';
            case UNSOUGHT -> 'U';
        };
    }

    /** Empty as long as it is not known which mutants there are. */
    synchronized String text() {
        return mutants.isEmpty() ? "" : mutants + ":" + new String(fates);
    }
}
