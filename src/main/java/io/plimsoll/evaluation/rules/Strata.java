package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Condition.Pattern;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The order in which chained rules have to run so that their results do not depend on the order of facts: a rule that asks
 * for the absence or the number of facts of a type runs after all rules that insert that type (the stratification known
 * from Datalog). Rules for which there is no such order are refused.
 */
final class Strata {
    private final Map<String, Integer> levels = new HashMap<>();

    private Strata() {}

    /** There is no order for this rule. */
    static final class Cycle extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Rule rule;

        Cycle(Rule rule) {
            super(rule.name(), null, false, false);
            this.rule = rule;
        }

        Rule rule() {
            return rule;
        }

        Refusal refusal() {
            return new Refusal(
                    rule.at(),
                    "this rule asks for the absence or the number of facts that its own result brings about; insert"
                            + " another type");
        }
    }

    /** @throws Cycle when a rule asks for the absence or the number of what it brings about itself */
    static Strata of(List<Rule> rules) {
        Strata strata = new Strata();
        rules.forEach(rule -> strata.levels.put(rule.conclusion().type(), 0));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Rule rule : rules) {
                changed |= strata.raise(rule);
            }
        }
        return strata;
    }

    /** 0 for the rules that run first. */
    int level(Rule rule) {
        return levels.getOrDefault(rule.conclusion().type(), 0);
    }

    private boolean raise(Rule rule) {
        int before = level(rule);
        int[] level = {before};
        forEachType(rule, (type, closed) -> {
            Integer needed = levels.get(type);
            if (needed != null) {
                level[0] = Math.max(level[0], closed ? needed + 1 : needed);
            }
        });
        if (level[0] >= levels.size()) {
            throw new Cycle(rule);
        }
        levels.put(rule.conclusion().type(), level[0]);
        return level[0] > before;
    }

    /** Names the types that a rule reads, and whether it has to know all facts of the type. */
    private static void forEachType(Rule rule, BiConsumer<String, Boolean> types) {
        for (Condition condition : rule.conditions()) {
            condition.<Boolean>fold(
                    pattern -> accept(List.of(pattern), false, types),
                    quantified -> accept(quantified.patterns(), quantified.negated(), types),
                    accumulate -> accept(accumulate.source(), true, types));
        }
    }

    private static boolean accept(List<Pattern> patterns, boolean closed, BiConsumer<String, Boolean> types) {
        patterns.forEach(pattern -> types.accept(pattern.type(), closed));
        return true;
    }
}
