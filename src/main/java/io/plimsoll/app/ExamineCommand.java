package io.plimsoll.app;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Violation;
import io.plimsoll.policy.BundleFolder;
import io.plimsoll.policy.BundleReading;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.coverage.Coverage;
import io.plimsoll.scenario.coverage.CoverageReport;
import io.plimsoll.scenario.coverage.CoverageText;
import io.plimsoll.scenario.coverage.Examined;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code plimsoll policy coverage}: what the scenarios of a bundle come by. Ends with 0 when it was measured and all
 * scenarios hold, 1 when the bundle cannot be evaluated or one does not hold, 2 when the command is not understood or a
 * file is not there.
 */
final class ExamineCommand {
    private static final int PASSED = 0;
    private static final int FOUND = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, Path> reports = new LinkedHashMap<>();
    private @Nullable Path bundle;
    private @Nullable Path counterpart;

    private ExamineCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** @param arguments what stands behind {@code policy}, beginning with what to do */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        ExamineCommand command = new ExamineCommand(out, err);
        String fault = command.parse(arguments.subList(1, arguments.size()));
        if (fault != null) {
            err.println("plimsoll: " + fault);
            err.println("Usage: plimsoll policy coverage <folder or zip> [--guardrails <folder or zip>]"
                    + " [--policy <folder or zip>] [--report json=<file>] [--report markdown=<file>]");
            return NOT_UNDERSTOOD;
        }
        try {
            return command.examine();
        } catch (IOException e) {
            err.println("plimsoll: cannot be read or written: " + e.getMessage());
            return NOT_UNDERSTOOD;
        } catch (PlimsollException e) {
            err.println("plimsoll: " + e.getMessage());
            e.violations().stream().map(Violation::detail).forEach(err::println);
            return FOUND;
        }
    }

    private @Nullable String parse(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--")) {
                if (i + 1 == arguments.size()) {
                    return argument + " needs a value";
                }
                String fault = option(argument, arguments.get(++i));
                if (fault != null) {
                    return fault;
                }
            } else if (bundle == null) {
                bundle = Path.of(argument);
            } else {
                return "one bundle at a time; " + argument + " is a second one";
            }
        }
        return bundle == null ? "name the folder or the zip to examine" : null;
    }

    private @Nullable String option(String name, String value) {
        switch (name) {
            case "--guardrails", "--policy" -> {
                if (counterpart != null) {
                    return "one counterpart at a time; " + value + " is a second one";
                }
                counterpart = Path.of(value);
                return null;
            }
            case "--report" -> {
                String[] parts = value.split("=", 2);
                if (parts.length < 2
                        || parts[1].isEmpty()
                        || !List.of("json", "markdown").contains(parts[0])) {
                    return "a report is json=<file> or markdown=<file>, not " + value;
                }
                reports.put(parts[0], Path.of(parts[1]));
                return null;
            }
            default -> {
                return "not understood: " + name;
            }
        }
    }

    private int examine() throws IOException {
        Compiled other = counterpart == null ? null : compiled(counterpart);
        Compiled subject = bundle == null || (counterpart != null && other == null) ? null : compiled(bundle);
        if (subject == null) {
            return FOUND;
        }
        if (subject.policy().manifest().kind() == Manifest.Kind.GUARDRAILS && other == null) {
            err.println("plimsoll: guardrails are run on the policy that they restrict; name it with --policy");
            return NOT_UNDERSTOOD;
        }
        return coverage(Examined.of(subject.policy(), subject.bundle(), other == null ? null : other.policy()));
    }

    private int coverage(Examined examined) throws IOException {
        CoverageReport report = Coverage.measure(examined, Progress.UNSEEN);
        out.print(CoverageText.plain(report));
        write("json", report.bytes());
        write("markdown", CoverageText.markdown(report).getBytes(StandardCharsets.UTF_8));
        return report.failed().isEmpty() ? PASSED : FOUND;
    }

    private void write(String form, byte[] content) throws IOException {
        if (reports.containsKey(form)) {
            Files.write(reports.get(form), content);
        }
    }

    private record Compiled(PolicyBundle bundle, CompiledPolicy policy) {}

    private @Nullable Compiled compiled(Path path) throws IOException {
        PolicyBundle read = BundleFolder.read(path)
                .fold(BundleReading.Readable::bundle, refused -> refuse(path, refused.findings()));
        return read == null
                ? null
                : PolicyCompiler.compile(read)
                        .fold(
                                compiled -> new Compiled(read, compiled.policy()),
                                rejected -> refuse(path, rejected.findings()));
    }

    private <T> @Nullable T refuse(Path path, List<Finding> findings) {
        findings.forEach(finding -> err.println(path + ": " + finding.words()));
        err.println("plimsoll: " + path + " cannot be examined; run policy check on it first");
        return null;
    }
}
