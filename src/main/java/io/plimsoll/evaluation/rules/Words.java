package io.plimsoll.evaluation.rules;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of the grammar, and what to say of words that are not in it. */
final class Words {
    static final Set<String> RESERVED = Set.of(
            "rule",
            "when",
            "then",
            "end",
            "not",
            "exists",
            "accumulate",
            "and",
            "or",
            "in",
            "true",
            "false",
            "null",
            "insert",
            "new",
            "this",
            "package",
            "import");

    private static final String COMPARE = "compare with ==, !=, <, <=, >, >= or in (…)";
    private static final String ONE_INSERT = "a rule does one thing: insert(new Type(…));";
    private static final String ATTRIBUTE =
            "attributes are not allowed; write when directly after the name, and make the conditions say when the rule applies";
    private static final String ONLY_RULES = "a file holds rules only; remove it";
    private static final String NO_SOURCE = "facts come from the service only; remove it and write Type(…) alone";

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("salience", ATTRIBUTE),
            Map.entry("no", ATTRIBUTE),
            Map.entry("lock", ATTRIBUTE),
            Map.entry("enabled", ATTRIBUTE),
            Map.entry("dialect", ATTRIBUTE),
            Map.entry("duration", ATTRIBUTE),
            Map.entry("timer", ATTRIBUTE),
            Map.entry("date", ATTRIBUTE),
            Map.entry("agenda", ATTRIBUTE),
            Map.entry("activation", ATTRIBUTE),
            Map.entry("ruleflow", ATTRIBUTE),
            Map.entry("auto", ATTRIBUTE),
            Map.entry("extends", "a rule stands alone; repeat the conditions of the other rule"),
            Map.entry("function", ONLY_RULES),
            Map.entry("query", ONLY_RULES),
            Map.entry("global", ONLY_RULES),
            Map.entry("declare", ONLY_RULES),
            Map.entry("enum", ONLY_RULES),
            Map.entry("unit", ONLY_RULES),
            Map.entry("eval", "write the comparison inside a pattern: Type( field > 3 )"),
            Map.entry("from", NO_SOURCE),
            Map.entry("over", "there are no windows; compare a field of the fact: Type( ageHours <= 168 )"),
            Map.entry("collect", "collections are not allowed; count or add up with accumulate(…)"),
            Map.entry("collectList", "use count, sum, min, max or average"),
            Map.entry("collectSet", "use count, sum, min, max or average"),
            Map.entry("forall", "write not( Type( the opposite ) )"),
            Map.entry("or", "write two rules, or || inside one pattern"),
            Map.entry("and", "write the patterns one below the other, without and"),
            Map.entry("matches", COMPARE),
            Map.entry("soundslike", COMPARE),
            Map.entry("str", COMPARE),
            Map.entry("contains", COMPARE),
            Map.entry("memberOf", COMPARE),
            Map.entry("after", "compare instants with < and >, or hours in numbers"),
            Map.entry("before", "compare instants with < and >, or hours in numbers"),
            Map.entry("modify", ONE_INSERT),
            Map.entry("update", ONE_INSERT),
            Map.entry("retract", ONE_INSERT),
            Map.entry("delete", ONE_INSERT),
            Map.entry("insertLogical", ONE_INSERT),
            Map.entry("System", ONE_INSERT),
            Map.entry("while", ONE_INSERT),
            Map.entry("for", ONE_INSERT),
            Map.entry("if", ONE_INSERT));

    private Words() {}

    static @Nullable String advice(Token token) {
        return token.kind() == Token.Kind.WORD ? ADVICE.get(token.text()) : null;
    }

    /** At most forty characters, all of them printable. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(40).forEach(c -> out.appendCodePoint(c < 0x20 || c == 0x7f ? '?' : c));
        return "'" + out + (text.length() > 40 ? "…'" : "'");
    }

    /** The sentence that proposes the known word with the fewest differences, or all of them when none is near. */
    static String suggestion(String word, Collection<String> known) {
        String nearest = null;
        int least = Math.max(2, word.length() / 2) + 1;
        for (String each : known) {
            int distance = distance(word.toLowerCase(java.util.Locale.ROOT), each.toLowerCase(java.util.Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = each;
            }
        }
        return nearest != null ? "did you mean " + nearest + "?" : "known are " + String.join(", ", known);
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
