package io.plimsoll.scenario.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a report of mutants to people. */
public final class MutationText {
    private static final int MAX_NAMES = 20;

    private MutationText() {}

    /** As lines of plain text. */
    public static String plain(MutationReport report) {
        List<String> lines = new ArrayList<>();
        Map<String, List<MutationReport.Survivor>> survivors = survivors(report);
        for (MutationReport.Subject subject : report.subjects()) {
            lines.add(subject.name() + ": " + figures(subject));
            survivors.getOrDefault(subject.name(), List.of()).forEach(survivor -> lines.add("  " + survivor.words()));
        }
        lines.add("");
        lines.addAll(summary(report));
        return String.join("\n", lines) + "\n";
    }

    /** As a page in Markdown. */
    public static String markdown(MutationReport report) {
        List<String> lines = new ArrayList<>(List.of("# Mutation score", ""));
        summary(report).forEach(line -> lines.add("- " + line));
        lines.addAll(List.of("", "| where | score | killed | survived | stillborn |", "|---|---:|---:|---:|---:|"));
        report.subjects()
                .forEach(subject -> lines.add("| " + cell(subject.name()) + " | " + score(subject) + " | "
                        + subject.killed() + " | " + subject.survived() + " | " + subject.stillborn() + " |"));
        lines.addAll(List.of("", "## What nobody would notice", ""));
        survivors(report).forEach((subject, all) -> {
            lines.add("- " + subject);
            all.forEach(survivor -> lines.add("  - " + survivor.words()));
        });
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, List<MutationReport.Survivor>> survivors(MutationReport report) {
        return report.survivors().stream()
                .collect(Collectors.groupingBy(
                        MutationReport.Survivor::subject, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> summary(MutationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("bundle " + report.bundle());
        lines.add(report.scenarios() + " scenarios");
        lines.add(
                report.drawn() == report.all()
                        ? "all " + report.all() + " mutants"
                        : report.drawn() + " mutants, drawn from " + report.all() + " with the seed " + report.seed());
        lines.add("score " + figures(report.total()));
        addCases(lines, report);
        addNames(lines, "not run, because they do not hold anyway", report.failed());
        addNames(lines, "not run, because they send too many signals", report.leftOut());
        return lines;
    }

    /** Survivors that somebody should work on, and those that most often change nothing. */
    private static void addCases(List<String> lines, MutationReport report) {
        long told = report.survivors().stream()
                .filter(survivor -> survivor.killing() != null)
                .count();
        if (!report.survivors().isEmpty()) {
            lines.add("of those that survived " + told + " with a case that would notice, "
                    + (report.survivors().size() - told) + " without one");
        }
    }

    private static String figures(MutationReport.Subject subject) {
        return score(subject) + " (" + subject.killed() + " killed, " + subject.survived() + " survived, "
                + subject.stillborn() + " stillborn)";
    }

    private static String score(MutationReport.Subject subject) {
        return subject.score().map(score -> score.toPlainString()).orElse("none");
    }

    private static void addNames(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            String told = names.stream().limit(MAX_NAMES).collect(Collectors.joining("; "));
            lines.add(what + ": " + told
                    + (names.size() > MAX_NAMES ? "; and " + (names.size() - MAX_NAMES) + " more" : ""));
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
