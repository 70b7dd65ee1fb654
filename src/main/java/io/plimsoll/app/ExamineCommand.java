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
import io.plimsoll.scenario.coverage.GeneratedCases;
import io.plimsoll.scenario.mutation.Mutation;
import io.plimsoll.scenario.mutation.MutationReport;
import io.plimsoll.scenario.mutation.MutationText;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code plimsoll policy coverage} and {@code plimsoll policy mutate}: how well the scenarios of a bundle test it. Ends with
 * 0 when it was measured, all scenarios hold and the score is high enough; with 1 when not, or when the bundle cannot be
 * evaluated; with 2 when the command is not understood or a file is not there.
 */
final class ExamineCommand {
    private static final int PASSED = 0;
    private static final int FOUND = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final ExamineOptions options;
    private final PrintStream out;
    private final PrintStream err;

    private ExamineCommand(ExamineOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** @param arguments what stands behind {@code policy}, beginning with what to do */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return new ExamineCommand(ExamineOptions.of(arguments), out, err).run();
        } catch (ExamineOptions.NotUnderstood e) {
            err.println("plimsoll: " + e.getMessage());
            err.println(ExamineOptions.USAGE);
            return NOT_UNDERSTOOD;
        } catch (IOException e) {
            err.println("plimsoll: cannot be read or written: " + e.getMessage());
            return NOT_UNDERSTOOD;
        } catch (PlimsollException e) {
            err.println("plimsoll: " + e.getMessage());
            e.violations().stream().map(Violation::detail).forEach(err::println);
            return FOUND;
        }
    }

    private int run() throws IOException {
        String counterpart = options.counterpart();
        Compiled other = counterpart == null ? null : compiled(counterpart);
        Compiled subject = counterpart != null && other == null ? null : compiled(options.bundle());
        if (subject == null) {
            return FOUND;
        }
        if (subject.policy().manifest().kind() == Manifest.Kind.GUARDRAILS && other == null) {
            err.println("plimsoll: guardrails are run on the policy that they restrict; name it with --policy");
            return NOT_UNDERSTOOD;
        }
        Examined examined = Examined.of(subject.policy(), subject.bundle(), other == null ? null : other.policy());
        return options.mutates() ? mutate(examined) : coverage(examined);
    }

    private int coverage(Examined examined) throws IOException {
        Coverage.Measured measured = Coverage.measure(examined, Progress.UNSEEN);
        CoverageReport report = measured.report();
        out.print(CoverageText.plain(report));
        write("json", report.bytes());
        write("markdown", CoverageText.markdown(report).getBytes(StandardCharsets.UTF_8));
        if (options.propose() != null) {
            GeneratedCases cases = GeneratedCases.of(examined, measured, Progress.UNSEEN);
            out.print(CoverageText.plain(cases));
            propose(cases.file(examined));
        }
        return report.failed().isEmpty() ? PASSED : FOUND;
    }

    private void propose(String file) throws IOException {
        Path path = options.propose();
        if (path != null && !file.isEmpty()) {
            Files.writeString(path, file);
            out.println("proposed: " + path);
        }
    }

    private int mutate(Examined examined) throws IOException {
        MutationReport report = Mutation.run(
                examined,
                new Mutation.Options(
                        options.limit(),
                        options.seed(),
                        Runtime.getRuntime().availableProcessors(),
                        Mutation.Options.CASES),
                Progress.UNSEEN);
        out.print(MutationText.plain(report));
        write("json", report.bytes());
        write("markdown", MutationText.markdown(report).getBytes(StandardCharsets.UTF_8));
        propose(report.file());
        BigDecimal score = report.total().score().orElse(BigDecimal.ZERO);
        boolean enough = score.compareTo(options.atLeast()) >= 0;
        if (!enough) {
            out.println("refused: the score is lower than " + options.atLeast());
        }
        return enough && report.failed().isEmpty() ? PASSED : FOUND;
    }

    private void write(String form, byte[] content) throws IOException {
        Path report = options.reports().get(form);
        if (report != null) {
            Files.write(report, content);
        }
    }

    private record Compiled(PolicyBundle bundle, CompiledPolicy policy) {}

    private @Nullable Compiled compiled(String named) throws IOException {
        PolicyBundle builtIn = BuiltInName.bundle(named).orElse(null);
        PolicyBundle read = builtIn == null ? read(named) : builtIn;
        return read == null
                ? null
                : PolicyCompiler.compile(read)
                        .fold(
                                compiled -> new Compiled(read, compiled.policy()),
                                rejected -> refuse(named, rejected.findings()));
    }

    private @Nullable PolicyBundle read(String named) throws IOException {
        return BundleFolder.read(Path.of(named))
                .fold(BundleReading.Readable::bundle, refused -> refuse(named, refused.findings()));
    }

    private <T> @Nullable T refuse(String named, List<Finding> findings) {
        findings.forEach(finding -> err.println(named + ": " + finding.words()));
        err.println("plimsoll: " + named + " cannot be examined; run policy check on it first");
        return null;
    }
}
