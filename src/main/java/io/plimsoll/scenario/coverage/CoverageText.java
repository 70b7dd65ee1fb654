package io.plimsoll.scenario.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a report of coverage to people. */
public final class CoverageText {
    private static final int MAX_NAMES = 20;

    private CoverageText() {}

    /** As lines of plain text. */
    public static String plain(CoverageReport report) {
        List<String> lines = new ArrayList<>();
        for (CoverageReport.Table table : report.tables()) {
            lines.add(name(table) + ": rows " + table.rows() + ", conditions " + table.conditions() + ", thresholds "
                    + table.edges() + ", independence " + independence(table));
            table.gaps().forEach(gap -> lines.add("  " + gap.words()));
        }
        report.rules().stream()
                .filter(rule -> rule.fired() == 0)
                .forEach(rule ->
                        lines.add(rule.rule().file() + ": rule \"" + rule.rule().rule() + "\" never fires"));
        lines.add("");
        lines.addAll(summary(report));
        return String.join("\n", lines) + "\n";
    }

    /** How many cases were found, and for what there is none. */
    public static String plain(GeneratedCases cases) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(cases.cases().size() + " cases found; none for "
                + cases.notFound().size());
        cases.notFound()
                .forEach(goal -> lines.add("  " + goal.table().name().model() + ", "
                        + goal.table().name().decision() + ": " + goal.words() + " (no case found)"));
        return String.join("\n", lines) + "\n";
    }

    /** As a page in Markdown. */
    public static String markdown(CoverageReport report) {
        List<String> lines = new ArrayList<>(List.of("# Coverage", ""));
        summary(report).forEach(line -> lines.add("- " + line));
        lines.addAll(List.of(
                "",
                "| table | asked | rows | conditions | thresholds | independence |",
                "|---|---:|---:|---:|---:|---:|"));
        report.tables()
                .forEach(table -> lines.add("| " + cell(name(table)) + " | " + table.asked() + " | " + table.rows()
                        + " | " + table.conditions() + " | " + table.edges() + " | " + cell(independence(table))
                        + " |"));
        lines.addAll(List.of("", "## What is missing", ""));
        report.tables().stream().filter(table -> !table.gaps().isEmpty()).forEach(table -> {
            lines.add("- " + name(table));
            table.gaps().forEach(gap -> lines.add("  - " + gap.words()));
        });
        report.rules().stream()
                .filter(rule -> rule.fired() == 0)
                .forEach(rule -> lines.add(
                        "- " + rule.rule().file() + ": rule \"" + rule.rule().rule() + "\" never fires"));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> summary(CoverageReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("bundle " + report.bundle());
        lines.add(report.scenarios() + " scenarios, " + report.decisions() + " decisions");
        lines.add("rows " + report.total(CoverageReport.Table::rows));
        lines.add("conditions " + report.total(CoverageReport.Table::conditions));
        lines.add("thresholds " + report.total(CoverageReport.Table::edges));
        long unknown =
                report.tables().stream().filter(table -> table.why() != null).count();
        lines.add("independence of conditions (MC/DC) " + report.total(CoverageReport.Table::independence)
                + (unknown == 0
                        ? ""
                        : "; not known for " + unknown + " of "
                                + report.tables().size() + " tables"));
        lines.add("rules " + report.rulesFired());
        addNames(lines, "scenarios that do not hold", report.failed());
        addNames(
                lines, "left out, because they send more than " + Examined.MOST_SIGNALS + " signals", report.leftOut());
        return lines;
    }

    private static void addNames(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            String told = names.stream().limit(MAX_NAMES).collect(Collectors.joining("; "));
            lines.add(what + ": " + told
                    + (names.size() > MAX_NAMES ? "; and " + (names.size() - MAX_NAMES) + " more" : ""));
        }
    }

    private static String name(CoverageReport.Table table) {
        return table.table().name().model() + ", " + table.table().name().decision();
    }

    private static String independence(CoverageReport.Table table) {
        return table.why() == null ? table.independence().toString() : "not known (" + table.why() + ")";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
