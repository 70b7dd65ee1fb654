package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Scenario;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes cases as a file of scenarios, as a person would write it, with expectations that are open. */
public final class CaseText {
    /** Words that mean the same to every reader of YAML when they stand without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]+");

    private static final Set<String> ELSEWHERE = Set.of("true", "false", "null", "yes", "no", "on", "off");

    private CaseText() {}

    /** A case with what is told about it. */
    public record Told(String id, String note, List<String> comments, Candidate candidate) {
        public Told {
            comments = List.copyOf(comments);
        }

        /** The same with another comment. */
        public Told with(String comment) {
            return new Told(id, note, List.of(comment), candidate);
        }
    }

    /** A whole file. */
    public static String file(DomainName domain, List<Told> cases) {
        return "plimsoll: 1\ndomain: " + domain + "\nscenarios:\n"
                + cases.stream().map(CaseText::scenario).collect(Collectors.joining("\n"));
    }

    private static String scenario(Told told) {
        List<String> lines = new ArrayList<>();
        told.comments().forEach(comment -> lines.add("  # " + comment.replaceAll("\\s+", " ")));
        lines.add("  - id: " + text(told.id()));
        lines.add("    note: " + quoted(told.note()));
        if (!told.candidate().source().equals(Scenario.DEFAULT_SOURCE)) {
            lines.add("    source: " + quoted(told.candidate().source()));
        }
        lines.add("    timeline:");
        for (Entry.Moment moment : told.candidate().before()) {
            addEntry(lines, Seeds.at(moment), moment.body(), true);
        }
        addEntry(lines, told.candidate().at(), told.candidate().body(), false);
        lines.add("        expect: open");
        return String.join("\n", lines) + "\n";
    }

    /** @param keepId an earlier signal may be told again under its id; the last one gets an id by itself */
    private static void addEntry(List<String> lines, Instant at, Map<String, @Nullable Object> body, boolean keepId) {
        lines.add("      - at: " + at);
        Map<String, @Nullable Object> signal = new LinkedHashMap<>(Tree.asObject(body.get("signal")));
        if (!keepId) {
            signal.remove("id");
        }
        if (at.toString().equals(signal.get("occurredAt"))) {
            signal.remove("occurredAt");
        }
        lines.add("        signal: " + value(signal));
        for (String part : List.of("request", "facts")) {
            if (body.get(part) instanceof Map<?, ?> map && !map.isEmpty()) {
                lines.add("        " + part + ": " + value(map));
            }
        }
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> text(String.valueOf(field.getKey())) + ": " + value(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(CaseText::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text
                ? text(text)
                : value instanceof BigDecimal number ? CanonicalJson.number(number) : String.valueOf(value);
    }

    private static String text(String text) {
        return PLAIN.matcher(text).matches() && !ELSEWHERE.contains(text.toLowerCase(Locale.ROOT))
                ? text
                : quoted(text);
    }

    /** JSON's strings are YAML's, too. */
    private static String quoted(String text) {
        return CanonicalJson.text(text);
    }
}
