package io.plimsoll.app;

import io.plimsoll.scenario.mutation.Mutation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was asked for behind {@code plimsoll policy coverage} and {@code plimsoll policy mutate}. */
final class ExamineOptions {
    static final String USAGE = """
            Usage: plimsoll policy coverage <bundle> [--guardrails <bundle>] [--policy <bundle>]
                     [--propose <file.yaml>] [--report json=<file>] [--report markdown=<file>]
                   plimsoll policy mutate <bundle> [--guardrails <bundle>] [--policy <bundle>]
                     [--at-least <score>] [--limit <mutants>] [--seed <number>] [--propose <file.yaml>]
                     [--report json=<file>] [--report markdown=<file>]
            A bundle is a folder, a zip, or the name of a domain that is built in; <domain>/guardrails are its guardrails.""";

    static final String COVERAGE = "coverage";
    static final String MUTATE = "mutate";
    private static final Set<String> COUNTERPARTS = Set.of("--guardrails", "--policy");
    private static final String PROPOSE = "--propose";
    private static final Set<String> OF_MUTATE = Set.of("--at-least", "--limit", "--seed");

    private final String command;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Path> reports = new LinkedHashMap<>();
    private @Nullable String bundle;

    /** Somebody wrote something that has no meaning here. */
    static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }

    private ExamineOptions(String command) {
        this.command = command;
    }

    /** @throws NotUnderstood with what to write instead */
    static ExamineOptions of(List<String> arguments) {
        ExamineOptions options = new ExamineOptions(arguments.get(0));
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                options.bundle(argument);
            } else if (i + 1 == arguments.size()) {
                throw new NotUnderstood(argument + " needs a value");
            } else {
                options.option(argument, arguments.get(++i));
            }
        }
        if (options.bundle == null) {
            throw new NotUnderstood("name the bundle to examine");
        }
        options.atLeast();
        options.limit();
        options.seed();
        return options;
    }

    private void bundle(String named) {
        if (bundle != null) {
            throw new NotUnderstood("one bundle at a time; " + named + " is a second one");
        }
        bundle = named;
    }

    private void option(String name, String value) {
        if (name.equals("--report")) {
            String[] parts = value.split("=", 2);
            if (parts.length < 2
                    || parts[1].isEmpty()
                    || !List.of("json", "markdown").contains(parts[0])) {
                throw new NotUnderstood("a report is json=<file> or markdown=<file>, not " + value);
            }
            reports.put(parts[0], Path.of(parts[1]));
            return;
        }
        if (!COUNTERPARTS.contains(name) && !name.equals(PROPOSE) && !(mutates() && OF_MUTATE.contains(name))) {
            throw new NotUnderstood("not understood: " + name);
        }
        boolean second = values.containsKey(name) || (COUNTERPARTS.contains(name) && named() != null);
        if (second) {
            throw new NotUnderstood("once is enough: " + name + " " + value);
        }
        values.put(name, value);
    }

    boolean mutates() {
        return command.equals(MUTATE);
    }

    String bundle() {
        return Objects.requireNonNull(bundle);
    }

    /** The guardrails, or the policy, that it is run with; of a built-in domain its own when left out; null for none. */
    @Nullable String counterpart() {
        String named = named();
        return named != null || bundle == null
                ? named
                : BuiltInName.counterpart(bundle).orElse(null);
    }

    private @Nullable String named() {
        return values.getOrDefault("--guardrails", values.get("--policy"));
    }

    /** Where cases go that were found; null when nobody wants any. */
    @Nullable Path propose() {
        String path = values.get(PROPOSE);
        return path == null ? null : Path.of(path);
    }

    /** By their form. */
    Map<String, Path> reports() {
        return reports;
    }

    BigDecimal atLeast() {
        BigDecimal score = number("--at-least", BigDecimal.ZERO);
        if (score.signum() < 0 || score.compareTo(BigDecimal.ONE) > 0) {
            throw new NotUnderstood("--at-least is a score from 0 to 1, for example 0.80");
        }
        return score;
    }

    int limit() {
        BigDecimal limit = number("--limit", BigDecimal.valueOf(Mutation.Options.MOST));
        if (limit.scale() > 0 || limit.signum() <= 0 || limit.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw new NotUnderstood("--limit is how many mutants are tried, 1 to 1000000");
        }
        return limit.intValue();
    }

    long seed() {
        BigDecimal seed = number("--seed", BigDecimal.ONE);
        if (seed.scale() > 0 || seed.precision() > 15) {
            throw new NotUnderstood("--seed is a whole number by which mutants are drawn");
        }
        return seed.longValueExact();
    }

    private BigDecimal number(String name, BigDecimal absent) {
        String value = values.get(name);
        try {
            return value == null ? absent : new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new NotUnderstood(name + " needs a number, not " + value);
        }
    }
}
