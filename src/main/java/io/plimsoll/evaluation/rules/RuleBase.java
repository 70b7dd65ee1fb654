package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.rules.RuleRun.Fault;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import io.plimsoll.platform.PackageLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;

/**
 * Compiled rules, isolated from all others: an engine module, a release id and a class loader of their own. Immutable and
 * thread-safe until it is closed; every run has its own session.
 */
public final class RuleBase implements AutoCloseable {
    /** In how many ways facts may be combined by one rule. */
    static final long MAX_COMBINATIONS = 1_000_000;

    private static final AtomicLong NUMBER = new AtomicLong();

    private final List<String> names;
    private final RuleTypes types;
    private final Combinations combinations;
    private final ReleaseId release;
    private final KieContainer container;
    private final KieBase base;

    private RuleBase(List<Rule> rules, RuleTypes types, ReleaseId release, KieContainer container) {
        this.names = rules.stream().map(Rule::name).toList();
        this.types = types;
        this.combinations = new Combinations(rules);
        this.release = release;
        this.container = container;
        KieBaseConfiguration configuration = KieServices.get().newKieBaseConfiguration();
        // Equal facts are one fact: a rule that inserts what is there already changes nothing.
        configuration.setOption(EqualityBehaviorOption.EQUALITY);
        this.base = container.newKieBase(configuration);
    }

    /** Costs 31 ms each time it is made. */
    private static final class Sessions {
        private static final KieSessionConfiguration CONFIGURATION =
                KieServices.get().newKieSessionConfiguration();

        private Sessions() {}
    }

    /** The names of its rules. */
    public List<String> names() {
        return names;
    }

    /**
     * Compiles all rules of a step together. Takes a second or more for the first of a process, then some 100 ms.
     *
     * @param files read with the same types
     */
    public static RuleCompilation compile(List<RuleFile> files, RuleTypes types) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        for (RuleFile file : files) {
            for (Rule rule : file.rules()) {
                rules.add(rule);
                String other = places.putIfAbsent(rule.name(), file.path());
                if (other != null) {
                    findings.add(FileParser.finding(
                            file.path(),
                            rule.name(),
                            new Refusal(rule.at(), "a rule in " + other + " has the same name; choose another")));
                }
            }
        }
        if (rules.size() > FileParser.MAX_RULES) {
            findings.add(error("write at most " + FileParser.MAX_RULES + " rules"));
        }
        Strata strata = null;
        try {
            strata = Strata.of(rules);
        } catch (Strata.Cycle cycle) {
            findings.add(FileParser.finding(
                    String.valueOf(places.get(cycle.rule().name())),
                    cycle.rule().name(),
                    cycle.refusal()));
        }
        return strata == null || !findings.isEmpty()
                ? new RuleCompilation.Rejected(findings)
                : build(rules, strata, types);
    }

    private static RuleCompilation build(List<Rule> rules, Strata strata, RuleTypes types) {
        KieServices services = KieServices.get();
        long number = NUMBER.incrementAndGet();
        ReleaseId release = services.newReleaseId("io.plimsoll.rules", "rules-" + number, "1");
        String name = "plimsoll.rules" + number;
        ClassLoader loader = new PackageLoader(name, RuleBase.class.getClassLoader());
        try {
            List<Finding> findings = engineFindings(files(release, name, rules, strata, types), loader);
            if (findings.isEmpty()) {
                RuleBase base = new RuleBase(rules, types, release, services.newKieContainer(release, loader));
                return new RuleCompilation.Compiled(base.checked());
            }
            services.getRepository().removeKieModule(release);
            return new RuleCompilation.Rejected(findings);
        } catch (RuntimeException e) {
            // The engine's generator has its own exceptions for what it does not foresee.
            services.getRepository().removeKieModule(release);
            return new RuleCompilation.Rejected(
                    List.of(error("the engine cannot compile the rules: " + e.getMessage())));
        }
    }

    private static KieFileSystem files(
            ReleaseId release, String name, List<Rule> rules, Strata strata, RuleTypes types) {
        KieFileSystem files = KieServices.get().newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write(
                "src/main/resources/" + name.replace('.', '/') + "/rules.drl",
                EngineText.of(name, rules, strata, types));
        return files;
    }

    private static List<Finding> engineFindings(KieFileSystem files, ClassLoader loader) {
        KieBuilder builder = KieServices.get().newKieBuilder(files, loader).buildAll(ExecutableModelProject.class);
        return builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(message -> error("the engine cannot compile the rules: " + message.getText()))
                .toList();
    }

    /** With the wrong parts of the engine on the class path, rules compile to nothing, without an error. */
    private RuleBase checked() {
        int compiled = base.getKiePackages().stream()
                .mapToInt(each -> each.getRules().size())
                .sum();
        if (compiled != names.size()) {
            close();
            throw new IllegalStateException(compiled + " rules were compiled of " + names.size());
        }
        return this;
    }

    /**
     * Runs all rules over facts until nothing fires any more.
     *
     * @param facts equal ones count once; the caller sorts them by (occurredAt, id), so that a trace of the engine's work
     *     is the same too, although the answer does not depend on it
     * @param budget activations, at least 1
     * @param ids names a fact, or a result that another rule has read, in the trace
     * @throws IllegalArgumentException when a fact has a type that the rules were not compiled for
     */
    public RuleRun run(List<? extends Record> facts, int budget, Function<Record, String> ids) {
        for (Record fact : facts) {
            if (!types.knows(fact.getClass())) {
                throw new IllegalArgumentException("no fact type: " + fact.getClass());
            }
        }
        Set<Record> distinct = new LinkedHashSet<>(facts);
        KieSession session = base.newKieSession(Sessions.CONFIGURATION, null);
        try {
            RunLog log = new RunLog(combinations, names);
            session.addEventListener(log.insertions());
            session.addEventListener(log.activations());
            log.start(distinct);
            distinct.forEach(session::insert);
            int fired = session.fireAllRules(budget == Integer.MAX_VALUE ? budget : budget + 1);
            return fired > budget ? new RuleRun.Faulted(Fault.BUDGET_EXHAUSTED) : log.completed(ids);
        } catch (Combinations.TooMany e) {
            return new RuleRun.Faulted(Fault.TOO_MANY_COMBINATIONS);
        } catch (RuntimeException e) {
            // Whatever a rule does, the caller gets an answer.
            boolean tooMany = e.getCause() instanceof Combinations.TooMany;
            return new RuleRun.Faulted(tooMany ? Fault.TOO_MANY_COMBINATIONS : Fault.RULE_FAILED);
        } finally {
            session.dispose();
        }
    }

    /** How many rules there are. */
    public int size() {
        return names.size();
    }

    ReleaseId release() {
        return release;
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(release);
    }

    private static Finding error(String detail) {
        return Finding.of(FindingCode.RULE_REFUSED, Place.file("rules"), detail);
    }
}
