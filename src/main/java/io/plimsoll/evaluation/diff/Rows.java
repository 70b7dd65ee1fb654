package io.plimsoll.evaluation.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * Which row of a table is which: by id, then by content, then by likeness. Where a tool has given all rows new ids, so that
 * ids would make nearly everything differ, content goes first.
 */
final class Rows {
    /** Pairs that are tried for likeness; in larger tables rows that are alike only stay alone. */
    private static final int MAX_TRIALS = 250_000;

    private static final double ALIKE = 0.5;
    /** Of rows that both have an id, and not the same one: their author says that they are two. */
    private static final double ALIKE_DESPITE_IDS = 0.66;

    private final List<Node> before;
    private final List<Node> after;
    private final IdentityHashMap<Node, List<String>> cells = new IdentityHashMap<>();

    private Rows(List<Node> before, List<Node> after, List<Columns> columns) {
        this.before = before;
        this.after = after;
        before.forEach(row -> cells.put(row, cells(row, columns, true)));
        after.forEach(row -> cells.put(row, cells(row, columns, false)));
    }

    /** @param columns of conditions and of conclusions */
    static Matches<Node> matches(Node before, Node after, List<Columns> columns) {
        Rows rows = new Rows(before.children("rule"), after.children("rule"), columns);
        Matches<Node> byId = new Matches<>(rows.before, rows.after)
                .by(Node::id)
                .by(Node::shape)
                .by(rows::content);
        rows.pairAlike(byId, true);
        if (rows.cost(byId) == 0) {
            return byId;
        }
        Matches<Node> byContent = new Matches<>(rows.before, rows.after)
                .by(Node::fingerprint)
                .by(Node::shape)
                .by(rows::content);
        rows.pairAlike(byContent, false);
        byContent.by(Node::id);
        return rows.cost(byContent) * 2 < rows.cost(byId) ? byContent : byId;
    }

    private static List<String> cells(Node row, List<Columns> columns, boolean before) {
        List<String> texts = new ArrayList<>();
        columns.forEach(kind -> texts.addAll(kind.shared(row.children(kind.cells()), before)));
        return texts;
    }

    private List<String> content(Node row) {
        return Objects.requireNonNull(cells.get(row));
    }

    /** Cells that differ, and all cells of rows that came or went. */
    private int cost(Matches<Node> matches) {
        int cost = 0;
        for (Sides<Integer> pair : matches.indices()) {
            Sides<Node> rows = matches.at(pair);
            Node one = rows.before();
            Node other = rows.after();
            if (one != null && other != null) {
                cost += content(one).size() - equal(content(one), content(other), false);
            } else {
                cost += content(Objects.requireNonNull(rows.any())).size();
            }
        }
        return cost;
    }

    /** @param share of equal cells, 0..1 */
    private record Likeness(int before, int after, double share) {
        int distance() {
            return Math.abs(before - after);
        }
    }

    private void pairAlike(Matches<Node> matches, boolean trusted) {
        List<Integer> stood = matches.aloneBefore();
        List<Integer> stand = matches.aloneAfter();
        if ((long) stood.size() * stand.size() > MAX_TRIALS) {
            return;
        }
        List<Likeness> trials = new ArrayList<>();
        for (int i : stood) {
            for (int j : stand) {
                double share = likeness(before.get(i), after.get(j));
                boolean ids =
                        trusted && before.get(i).id() != null && after.get(j).id() != null;
                if (share >= (ids ? ALIKE_DESPITE_IDS : ALIKE)) {
                    trials.add(new Likeness(i, j, share));
                }
            }
        }
        trials.sort(Comparator.comparingDouble(Likeness::share)
                .reversed()
                .thenComparingInt(Likeness::distance)
                .thenComparingInt(Likeness::before)
                .thenComparingInt(Likeness::after));
        trials.forEach(trial -> matches.pair(trial.before(), trial.after()));
    }

    /** The share of equal cells among those that say something; 0..1. */
    private double likeness(Node one, Node other) {
        List<String> left = content(one);
        List<String> right = content(other);
        int speaking = 0;
        for (int i = 0; i < left.size(); i++) {
            speaking += isIdle(left.get(i)) && isIdle(right.get(i)) ? 0 : 1;
        }
        return speaking == 0 ? 0 : (double) equal(left, right, true) / speaking;
    }

    private static int equal(List<String> left, List<String> right, boolean speaking) {
        int equal = 0;
        for (int i = 0; i < left.size(); i++) {
            equal += left.get(i).equals(right.get(i)) && !(speaking && isIdle(left.get(i))) ? 1 : 0;
        }
        return equal;
    }

    private static boolean isIdle(String cell) {
        return cell.isEmpty() || cell.equals("-");
    }
}
