package io.plimsoll.app;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.policy.BundleFolder;
import io.plimsoll.policy.BundleReading;
import io.plimsoll.policy.Gate;
import io.plimsoll.policy.GateReport;
import io.plimsoll.policy.ScenarioResults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code plimsoll policy check}: the {@link Gate} without a service and without a database. Ends with 0 when the bundle
 * passes, 1 when it does not, 2 when the command is not understood or a file is not there.
 */
final class PolicyCommand {
    private static final int PASSED = 0;
    private static final int FOUND = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final List<String> EXAMINATIONS = List.of(ExamineOptions.COVERAGE, ExamineOptions.MUTATE);

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, Path> reports = new LinkedHashMap<>();
    private @Nullable Path bundle;
    private @Nullable Path counterpart;
    private boolean strict;

    private PolicyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** @param arguments what stands behind {@code policy} */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (!arguments.isEmpty() && arguments.get(0).equals("push")) {
            return PushCommand.run(arguments.subList(1, arguments.size()), System.getenv(), out, err);
        }
        if (!arguments.isEmpty() && EXAMINATIONS.contains(arguments.get(0))) {
            return ExamineCommand.run(arguments, out, err);
        }
        PolicyCommand command = new PolicyCommand(out, err);
        String fault = command.parse(arguments);
        if (fault != null) {
            err.println("plimsoll: " + fault);
            err.println("Usage: plimsoll policy check <folder, zip or .dmn> [--guardrails <folder or zip>]"
                    + " [--policy <folder or zip>] [--report junit=<file>] [--report json=<file>] [--strict]");
            return NOT_UNDERSTOOD;
        }
        try {
            return command.check();
        } catch (IOException e) {
            err.println("plimsoll: cannot be read or written: " + e.getMessage());
            return NOT_UNDERSTOOD;
        }
    }

    private @Nullable String parse(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).equals("check")) {
            return "not understood: policy " + String.join(" ", arguments);
        }
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--strict")) {
                strict = true;
            } else if (argument.startsWith("--")) {
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
        return bundle == null ? "name the folder, the zip or the .dmn file to check" : null;
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
                        || !List.of("junit", "json").contains(parts[0])) {
                    return "a report is junit=<file> or json=<file>, not " + value;
                }
                reports.put(parts[0], Path.of(parts[1]));
                return null;
            }
            default -> {
                return "not understood: " + name;
            }
        }
    }

    private int check() throws IOException {
        List<Finding> before = new ArrayList<>();
        CompiledPolicy other = null;
        if (counterpart != null) {
            PolicyBundle read = bundle(counterpart, before);
            other = read == null ? null : compiled(read, before);
            if (other == null) {
                before.forEach(finding -> err.println(counterpart + ": " + finding.words()));
                err.println("plimsoll: " + counterpart + " cannot be used; check it by itself first");
                return FOUND;
            }
        }
        PolicyBundle read = bundle == null ? null : bundle(bundle, before);
        if (read == null) {
            before.forEach(finding -> out.println(finding.words()));
            writeJunit(before, ScenarioResults.NONE);
            out.println("refused");
            return FOUND;
        }
        GateReport report = Gate.check(read, other);
        print(report);
        writeJunit(report.findings(), report.scenarios());
        if (reports.containsKey("json")) {
            Files.write(reports.get("json"), report.bytes());
        }
        boolean clean =
                report.passed() && (!strict || report.of(Severity.WARNING).isEmpty());
        return clean ? PASSED : FOUND;
    }

    private static @Nullable PolicyBundle bundle(Path path, List<Finding> findings) throws IOException {
        return BundleFolder.read(path).fold(BundleReading.Readable::bundle, refused -> {
            findings.addAll(refused.findings());
            return null;
        });
    }

    private static @Nullable CompiledPolicy compiled(PolicyBundle bundle, List<Finding> findings) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            findings.addAll(rejected.findings());
            return null;
        });
    }

    private void print(GateReport report) {
        for (Finding finding : report.findings()) {
            out.println(finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.code() + " ["
                    + finding.fingerprint() + "]");
            out.println("  " + finding.place());
            out.println("  " + finding.detail());
        }
        out.println();
        out.println("bundle " + report.bundle());
        ScenarioResults scenarios = report.scenarios();
        out.println(scenarios.run() + " scenarios run, " + scenarios.failed().size() + " failed");
        out.println((report.passed() ? "passed" : "refused") + ": "
                + report.of(Severity.ERROR).size() + " errors, "
                + report.of(Severity.WARNING).size() + " warnings, "
                + report.of(Severity.INFO).size() + " notes");
    }

    private void writeJunit(List<Finding> findings, ScenarioResults scenarios) throws IOException {
        if (reports.containsKey("junit")) {
            Files.write(reports.get("junit"), JunitReport.bytes(findings, scenarios, strict));
        }
    }
}
