package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Money in one currency: how much each version permits, wants approved and refuses, and how their permits differ. */
final class Amounts implements Sum<Amounts> {
    private static final int DISPOSITIONS = Disposition.values().length;

    private final long[] actions = new long[2 * DISPOSITIONS];
    private final BigDecimal[] totals = new BigDecimal[2 * DISPOSITIONS];
    private BigDecimal difference = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;

    Amounts() {
        Arrays.fill(totals, BigDecimal.ZERO);
    }

    private static int place(Which side, Disposition disposition) {
        return side.ordinal() * DISPOSITIONS + disposition.ordinal();
    }

    void add(Which side, Disposition disposition, BigDecimal amount) {
        int at = place(side, disposition);
        actions[at]++;
        totals[at] = totals[at].add(amount);
    }

    /** What the candidate permits in one decision, less what the baseline does. */
    void addDifference(BigDecimal permitted) {
        difference = difference.add(permitted);
        squares = squares.add(permitted.multiply(permitted));
    }

    /** How many actions with an amount. */
    long actions(Which side, Disposition disposition) {
        return actions[place(side, disposition)];
    }

    BigDecimal total(Which side, Disposition disposition) {
        return totals[place(side, disposition)];
    }

    /** What the candidate permits, less what the baseline does, of all decisions. */
    BigDecimal difference() {
        return difference;
    }

    /** Of the difference, for as many decisions as these were. */
    Optional<Interval> interval(long decisions) {
        return Interval.ofTotal(decisions, difference, squares);
    }

    @Override
    public void merge(Amounts other) {
        for (int i = 0; i < actions.length; i++) {
            actions[i] += other.actions[i];
            totals[i] = totals[i].add(other.totals[i]);
        }
        difference = difference.add(other.difference);
        squares = squares.add(other.squares);
    }

    @Override
    public Object tree() {
        return Tree.object()
                .put("actions", Arrays.stream(actions).boxed().toList())
                .put("totals", Arrays.stream(totals).map(CanonicalJson::number).toList())
                .put("difference", CanonicalJson.number(difference))
                .put("squares", CanonicalJson.number(squares))
                .build();
    }

    @Override
    public void read(@Nullable Object tree) {
        Map<String, @Nullable Object> fields = Tree.asObject(tree);
        List<@Nullable Object> counted = Tree.asList(fields.get("actions"));
        List<@Nullable Object> summed = Tree.asList(fields.get("totals"));
        IntStream.range(0, actions.length).forEach(i -> {
            actions[i] += Sum.whole(counted.get(i));
            totals[i] = totals[i].add(Sum.exact(summed.get(i)));
        });
        difference = difference.add(Sum.exact(fields.get("difference")));
        squares = squares.add(Sum.exact(fields.get("squares")));
    }
}
