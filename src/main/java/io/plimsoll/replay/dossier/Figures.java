package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Money;
import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of all decisions, and of those of one segment, channel, request or queue. */
final class Figures implements Sum<Figures> {
    /** Currencies told apart; one policy hardly has two. */
    static final int MAX_CURRENCIES = 20;

    private final Counts decisions = new Counts();
    private final Counts handedOver = new Counts();
    private long changed;
    private final Shelf<Amounts> money = new Shelf<>(MAX_CURRENCIES, Amounts::new);

    /** A decision that belongs here under both versions. */
    void add(Weighed weighed) {
        for (Which side : Which.values()) {
            addSide(weighed, side);
        }
        changed += weighed.changed() ? 1 : 0;
        weighed.differences()
                .forEach((currency, difference) -> money.at(Key.of(currency)).addDifference(difference));
    }

    /** One that belongs here under one version, and maybe elsewhere under the other: differences are not counted. */
    void addSide(Weighed weighed, Which side) {
        decisions.add(side);
        if (weighed.side(side).handedOver()) {
            handedOver.add(side);
        }
        for (Intent intent : weighed.verdict(side).intents()) {
            Money ceiling = intent.ceiling();
            if (ceiling != null) {
                money.at(Key.of(ceiling.currency())).add(side, intent.disposition(), ceiling.amount());
            }
        }
    }

    Counts decisions() {
        return decisions;
    }

    Counts handedOver() {
        return handedOver;
    }

    long changed() {
        return changed;
    }

    /** By currency. What it adds up of other currencies is no amount: only its counts mean something. */
    Shelf<Amounts> money() {
        return money;
    }

    @Override
    public void merge(Figures other) {
        decisions.merge(other.decisions);
        handedOver.merge(other.handedOver);
        changed += other.changed;
        money.merge(other.money);
    }

    @Override
    public Object tree() {
        return Tree.object()
                .put("decisions", decisions.tree())
                .put("handedOver", handedOver.tree())
                .put("changed", changed)
                .put("money", money.tree())
                .build();
    }

    @Override
    public void read(@Nullable Object tree) {
        Map<String, @Nullable Object> fields = Tree.asObject(tree);
        decisions.read(fields.get("decisions"));
        handedOver.read(fields.get("handedOver"));
        changed += Sum.whole(fields.get("changed"));
        money.read(fields.get("money"));
    }
}
