package io.plimsoll.replay.dossier;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one edit did. */
final class EditCount implements Sum<EditCount> {
    private static final int MAX_EXAMPLES = 5;

    private long reached;
    private long changed;
    private final Shelf<Total> money = new Shelf<>(Figures.MAX_CURRENCIES, Total::new);
    private final Best<Rank> examples = Best.ranks(MAX_EXAMPLES);

    void reach() {
        reached++;
    }

    void change(Weighed weighed, Rank rank) {
        changed++;
        weighed.differences()
                .forEach((currency, difference) -> money.at(Key.of(currency)).add(difference));
        examples.add(rank);
    }

    /** Decisions that came to the place of the edit. */
    long reached() {
        return reached;
    }

    /** Changed decisions in which it had a part. */
    long changed() {
        return changed;
    }

    /** How much more these decisions permit, by currency. */
    Shelf<Total> money() {
        return money;
    }

    /** The ids of the most consequential of them. */
    List<String> examples() {
        return examples.sorted().stream().map(Rank::id).toList();
    }

    @Override
    public void merge(EditCount other) {
        reached += other.reached;
        changed += other.changed;
        money.merge(other.money);
        examples.merge(other.examples);
    }

    @Override
    public Object tree() {
        return Tree.object()
                .put("reached", reached)
                .put("changed", changed)
                .put("money", money.tree())
                .put("examples", examples.tree())
                .build();
    }

    @Override
    public void read(@Nullable Object tree) {
        Map<String, @Nullable Object> fields = Tree.asObject(tree);
        reached += Sum.whole(fields.get("reached"));
        changed += Sum.whole(fields.get("changed"));
        money.read(fields.get("money"));
        examples.read(fields.get("examples"));
    }

    /** An exact amount. */
    static final class Total implements Sum<Total> {
        private BigDecimal amount = BigDecimal.ZERO;

        private void add(BigDecimal more) {
            amount = amount.add(more);
        }

        BigDecimal amount() {
            return amount;
        }

        @Override
        public void merge(Total other) {
            add(other.amount);
        }

        @Override
        public Object tree() {
            return CanonicalJson.number(amount);
        }

        @Override
        public void read(@Nullable Object tree) {
            add(Sum.exact(tree));
        }
    }
}
