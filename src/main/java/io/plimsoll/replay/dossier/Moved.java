package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Money;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Actions with money that went from one disposition to another, in one currency. */
final class Moved implements Sum<Moved> {
    /** Stands for the disposition of an action that a version does not state, or not in this currency. */
    static final String NONE = "NONE";

    private long actions;
    private BigDecimal baseline = BigDecimal.ZERO;
    private BigDecimal candidate = BigDecimal.ZERO;

    long actions() {
        return actions;
    }

    BigDecimal baseline() {
        return baseline;
    }

    BigDecimal candidate() {
        return candidate;
    }

    /**
     * Pairs the actions of the two verdicts by their types, the first with the first, the second with the second.
     *
     * @param into by currency, disposition of the baseline and disposition of the candidate
     */
    static void add(Weighed weighed, Shelf<Moved> into) {
        pairs(weighed, (before, after) -> {
            TreeSet<String> currencies = new TreeSet<>();
            currencies.addAll(currency(before));
            currencies.addAll(currency(after));
            for (String currency : currencies) {
                into.at(Key.of(currency, disposition(before, currency), disposition(after, currency)))
                        .add(amount(before, currency), amount(after, currency));
            }
        });
    }

    private void add(BigDecimal before, BigDecimal after) {
        actions++;
        baseline = baseline.add(before);
        candidate = candidate.add(after);
    }

    private static void pairs(Weighed weighed, BiConsumer<@Nullable Intent, @Nullable Intent> each) {
        Map<String, List<Intent>> before =
                byType(weighed.verdict(Which.BASELINE).intents());
        Map<String, List<Intent>> after =
                byType(weighed.verdict(Which.CANDIDATE).intents());
        TreeSet<String> types = new TreeSet<>(before.keySet());
        types.addAll(after.keySet());
        for (String type : types) {
            List<Intent> stood = before.getOrDefault(type, List.of());
            List<Intent> stand = after.getOrDefault(type, List.of());
            for (int i = 0; i < Math.max(stood.size(), stand.size()); i++) {
                each.accept(i < stood.size() ? stood.get(i) : null, i < stand.size() ? stand.get(i) : null);
            }
        }
    }

    private static Map<String, List<Intent>> byType(List<Intent> intents) {
        Map<String, List<Intent>> byType = new LinkedHashMap<>();
        intents.forEach(intent ->
                byType.computeIfAbsent(intent.type(), type -> new ArrayList<>()).add(intent));
        return byType;
    }

    private static List<String> currency(@Nullable Intent intent) {
        return intent == null || intent.ceiling() == null
                ? List.of()
                : List.of(intent.ceiling().currency());
    }

    /** An action without an amount, refused for example, is as good in any currency. */
    private static String disposition(@Nullable Intent intent, String currency) {
        if (intent == null) {
            return NONE;
        }
        Money ceiling = intent.ceiling();
        return ceiling == null || ceiling.currency().equals(currency)
                ? intent.disposition().name()
                : NONE;
    }

    private static BigDecimal amount(@Nullable Intent intent, String currency) {
        Money ceiling = intent == null ? null : intent.ceiling();
        return ceiling == null || !ceiling.currency().equals(currency) ? BigDecimal.ZERO : ceiling.amount();
    }

    @Override
    public void merge(Moved other) {
        actions += other.actions;
        baseline = baseline.add(other.baseline);
        candidate = candidate.add(other.candidate);
    }

    @Override
    public Object tree() {
        return Tree.object()
                .put("actions", actions)
                .put("baseline", CanonicalJson.number(baseline))
                .put("candidate", CanonicalJson.number(candidate))
                .build();
    }

    @Override
    public void read(@Nullable Object tree) {
        Map<String, @Nullable Object> fields = Tree.asObject(tree);
        actions += Sum.whole(fields.get("actions"));
        baseline = baseline.add(Sum.exact(fields.get("baseline")));
        candidate = candidate.add(Sum.exact(fields.get("candidate")));
    }
}
