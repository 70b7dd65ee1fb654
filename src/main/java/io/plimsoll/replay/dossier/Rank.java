package io.plimsoll.replay.dossier;

import io.plimsoll.platform.CanonicalJson;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a changed decision matters, the most first: by money, then by how far the outcomes are apart, then by how far
 * the severities are, then by id.
 *
 * @param money what the versions permit differently: the absolute differences of all currencies, added up as numbers
 *     without converting them
 * @param outcomes how many steps from one outcome to the other, from DISMISS to ESCALATE
 * @param severities how many steps from one severity to the other
 */
record Rank(BigDecimal money, int outcomes, int severities, String id) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::money)
            .thenComparingInt(Rank::outcomes)
            .thenComparingInt(Rank::severities)
            .reversed()
            .thenComparing(Rank::id);

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }

    List<Object> tree() {
        return List.of(CanonicalJson.number(money), outcomes, severities, id);
    }

    static Rank read(List<@Nullable Object> tree) {
        return new Rank(
                Sum.exact(tree.get(0)),
                (int) Sum.whole(tree.get(1)),
                (int) Sum.whole(tree.get(2)),
                Sum.text(tree.get(3)));
    }
}
