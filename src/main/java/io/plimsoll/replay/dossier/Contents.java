package io.plimsoll.replay.dossier;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a dossier that count decisions. */
final class Contents {
    private final Tally tally;

    Contents(Tally tally) {
        this.tally = tally;
    }

    /** How many were compared, changed, handed over and left out. */
    Map<String, @Nullable Object> decisions() {
        Figures all = tally.all();
        long compared = all.decisions().baseline();
        List<Object> leftOut = new ArrayList<>();
        each(
                tally.leftOut(),
                (reason, count) -> leftOut.add(Tree.object()
                        .put("reason", reason == null ? null : reason.part(0))
                        .put("decisions", count.times())
                        .build()));
        return Tree.object()
                .put("compared", compared)
                .put("changed", share(all.changed(), compared))
                .put(
                        "handedOver",
                        sides(
                                share(all.handedOver().baseline(), compared),
                                share(all.handedOver().candidate(), compared)))
                .put("leftOut", leftOut)
                .build();
    }

    List<Object> outcomes() {
        List<Object> cells = new ArrayList<>();
        tally.outcomes()
                .kept()
                .forEach((pair, count) -> cells.add(Tree.object()
                        .put("baseline", pair.part(0))
                        .put("candidate", pair.part(1))
                        .put("decisions", count.times())
                        .build()));
        return cells;
    }

    /** By segment, channel, request and queue. */
    List<Object> groups() {
        List<Object> groups = new ArrayList<>();
        tally.groups().forEach((group, shelf) -> {
            List<Object> values = new ArrayList<>();
            each(shelf, (value, figures) -> values.add(figures(group, value, figures)));
            groups.add(Tree.object()
                    .put("by", group.kind())
                    .put("fact", group.fact())
                    .put("values", values)
                    .build());
        });
        return groups;
    }

    private static Map<String, @Nullable Object> figures(Group group, @Nullable Key value, Figures figures) {
        boolean paired = group.kind() != Group.Kind.QUEUE;
        Tree.Builder tree = Tree.object()
                .put("value", value == null ? null : value.part(0))
                .put("decisions", sides(figures.decisions()))
                .put("handedOver", sides(figures.handedOver()))
                .put("money", paired ? MoneyTrees.of(figures) : MoneyTrees.unpaired(figures));
        if (paired) {
            tree.put("changed", figures.changed());
        }
        return tree.build();
    }

    /** Those that matter most, explained where somebody could. */
    List<Object> cases(List<Case> explained) {
        Map<String, Case> byId = new LinkedHashMap<>();
        explained.forEach(each -> byId.putIfAbsent(each.id(), each));
        List<Object> cases = new ArrayList<>();
        for (Consequence consequence : tally.consequences()) {
            Rank rank = consequence.rank();
            Case told = byId.get(rank.id());
            Tree.Builder tree = Tree.object();
            if (told == null) {
                tree.put("id", rank.id())
                        .put("baseline", untold(consequence.baselineJson()))
                        .put("candidate", untold(consequence.candidateJson()))
                        .put("tables", List.of())
                        .put("rules", null);
            } else {
                told.tree().forEach(tree::put);
            }
            cases.add(tree.put("edits", consequence.edits())
                    .put("money", amount(rank.money()))
                    .put("outcomeSteps", rank.outcomes())
                    .put("severitySteps", rank.severities())
                    .build());
        }
        return cases;
    }

    private static Map<String, @Nullable Object> untold(String verdictJson) {
        return Tree.object()
                .put("verdict", Side.object(verdictJson))
                .put("story", null)
                .build();
    }

    /** What is done with each sum of a shelf, the one of all others with null instead of its name. */
    interface Each<V> {
        void accept(@Nullable Key key, V value);
    }

    static <V extends Sum<V>> void each(Shelf<V> shelf, Each<V> each) {
        shelf.kept().forEach(each::accept);
        V other = shelf.other();
        if (other != null) {
            each.accept(null, other);
        }
    }

    static Map<String, @Nullable Object> sides(Counts counts) {
        return sides(counts.baseline(), counts.candidate());
    }

    static Map<String, @Nullable Object> sides(@Nullable Object baseline, @Nullable Object candidate) {
        return Tree.object()
                .put("baseline", baseline)
                .put("candidate", candidate)
                .build();
    }

    /** {@code {hits, of, share, low, high}}; the last three null for a share of nothing. */
    static Map<String, @Nullable Object> share(long hits, long of) {
        Optional<Interval> interval = Interval.ofShare(hits, of);
        return Tree.object()
                .put("hits", hits)
                .put("of", of)
                .put("share", of == 0 ? null : ratio(hits, of))
                .put("low", interval.map(Interval::low).orElse(null))
                .put("high", interval.map(Interval::high).orElse(null))
                .build();
    }

    static BigDecimal ratio(long hits, long of) {
        return BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(of), Interval.SHARE_SCALE, RoundingMode.HALF_EVEN);
    }

    /** Exact; as a text where it has more digits than readers of JSON are ready for. */
    static Object amount(BigDecimal exact) {
        BigDecimal plain = exact.stripTrailingZeros();
        boolean readable = plain.precision() <= StrictJson.MAX_DIGITS
                && Math.abs((long) plain.precision() - plain.scale() - 1) <= StrictJson.MAX_EXPONENT;
        return readable || plain.signum() == 0 ? plain : plain.toPlainString();
    }
}
