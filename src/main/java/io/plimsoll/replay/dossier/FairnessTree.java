package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether people of one group get what they ask for less often than those of another, by the four-fifths rule of the
 * Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D): a rate below four fifths of the highest one is
 * generally regarded as evidence of adverse impact, and small numbers are no evidence.
 */
final class FairnessTree {
    /** Decisions below which a group is too small to be compared; a convention of ours, the guidelines name no number. */
    static final int MIN_DECISIONS = 30;

    private static final BigInteger FOUR = BigInteger.valueOf(4);
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    private final Shelf<Rates> rates;
    private final boolean requests;

    private FairnessTree(Shelf<Rates> rates, boolean requests) {
        this.rates = rates;
        this.requests = requests;
    }

    /** How a group stands to the one with the highest rate. */
    enum Standing {
        /** Its rate is the highest. */
        HIGHEST,
        /** At least four fifths of the highest. */
        WITHIN,
        /** Less than four fifths of the highest. */
        BELOW_FOUR_FIFTHS,
        /** Too few decisions to tell. */
        TOO_FEW,
        /** Nobody knows who these are, or they are several groups. */
        NOT_COMPARED,
        /** There is no other group that is large enough, or none got anything. */
        ALONE
    }

    /** {@code [{fact, why, requests: {groups}, offers: {groups}}]}. */
    static List<Object> of(Tally tally) {
        List<Object> facts = new ArrayList<>();
        tally.dimensions().fairness().forEach((fact, why) -> {
            Shelf<Rates> rates = tally.fairness().get(fact);
            if (rates != null) {
                facts.add(Tree.object()
                        .put("fact", fact)
                        .put("why", why)
                        .put("requests", new FairnessTree(rates, true).groups())
                        .put("offers", new FairnessTree(rates, false).groups())
                        .build());
            }
        });
        return facts;
    }

    /** Those with decisions of this kind. */
    private List<Object> groups() {
        List<Object> groups = new ArrayList<>();
        Contents.each(rates, (value, group) -> {
            if (group.decisions(requests) > 0) {
                groups.add(Tree.object()
                        .put("value", value == null ? null : value.part(0))
                        .put("decisions", group.decisions(requests))
                        .put("baseline", side(value, group, Which.BASELINE))
                        .put("candidate", side(value, group, Which.CANDIDATE))
                        .build());
            }
        });
        return groups;
    }

    /** {@code {permitted: {hits, of, share, low, high}, ratio, difference, standing}}. */
    private Map<String, @Nullable Object> side(@Nullable Key value, Rates group, Which side) {
        long of = group.decisions(requests);
        long hits = group.permitted(requests).of(side);
        Rates best = best(side);
        Tree.Builder tree = Tree.object().put("permitted", Contents.share(hits, of));
        Standing standing = standing(value, group, best, side);
        boolean compared =
                standing == Standing.HIGHEST || standing == Standing.WITHIN || standing == Standing.BELOW_FOUR_FIFTHS;
        return tree.put("ratio", compared && best != null ? ratio(group, best, side) : null)
                .put("difference", compared && best != null ? difference(group, best, side) : null)
                .put("standing", standing)
                .build();
    }

    private Standing standing(@Nullable Key value, Rates group, @Nullable Rates best, Which side) {
        if (value == null || value.part(0).isEmpty()) {
            return Standing.NOT_COMPARED;
        }
        if (!isLarge(group)) {
            return Standing.TOO_FEW;
        }
        long large = rates.kept().entrySet().stream()
                .filter(entry -> !entry.getKey().part(0).isEmpty() && isLarge(entry.getValue()))
                .count();
        if (large < 2 || best == null || best.permitted(requests).of(side) == 0) {
            return Standing.ALONE;
        }
        if (compare(group, best, side) == 0) {
            return Standing.HIGHEST;
        }
        return cross(group, best, side)
                                .multiply(FIVE)
                                .compareTo(cross(best, group, side).multiply(FOUR))
                        < 0
                ? Standing.BELOW_FOUR_FIFTHS
                : Standing.WITHIN;
    }

    private boolean isLarge(Rates group) {
        return group.decisions(requests) >= MIN_DECISIONS;
    }

    /** The group with the highest rate among those that are large enough; null when there is none. */
    private @Nullable Rates best(Which side) {
        return rates.kept().entrySet().stream()
                .filter(entry -> !entry.getKey().part(0).isEmpty())
                .map(Map.Entry::getValue)
                .filter(this::isLarge)
                .max((one, other) -> compare(one, other, side))
                .orElse(null);
    }

    /** Exact: rates are compared crosswise. */
    private int compare(Rates one, Rates other, Which side) {
        return cross(one, other, side).compareTo(cross(other, one, side));
    }

    /** What one permitted times the decisions of the other. */
    private BigInteger cross(Rates one, Rates other, Which side) {
        return BigInteger.valueOf(one.permitted(requests).of(side))
                .multiply(BigInteger.valueOf(other.decisions(requests)));
    }

    private BigDecimal ratio(Rates group, Rates best, Which side) {
        return new BigDecimal(cross(group, best, side))
                .divide(new BigDecimal(cross(best, group, side)), Interval.SHARE_SCALE, RoundingMode.HALF_EVEN);
    }

    private BigDecimal difference(Rates group, Rates best, Which side) {
        return new BigDecimal(cross(group, best, side).subtract(cross(best, group, side)))
                .divide(
                        BigDecimal.valueOf(group.decisions(requests))
                                .multiply(BigDecimal.valueOf(best.decisions(requests))),
                        Interval.SHARE_SCALE,
                        RoundingMode.HALF_EVEN);
    }
}
