package io.plimsoll.evaluation.diff;

import io.plimsoll.evaluation.rules.RuleSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Compares two files of rules, rule by rule. */
final class RulesDiff {
    private RulesDiff() {}

    /** @param after the parts as {@link RuleSource#read} gives them: what stands outside of the rules last */
    static void compare(ChangePlace file, List<RuleSource> before, List<RuleSource> after, Report report) {
        Matches<RuleSource> rules =
                new Matches<>(rules(before), rules(after)).by(RuleSource::name).by(RuleSource::meaning);
        for (Sides<Integer> indices : rules.indices()) {
            rule(file, rules.at(indices), report);
        }
        if (!rules.moved().isEmpty()) {
            Sides<String> orders =
                    rules.paired().map(all -> all.stream().map(RuleSource::name).collect(Collectors.joining(", ")));
            report.add(Change.of(Subject.ORDER, Action.MOVED, file.at("order of rules"), orders, true));
        }
        outside(file, before.get(before.size() - 1), after.get(after.size() - 1), report);
    }

    private static List<RuleSource> rules(List<RuleSource> parts) {
        return parts.subList(0, parts.size() - 1);
    }

    private static void rule(ChangePlace file, Sides<RuleSource> sides, Report report) {
        ChangePlace place = file.withElement(sides.map(rule -> new Part("rule", null, rule.name(), 0)));
        RuleSource before = sides.before();
        RuleSource after = sides.after();
        Sides<String> texts = sides.map(RuleSource::text);
        if (before == null || after == null) {
            report.add(Change.of(Subject.RULE, place, texts, true));
            return;
        }
        if (!Objects.equals(before.name(), after.name())) {
            report.add(Change.of(Subject.RULE, Action.RENAMED, place.at("name"), sides.map(RuleSource::name), true));
        }
        if (!before.meaning().equals(after.meaning())) {
            report.add(Change.of(Subject.RULE, Action.CHANGED, place, texts, true));
        } else if (!before.notes().equals(after.notes())) {
            report.add(Change.of(Subject.ANNOTATION, Action.CHANGED, place, texts, false));
        } else {
            idle(before.text(), after.text(), report);
        }
    }

    private static void outside(ChangePlace file, RuleSource before, RuleSource after, Report report) {
        String stood = before.text().strip();
        String stands = after.text().strip();
        if (!withoutSpace(stood).equals(withoutSpace(stands))) {
            report.add(Change.of(
                    Subject.RULE_TEXT,
                    Action.CHANGED,
                    file.at("outside"),
                    new Sides<>(stood, stands),
                    !before.meaning().equals(after.meaning())));
        } else if (!stood.equals(stands)) {
            report.addSpacing(1);
        }
    }

    /** A rule that means the same, word by word: what differs is spacing or comments. */
    private static void idle(String before, String after, Report report) {
        if (!withoutSpace(before).equals(withoutSpace(after))) {
            report.addComments(1);
        } else if (!before.equals(after)) {
            report.addSpacing(1);
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
