package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a dossier that are about money. Currencies that are not told apart are never added up. */
final class MoneyTrees {
    private MoneyTrees() {}

    /** {@code [{currency, baseline, candidate, difference: {amount, low, high}}]}. */
    static List<Object> of(Figures figures) {
        return of(figures, true);
    }

    /** The same without differences, of what is not about the same decisions under both versions. */
    static List<Object> unpaired(Figures figures) {
        return of(figures, false);
    }

    private static List<Object> of(Figures figures, boolean paired) {
        List<Object> money = new ArrayList<>();
        Contents.each(figures.money(), (currency, amounts) -> {
            Tree.Builder tree = Tree.object()
                    .put("currency", currency == null ? null : currency.part(0))
                    .put("baseline", side(amounts, Which.BASELINE, currency != null))
                    .put("candidate", side(amounts, Which.CANDIDATE, currency != null));
            if (paired) {
                tree.put(
                        "difference",
                        currency == null
                                ? null
                                : difference(amounts, figures.decisions().baseline()));
            }
            money.add(tree.build());
        });
        return money;
    }

    /** {@code {permitted: {actions, amount}, needsApproval, refused}}. */
    private static Map<String, @Nullable Object> side(Amounts amounts, Which side, boolean oneCurrency) {
        Tree.Builder tree = Tree.object();
        for (Disposition disposition : Disposition.values()) {
            tree.put(
                    switch (disposition) {
                        case PERMITTED -> "permitted";
                        case NEEDS_APPROVAL -> "needsApproval";
                        case REFUSED -> "refused";
                    },
                    Tree.object()
                            .put("actions", amounts.actions(side, disposition))
                            .put("amount", oneCurrency ? Contents.amount(amounts.total(side, disposition)) : null)
                            .build());
        }
        return tree.build();
    }

    private static Map<String, @Nullable Object> difference(Amounts amounts, long decisions) {
        Optional<Interval> interval = amounts.interval(decisions);
        return Tree.object()
                .put("amount", Contents.amount(amounts.difference()))
                .put("low", interval.map(each -> Contents.amount(each.low())).orElse(null))
                .put("high", interval.map(each -> Contents.amount(each.high())).orElse(null))
                .build();
    }

    /** {@code [{currency, baseline, candidate, actions, baselineAmount, candidateAmount}]}, dispositions to dispositions. */
    static List<Object> of(Shelf<Moved> actions) {
        List<Object> moved = new ArrayList<>();
        Contents.each(
                actions,
                (key, sum) -> moved.add(Tree.object()
                        .put("currency", key == null ? null : key.part(0))
                        .put("baseline", key == null ? null : key.part(1))
                        .put("candidate", key == null ? null : key.part(2))
                        .put("actions", sum.actions())
                        .put("baselineAmount", key == null ? null : Contents.amount(sum.baseline()))
                        .put("candidateAmount", key == null ? null : Contents.amount(sum.candidate()))
                        .build()));
        return moved;
    }

    /** {@code [{currency, amount}]}. */
    static List<Object> totals(Shelf<EditCount.Total> totals) {
        List<Object> money = new ArrayList<>();
        totals.kept()
                .forEach((currency, total) -> money.add(Tree.object()
                        .put("currency", currency.part(0))
                        .put("amount", Contents.amount(total.amount()))
                        .build()));
        return money;
    }
}
