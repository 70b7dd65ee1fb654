package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.rules.Rule.Conclusion;
import io.plimsoll.evaluation.rules.Token.Kind;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import io.plimsoll.platform.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file: rules one after another. After something wrong it goes on with the next rule. */
final class FileParser {
    static final int MAX_RULES = 500;
    /** What can be wrong with a file before reading it ends. */
    private static final int MAX_FINDINGS = 50;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 -]{0,79}");

    private final String path;
    private final RuleTypes types;
    private final List<Finding> findings;
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final ConditionParser conditions;
    private @Nullable String current;

    FileParser(String path, String source, RuleTypes types, List<Finding> findings) {
        this.path = path;
        this.types = types;
        this.findings = findings;
        this.tokens = new Tokens(Lexer.tokens(source));
        this.expressions = new ExpressionParser(tokens);
        this.conditions = new ConditionParser(tokens, expressions);
    }

    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        boolean header = true;
        while (!tokens.ended() && findings.size() < MAX_FINDINGS) {
            current = null;
            try {
                if (header) {
                    header();
                    header = false;
                } else {
                    rules.add(rule(rules.size()));
                }
            } catch (Refusal refusal) {
                header = false;
                findings.add(finding(path, current, refusal));
                tokens.recover();
            }
        }
        return rules;
    }

    static Finding finding(String path, @Nullable String rule, Refusal refusal) {
        return Finding.of(FindingCode.RULE_REFUSED, Place.rule(path, rule, refusal.at()), refusal.detail());
    }

    /** The package and the imports say nothing that is not known, so they are read and dropped. */
    private void header() {
        if (tokens.takeIf("package")) {
            dotted();
        }
        while (tokens.peek().is("import")) {
            Position at = tokens.take().at();
            String name = dotted();
            if (types.all().stream().noneMatch(type -> name.equals(type.type().getCanonicalName()))) {
                throw new Refusal(at, "remove the import; the types that rules may use are known without one");
            }
        }
    }

    private String dotted() {
        StringBuilder name =
                new StringBuilder(tokens.expect(Kind.WORD, "a name").text());
        while (tokens.takeIf(".")) {
            name.append('.').append(tokens.expect(Kind.WORD, "a name").text());
        }
        tokens.takeIf(";");
        return name.toString();
    }

    private Rule rule(int index) {
        if (!tokens.peek().is("rule")) {
            throw tokens.unexpected("write rule \"Name\" when … then … end");
        }
        Position at = tokens.take().at();
        if (index >= MAX_RULES) {
            throw new Refusal(at, "write at most " + MAX_RULES + " rules in a file; split it");
        }
        String name = name();
        current = name;
        String[] notes = notes();
        if (!tokens.peek().is("when")) {
            throw tokens.unexpected("write when");
        }
        tokens.take();
        List<Condition> left = conditions.conditions();
        tokens.take();
        Conclusion conclusion = conclusion();
        if (!tokens.peek().is("end")) {
            throw tokens.unexpected("a rule does one thing: insert(new Type(…)); then write end");
        }
        tokens.take();
        return new Rule(name, notes[0], notes[1], left, conclusion, at);
    }

    private String name() {
        Token token = tokens.peek();
        boolean plain = token.kind() == Kind.WORD && !Words.RESERVED.contains(token.text());
        if (token.kind() != Kind.TEXT && !plain) {
            throw tokens.unexpected("write the rule's name");
        }
        if (!NAME.matcher(token.text()).matches()) {
            throw new Refusal(
                    token.at(),
                    "the name " + token.shown()
                            + " cannot be used; write up to 80 letters, digits, spaces and hyphens, a letter or digit first");
        }
        return tokens.take().text();
    }

    /** @return the source and the rationale, null where there is none */
    private @Nullable String[] notes() {
        @Nullable String[] notes = new String[2];
        while (tokens.peek().is("@")) {
            Position at = tokens.take().at();
            String word = tokens.expect(Kind.WORD, "Source or Rationale").text();
            int index = List.of("Source", "Rationale").indexOf(word);
            if (index < 0 || notes[index] != null) {
                throw new Refusal(at, "only @Source(\"…\") and @Rationale(\"…\") may stand here, each once");
            }
            tokens.open();
            notes[index] =
                    tokens.expect(Kind.TEXT, "a text between double quotes").text();
            tokens.close();
        }
        return notes;
    }

    private Conclusion conclusion() {
        if (!tokens.peek().is("insert")) {
            throw tokens.unexpected("write insert(new Type(…));");
        }
        Position at = tokens.take().at();
        tokens.open();
        tokens.expect("new");
        String type = tokens.expect(Kind.WORD, "the type of the result").text();
        tokens.open();
        List<Expression> arguments = new ArrayList<>();
        while (!tokens.peek().is(")")) {
            if (!arguments.isEmpty()) {
                tokens.expect(",");
            }
            arguments.add(expressions.expression());
        }
        tokens.close();
        tokens.close();
        tokens.expect(";");
        return new Conclusion(type, arguments, at);
    }
}
