package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.Scores;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells a decision to people: what was decided, about what, why, and what the tables and rules said. */
final class DecisionReport {
    private final RecordedDecision decision;
    private final Explanation explanation;
    private final Map<String, @Nullable Object> verdict;
    private final String language;
    private final Report report;

    private DecisionReport(RecordedDecision decision, Explanation explanation, String language, Report report) {
        this.decision = decision;
        this.language = language;
        this.explanation = explanation;
        this.verdict = Tree.asObject(StrictJson.read(decision.verdictJson().getBytes(StandardCharsets.UTF_8)));
        this.report = report;
    }

    /**
     * The whole of it. A customer's words are left out: they explain nothing that the scores do not.
     *
     * @param language of the texts of reasons; all else is English
     */
    static String of(RecordedDecision decision, Explanation explanation, String language, Report report) {
        new DecisionReport(decision, explanation, language, report).write();
        return report.finished();
    }

    private void write() {
        report.heading(1, "Decision " + decision.id());
        report.paragraph(explanation.story());
        report.heading(2, "What was decided");
        report.terms(decided());
        report.heading(2, "What it was about");
        report.terms(about());
        section(
                "Actions",
                List.of("Action", "Disposition", "Up to", "Approvers", "Parameters", "Reasons"),
                rows(verdict.get("intents"), DecisionReport::intent));
        section(
                "Reasons",
                List.of("Code", "Text", "May be told to the customer"),
                rows(verdict.get("reasons"), this::reason),
                language);
        section(
                "Held back",
                List.of("What", "Because", "Text", "May be told to the customer"),
                rows(verdict.get("suppressed"), this::suppression),
                language);
        section(
                "What the history says",
                List.of("Feature", "Value"),
                explanation.features().entrySet().stream()
                        .map(feature -> List.of(List.of(feature.getKey()), lines(feature.getValue())))
                        .toList());
        section(
                "Rules that fired",
                List.of("Rule", "Phase", "File", "What it saw"),
                explanation.rules().stream()
                        .map(rule -> List.of(
                                List.of(rule.rule()), List.of(words(rule.phase())), List.of(rule.file()), rule.facts()))
                        .toList());
        tables();
    }

    private Map<String, String> decided() {
        PolicyReference policy = decision.policy();
        PolicyReference.Guardrails guardrails = policy.guardrails();
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("Outcome", words(decision.outcome()));
        terms.put("Severity", decision.severity() + " of 5");
        terms.put("Route", route());
        terms.put("Decided at", decision.decidedAt().toString());
        terms.put("Policy", decision.domain() + ", version " + policy.version() + " (" + words(policy.stage()) + ")");
        terms.put("Why this version", explanation.chosen().why());
        terms.put("Policy digest", policy.digest().toString());
        terms.put("Guardrails", guardrails == null ? "none" : "version " + guardrails.version());
        if (guardrails != null && explanation.chosen().guardrails() != null) {
            terms.put("Why these guardrails", explanation.chosen().guardrails().why());
            terms.put("Guardrails digest", guardrails.digest().toString());
        }
        terms.put("Engine", policy.engine());
        return terms;
    }

    private String route() {
        if (verdict.get("route") == null) {
            return "none";
        }
        Map<String, @Nullable Object> route = Tree.asObject(verdict.get("route"));
        return route.get("queue") + ", level " + plain(route.get("level")) + ", due within " + route.get("dueWithin");
    }

    private Map<String, String> about() {
        Situation situation = Situation.read(decision.situationJson().getBytes(StandardCharsets.UTF_8));
        Signal signal = situation.submission().signal();
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("Signal", signal.id().value());
        terms.put("Occurred at", signal.occurredAt().toString());
        put(terms, "Channel", signal.channel());
        put(terms, "Topic", signal.topic());
        put(terms, "Request", situation.submission().requestType());
        Scores scores = Objects.requireNonNullElse(signal.scores(), Scores.NONE);
        put(terms, "Sentiment (−1 to 1)", scores.sentiment());
        put(terms, "Intensity (0 to 1)", scores.intensity());
        put(terms, "Activeness (0 to 1)", scores.activeness());
        put(terms, "Confidence (0 to 1)", scores.confidence());
        put(terms, "Intention", scores.intention());
        return terms;
    }

    private static void put(Map<String, String> terms, String term, @Nullable Object value) {
        if (value != null) {
            terms.put(term, plain(value));
        }
    }

    private static List<List<String>> intent(Map<String, @Nullable Object> intent) {
        Object ceiling = intent.get("ceiling");
        return List.of(
                lines(intent.get("type")),
                List.of(words(intent.get("disposition"))),
                ceiling == null ? List.of() : List.of(money(Tree.asObject(ceiling))),
                lines(intent.get("approvers")),
                lines(intent.get("parameters")),
                Tree.asList(intent.get("reasons")).stream()
                        .map(reason -> String.valueOf(Tree.asObject(reason).get("code")))
                        .toList());
    }

    private static String money(Map<String, @Nullable Object> ceiling) {
        return plain(ceiling.get("amount")) + " " + ceiling.get("currency");
    }

    /** The texts of the explanation, in the order in which the verdict names the reasons. */
    private List<List<String>> reason(Map<String, @Nullable Object> recorded) {
        Explanation.ToldReason told =
                explanation.reasons().get(Tree.asList(verdict.get("reasons")).indexOf(recorded));
        return List.of(lines(told.code()), lines(told.text()), lines(told.customer()));
    }

    private List<List<String>> suppression(Map<String, @Nullable Object> suppression) {
        List<List<String>> row = new ArrayList<>(List.of(lines(suppression.get("what"))));
        row.addAll(reason(Tree.asObject(suppression.get("reason"))));
        return row;
    }

    private void tables() {
        if (explanation.tables().isEmpty()) {
            return;
        }
        report.heading(2, "What the tables said");
        report.paragraph(Signs.LEGEND);
        for (Explanation.Table table : explanation.tables()) {
            String about = table.intent() == null ? "" : ", about " + table.intent();
            report.heading(3, table.model() + ": " + table.decision() + about);
            if (table.question() != null) {
                report.paragraph(table.question());
            }
            if (table.note() != null) {
                report.paragraph(table.note());
            } else if (table.rows().stream().noneMatch(Explanation.Row::selected)) {
                report.paragraph("No row hit.");
            }
            report.decisionTable(table);
        }
    }

    private void section(String heading, List<String> columns, List<List<List<String>>> rows) {
        section(heading, columns, rows, Wording.ENGLISH);
    }

    /** Left out when there is nothing to say. */
    private void section(String heading, List<String> columns, List<List<List<String>>> rows, String language) {
        if (!rows.isEmpty()) {
            report.heading(2, heading);
            report.table(heading, columns, rows, language);
        }
    }

    private static List<List<List<String>>> rows(
            @Nullable Object list, Function<Map<String, @Nullable Object>, List<List<String>>> row) {
        return Tree.asList(list).stream()
                .map(each -> row.apply(Tree.asObject(each)))
                .toList();
    }

    private static List<String> lines(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + plain(entry.getValue()))
                    .toList();
        }
        return value == null ? List.of() : List.of(plain(value));
    }

    private static String plain(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static String words(@Nullable Object constant) {
        return String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
