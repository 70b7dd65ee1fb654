package io.plimsoll.scenario.mutation;

import io.plimsoll.scenario.coverage.CellWord;
import io.plimsoll.scenario.coverage.Threshold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All single changes of a cell, or of another expression, that somebody could make by mistake. */
final class CellChanges {
    private static final Map<String, String> NEIGHBOURS =
            Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">", "=", "!=", "!=", "=", "true", "false", "false", "true");
    private static final String OPENING = "[(]";
    private static final String CLOSING = "])[";

    private final String cell;
    private final List<CellWord> words;
    /** By the changed text, so that none comes twice. */
    private final Map<String, Mutant.Kind> changes = new LinkedHashMap<>();

    private CellChanges(String cell) {
        this.cell = cell;
        this.words = CellWord.of(cell);
    }

    /**
     * The changes of a condition, by the changed text.
     *
     * @param values texts that the column knows, with their quotes, in the order in which one replaces another
     */
    static Map<String, Mutant.Kind> ofCondition(String cell, Collection<String> values) {
        CellChanges all = new CellChanges(cell);
        for (int i = 0; i < all.words.size(); i++) {
            all.literal(i);
            all.operator(i);
            all.brackets(i);
            all.text(i, values);
        }
        all.negation();
        return all.changes;
    }

    /** The changes of the numbers and times in any expression, by the changed text. */
    static Map<String, Mutant.Kind> ofLiterals(String feel) {
        CellChanges all = new CellChanges(feel);
        for (int i = 0; i < all.words.size(); i++) {
            all.literal(i);
        }
        return all.changes;
    }

    private void add(Mutant.Kind kind, CellWord from, CellWord to, String instead) {
        String changed = cell.substring(0, from.from()) + instead + cell.substring(to.to());
        if (!changed.strip().equals(cell.strip())) {
            changes.putIfAbsent(changed, kind);
        }
    }

    private void literal(int index) {
        CellWord word = words.get(index);
        if (word.kind() == CellWord.Kind.NUMBER) {
            BigDecimal number = new BigDecimal(word.text());
            BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, number.scale()));
            add(Mutant.Kind.THRESHOLD, word, word, number.add(unit).toPlainString());
            add(Mutant.Kind.THRESHOLD, word, word, number.subtract(unit).toPlainString());
        } else if (word.kind() == CellWord.Kind.TEMPORAL) {
            for (int step : new int[] {1, -1}) {
                Threshold.moved(word.content(), step)
                        .ifPresent(moved -> add(Mutant.Kind.THRESHOLD, word, word, '"' + moved + '"'));
            }
        }
    }

    private void operator(int index) {
        CellWord word = words.get(index);
        String neighbour = NEIGHBOURS.get(word.text());
        if (neighbour != null && word.is(word.text())) {
            add(Mutant.Kind.OPERATOR, word, word, neighbour);
        }
    }

    /** A range with or without its ends. */
    private void brackets(int index) {
        if (words.get(index).is("..")) {
            bracket(index, -1, OPENING)
                    .ifPresent(open -> add(Mutant.Kind.OPERATOR, open, open, open.is("[") ? "(" : "["));
            bracket(index, 1, CLOSING)
                    .ifPresent(close -> add(Mutant.Kind.OPERATOR, close, close, close.is("]") ? ")" : "]"));
        }
    }

    private Optional<CellWord> bracket(int from, int step, String kinds) {
        int depth = 0;
        for (int i = from + step; i >= 0 && i < words.size(); i += step) {
            String text = words.get(i).text();
            if (words.get(i).kind() == CellWord.Kind.SIGN && text.length() == 1) {
                if (depth == 0 && kinds.contains(text)) {
                    return Optional.of(words.get(i));
                }
                depth += text.equals("(") ? step : text.equals(")") ? -step : 0;
            }
        }
        return Optional.empty();
    }

    private void text(int index, Collection<String> values) {
        CellWord word = words.get(index);
        if (word.kind() != CellWord.Kind.TEXT) {
            return;
        }
        Set<String> here = words.stream().map(CellWord::text).collect(Collectors.toSet());
        List<String> others = new ArrayList<>(values);
        others.removeAll(here);
        others.stream().findFirst().ifPresent(other -> add(Mutant.Kind.VALUE, word, word, other));
        boolean first = index + 1 < words.size() && words.get(index + 1).is(",");
        boolean later = index > 0 && words.get(index - 1).is(",");
        if (first) {
            add(Mutant.Kind.VALUE, word, words.get(index + 1), "");
        } else if (later) {
            add(Mutant.Kind.VALUE, words.get(index - 1), word, "");
        }
    }

    /** {@code not(x)} without its not. */
    private void negation() {
        int last = words.size() - 1;
        if (last > 2
                && words.get(0).is("not")
                && words.get(1).is("(")
                && words.get(last).is(")")) {
            String inner = cell.substring(words.get(1).to(), words.get(last).from());
            changes.putIfAbsent(inner, Mutant.Kind.NEGATION);
        }
    }
}
