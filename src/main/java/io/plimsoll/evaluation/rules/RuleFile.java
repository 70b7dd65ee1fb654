package io.plimsoll.evaluation.rules;

import java.util.List;

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

    List<Rule> rules() {
        return rules;
    }
}
