package io.plimsoll.evaluation.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A file of rules that was read without a finding. It can only be had from {@link RuleFiles#parse}. */
public final class RuleFile {
    private final String path;
    private final List<Rule> rules;

    RuleFile(String path, List<Rule> rules) {
        this.path = path;
        this.rules = List.copyOf(rules);
    }

    /** Where it lies in its bundle. */
    public String path() {
        return path;
    }

    /** In the order of the file. */
    public List<String> ruleNames() {
        return rules.stream().map(Rule::name).toList();
    }

    /** The rules in canonical form, without the author's comments and spacing: reading it gives the same rules. */
    public String text() {
        return CanonicalText.of(rules);
    }

    /** The file with each single change that somebody could make by mistake; not all of them compile. */
    public List<RuleVariant> variants() {
        return RuleChanges.of(rules);
    }

    /** The names of the types that the rules read. */
    public Set<String> reads() {
        Set<String> types = new TreeSet<>();
        for (Rule rule : rules) {
            for (Condition condition : rule.conditions()) {
                condition
                        .<List<Condition.Pattern>>fold(
                                List::of, Condition.Quantified::patterns, Condition.Accumulate::source)
                        .forEach(pattern -> types.add(pattern.type()));
            }
        }
        return types;
    }

    /** What the rules insert, in the order of the file. */
    public List<Inserted> conclusions() {
        return rules.stream().map(Inserted::of).toList();
    }

    /**
     * What a rule inserts.
     *
     * @param type simple name of the result
     * @param literals its values in order; null for one that is computed
     */
    public record Inserted(String rule, String type, List<@Nullable String> literals, int line, int column) {
        public Inserted {
            literals = Collections.unmodifiableList(new ArrayList<>(literals));
        }

        private static Inserted of(Rule rule) {
            Rule.Conclusion conclusion = rule.conclusion();
            List<@Nullable String> literals = new ArrayList<>();
            for (Expression argument : conclusion.arguments()) {
                literals.add(argument instanceof Expression.Literal literal ? literal.text() : null);
            }
            return new Inserted(
                    rule.name(),
                    conclusion.type(),
                    literals,
                    conclusion.at().line(),
                    conclusion.at().column());
        }

        /** The value at this place, null when it is computed or not there. */
        public @Nullable String literal(int index) {
            return index < literals.size() ? literals.get(index) : null;
        }
    }

    List<Rule> rules() {
        return rules;
    }
}
