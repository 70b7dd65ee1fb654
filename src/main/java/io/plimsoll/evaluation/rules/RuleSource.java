package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file of rules as its author wrote it: a rule, or what stands outside of all rules. Types are not looked at,
 * so that drafts can be read.
 *
 * @param name of the rule; null for what stands outside
 * @param text the author's own, with comments
 * @param meaning equal for parts that differ in nothing but comments, spacing and notes
 * @param notes source and rationale, as they count
 */
public record RuleSource(@Nullable String name, String text, String meaning, String notes) {
    /**
     * The rules in the order of the file, then what stands outside.
     *
     * @return empty when this is not a file of rules, one after another
     */
    public static Optional<List<RuleSource>> read(String source) {
        List<Token> tokens = Lexer.tokens(source);
        if (tokens.stream().anyMatch(token -> token.kind() == Kind.BAD)) {
            return Optional.empty();
        }
        int[] lines = lines(source);
        List<RuleSource> parts = new ArrayList<>();
        StringBuilder outside = new StringBuilder();
        List<Token> outsideTokens = new ArrayList<>();
        int written = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (!(tokens.get(i).is("rule") && tokens.get(i).firstOnLine())) {
                outsideTokens.add(tokens.get(i));
                continue;
            }
            int end = end(tokens, i);
            boolean named =
                    tokens.get(i + 1).kind() == Kind.TEXT || tokens.get(i + 1).kind() == Kind.WORD;
            if (end < 0 || !named) {
                return Optional.empty();
            }
            int from = offset(tokens.get(i), lines);
            int to = offset(tokens.get(end), lines) + "end".length();
            outside.append(source, written, from);
            written = to;
            parts.add(rule(source.substring(from, to), tokens.subList(i + 1, end)));
            i = end;
        }
        outside.append(source, written, source.length());
        parts.add(new RuleSource(null, outside.toString(), meaning(outsideTokens), ""));
        return Optional.of(parts);
    }

    private static RuleSource rule(String text, List<Token> tokens) {
        int body = 1;
        while (body < tokens.size() && !tokens.get(body).is("when")) {
            body++;
        }
        return new RuleSource(
                tokens.get(0).text(),
                text,
                meaning(tokens.subList(body, tokens.size())),
                meaning(tokens.subList(1, body)));
    }

    /** Where the rule ends that begins here; -1 where it does not. */
    private static int end(List<Token> tokens, int from) {
        for (int i = from + 1; i < tokens.size(); i++) {
            if (tokens.get(i).is("end")) {
                return i;
            }
            if (tokens.get(i).is("rule") && tokens.get(i).firstOnLine()) {
                return -1;
            }
        }
        return -1;
    }

    private static String meaning(List<Token> tokens) {
        return tokens.stream().map(token -> token.kind() + " " + token.text()).collect(Collectors.joining("\n"));
    }

    /** Where each line begins, counted as the positions of tokens are. */
    private static int[] lines(String source) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < source.length(); i++) {
            boolean feed = source.charAt(i) == '\n';
            boolean lone = source.charAt(i) == '\r' && (i + 1 == source.length() || source.charAt(i + 1) != '\n');
            if (feed || lone) {
                starts.add(i + 1);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int offset(Token token, int[] lines) {
        return lines[token.at().line() - 1] + token.at().column() - 1;
    }
}
