package io.plimsoll.app;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.BundleFolder;
import io.plimsoll.policy.BundleReading;
import io.plimsoll.policy.ScenarioResults;
import io.plimsoll.replay.Mode;
import io.plimsoll.replay.ScenarioDossier;
import io.plimsoll.replay.dossier.Dossier;
import io.plimsoll.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code plimsoll replay}: scenarios against a policy, without a service and without a database. Alone, everything has to
 * come out as expected; with a baseline it says what the policy would change. Ends with 0, with 1 when an expectation does not
 * hold or a file cannot be understood, with 2 when the command cannot.
 */
final class ReplayCommand {
    private static final int HELD = 0;
    private static final int DIFFERENT = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<Option, String> options = new EnumMap<>(Option.class);
    private final Map<String, Path> reports = new LinkedHashMap<>();
    private @Nullable Path folder;

    private ReplayCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What may stand behind the folder, once each. */
    private enum Option {
        POLICY,
        GUARDRAILS,
        BASELINE,
        MODE;

        String flag() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A bundle that cannot be used; it was told why. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** @param arguments what stands behind {@code replay} */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        ReplayCommand command = new ReplayCommand(out, err);
        String fault = command.parse(arguments);
        if (fault != null) {
            err.println("plimsoll: " + fault);
            err.println("Usage: plimsoll replay <folder or file> --policy <bundle> [--guardrails <bundle>]"
                    + " [--baseline <bundle> [--mode compare|simulate]]"
                    + " [--report junit|json|markdown|html=<file>]...");
            err.println("A bundle is a folder, a zip, or the name of a domain that is built in.");
            return NOT_UNDERSTOOD;
        }
        try {
            return command.replay();
        } catch (IOException e) {
            err.println("plimsoll: cannot be read or written: " + e.getMessage());
            return NOT_UNDERSTOOD;
        } catch (ScenarioFolder.Unreadable e) {
            err.println("plimsoll: " + e.name() + ": " + e.problem().getMessage());
            e.problem().violations().forEach(violation -> err.println("  " + violation.detail()));
            return DIFFERENT;
        } catch (Unusable e) {
            return DIFFERENT;
        }
    }

