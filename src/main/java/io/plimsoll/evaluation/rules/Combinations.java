package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Condition.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In how many ways each rule can combine the facts that are there, whatever its constraints. The engine tries all of them
 * before the first activation, so a budget of activations alone would come too late.
 */
final class Combinations {
    /** The types that are joined with each other, one list per join; joins of one pattern need no bound. */
    private final List<List<String>> joins = new ArrayList<>();

    Combinations(List<Rule> rules) {
        rules.forEach(this::add);
    }

    private void add(Rule rule) {
        List<String> main = new ArrayList<>();
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Pattern pattern) {
                main.add(pattern.type());
            }
        }
        joins.add(main);
        for (Condition condition : rule.conditions()) {
            List<Pattern> inner = condition.fold(
                    pattern -> List.<Pattern>of(), Condition.Quantified::patterns, Condition.Accumulate::source);
            List<String> join = new ArrayList<>(main);
            inner.forEach(pattern -> join.add(pattern.type()));
            joins.add(join);
        }
        joins.removeIf(join -> join.size() < 2);
    }

    /** There are too many. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many combinations of facts", null, false, false);
        }
    }

    /** Counts the facts of one run. */
    final class Count {
        private final Map<String, Long> facts = new HashMap<>();

        /** @throws TooMany when these facts are too many */
        void addAll(Collection<? extends Record> all) {
            all.forEach(fact -> facts.merge(fact.getClass().getSimpleName(), 1L, Long::sum));
            for (List<String> join : joins) {
                if (of(join) > RuleBase.MAX_COMBINATIONS) {
                    throw new TooMany();
                }
            }
        }

        /** @throws TooMany when one more fact of this type makes them too many */
        void add(String type) {
            facts.merge(type, 1L, Long::sum);
            for (List<String> join : joins) {
                if (join.contains(type) && of(join) > RuleBase.MAX_COMBINATIONS) {
                    throw new TooMany();
                }
            }
        }

        private long of(List<String> join) {
            long product = 1;
            for (String type : join) {
                product = Math.min(product, Long.MAX_VALUE / 1_000_000)
                        * Math.min(facts.getOrDefault(type, 0L), 1_000_000);
            }
            return product;
        }
    }
}