    private @Nullable String parse(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--")) {
                String fault =
                        i + 1 == arguments.size() ? argument + " needs a value" : option(argument, arguments.get(++i));
                if (fault != null) {
                    return fault;
                }
            } else if (folder == null) {
                folder = Path.of(argument);
            } else {
                return "one folder at a time; " + argument + " is a second one";
            }
        }
        if (folder == null) {
            return "name the folder or the file with scenarios";
        }
        if (!options.containsKey(Option.POLICY)) {
            return "name the policy that decides: --policy";
        }
        return options.containsKey(Option.BASELINE) == options.containsKey(Option.MODE)
                        || options.containsKey(Option.BASELINE)
                ? reportFault()
                : "--mode says how to compare with a --baseline";
    }

    private @Nullable String reportFault() {
        boolean dossier = reports.containsKey("markdown") || reports.containsKey("html");
        return dossier && !options.containsKey(Option.BASELINE)
                ? "markdown and html are reports of a comparison; name a --baseline"
                : null;
    }

    private @Nullable String option(String name, String value) {
        if (name.equals("--report")) {
            String[] parts = value.split("=", 2);
            if (parts.length < 2
                    || parts[1].isEmpty()
                    || !List.of("junit", "json", "markdown", "html").contains(parts[0])) {
                return "a report is junit=<file>, json=<file>, markdown=<file> or html=<file>, not " + value;
            }
            reports.put(parts[0], Path.of(parts[1]));
            return null;
        }
        for (Option option : Option.values()) {
            if (option.flag().equals(name)) {
                if (option == Option.MODE && !List.of("compare", "simulate").contains(value)) {
                    return "--mode is compare or simulate";
                }
                return options.putIfAbsent(option, value) == null ? null : name + " is given twice";
            }
        }
        return "not understood: " + name;
    }

    private int replay() throws IOException, ScenarioFolder.Unreadable, Unusable {
        Used policy = used(Objects.requireNonNull(options.get(Option.POLICY)));
        Used guardrails = guardrails();
        ScenarioFolder scenarios = ScenarioFolder.read(
                Objects.requireNonNull(folder), policy.policy().manifest().domain());
        ScenarioResults results =
                scenarios.run(policy.bundle(), policy.policy(), guardrails == null ? null : guardrails.policy());
        print(results, scenarios);
        Dossier dossier = dossier(policy, guardrails, scenarios);
        if (dossier != null) {
            out.println();
            out.println(dossier.markdown());
        }
        write(policy, results, dossier);
        return results.failed().isEmpty() ? HELD : DIFFERENT;
    }

    /** A bundle that was read, and what became of it. */
    private record Used(PolicyBundle bundle, CompiledPolicy policy) {}

    /** Those that were named, or those of the domain that was named. */
    private @Nullable Used guardrails() throws IOException, Unusable {
        String named = options.get(Option.GUARDRAILS);
        if (named != null) {
            return used(
                    named,
                    BuiltInPolicies.DOMAINS.contains(named)
                            ? BuiltInPolicies.guardrails(named).orElse(null)
                            : null);
        }
        String policy = Objects.requireNonNull(options.get(Option.POLICY));
        PolicyBundle builtIn =
                isBuiltIn(policy) ? BuiltInPolicies.guardrails(policy).orElse(null) : null;
        return builtIn == null ? null : used(policy, builtIn);
    }

    private Used used(String named) throws IOException, Unusable {
        return used(named, isBuiltIn(named) ? BuiltInPolicies.bundle(named) : null);
    }

    private Used used(String named, @Nullable PolicyBundle builtIn) throws IOException, Unusable {
        List<String> faults = new ArrayList<>();
        PolicyBundle bundle = builtIn == null ? read(Path.of(named), faults) : builtIn;
        CompiledPolicy policy = bundle == null
                ? null
                : PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
                    rejected.findings().forEach(finding -> faults.add(finding.words()));
                    return null;
                });
        if (bundle == null || policy == null) {
            faults.forEach(fault -> err.println(named + ": " + fault));
            err.println("plimsoll: " + named + " cannot be used; plimsoll policy check says more");
            throw new Unusable();
        }
        return new Used(bundle, policy);
    }

    private static @Nullable PolicyBundle read(Path path, List<String> faults) throws IOException {
        return BundleFolder.read(path).fold(BundleReading.Readable::bundle, refused -> {
            refused.findings().forEach(finding -> faults.add(finding.words()));
            return null;
        });
    }

    private static boolean isBuiltIn(String named) {
        return BuiltInPolicies.DOMAINS.contains(named) && !Files.exists(Path.of(named));
    }

    private void print(ScenarioResults results, ScenarioFolder scenarios) {
        results.failed().forEach(failed -> {
            out.println(failed.file() + " " + failed.id());
            failed.differences().forEach(difference -> out.println("  " + difference));
        });
        out.println(results.run() + " scenarios run, " + results.failed().size() + " failed" + scenarios.leftOut());
    }

    private @Nullable Dossier dossier(Used policy, @Nullable Used guardrails, ScenarioFolder scenarios)
            throws IOException, Unusable {
        String named = options.get(Option.BASELINE);
        if (named == null) {
            return null;
        }
        Used before = used(named);
        if (!before.policy()
                .manifest()
                .domain()
                .equals(policy.policy().manifest().domain())) {
            err.println("plimsoll: " + named + " is a policy of another domain");
            throw new Unusable();
        }
        Mode mode = Mode.valueOf(options.getOrDefault(Option.MODE, "compare").toUpperCase(Locale.ROOT));
        ScenarioDossier dossier = new ScenarioDossier(
                mode,
                new ScenarioDossier.Version(named, before.bundle(), before.policy()),
                new ScenarioDossier.Version(
                        Objects.requireNonNull(options.get(Option.POLICY)), policy.bundle(), policy.policy()),
                guardrails == null ? null : guardrails.policy());
        for (ScenarioFolder.ScenarioFile file : scenarios.files()) {
            for (Scenario scenario : file.scenarios()) {
                dossier.add(file.name(), scenario);
            }
        }
        return dossier.dossier(Instant.now());
    }

    private void write(Used policy, ScenarioResults results, @Nullable Dossier dossier) throws IOException {
        for (Map.Entry<String, Path> report : reports.entrySet()) {
            byte[] bytes =
                    switch (report.getKey()) {
                        case "junit" -> JunitReport.bytes(results);
                        case "json" -> json(policy, results, dossier);
                        case "markdown" -> utf8(Objects.requireNonNull(dossier).markdown());
                        default -> utf8(Objects.requireNonNull(dossier).html());
                    };
            Files.write(report.getValue(), bytes);
        }
    }

    private static byte[] json(Used policy, ScenarioResults results, @Nullable Dossier dossier) {
        return CanonicalJson.bytes(Tree.object()
                .put("policy", policy.bundle().digest().toString())
                .put("scenarios", results.tree())
                .put("dossier", dossier == null ? null : dossier.tree())
                .build());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
