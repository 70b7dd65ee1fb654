package io.plimsoll.evaluation;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is evaluated: a domain's built-in policy with its guardrails, and situations for it. One thread. */
@State(Scope.Benchmark)
public class Case {
    /** So many of the recorded requests, in turns, so that no branch is always the same. */
    private static final int REQUESTS = 256;

    private static final Instant NOON = Situations.NOON;

    /** Retail has neither rules nor guardrails nor history; the number is of earlier signals of the customer. */
    @Param({"retail", "recovery-0", "recovery-10", "recovery-100"})
    public String situation = "";

    /** As in application.properties; else the engine writes of every cell that it reads. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("org.kie.dmn"), Logger.getLogger("org.drools"), Logger.getLogger(""));

    static {
        LOGGERS.get(0).setLevel(java.util.logging.Level.OFF);
        LOGGERS.get(1).setLevel(java.util.logging.Level.SEVERE);
        LOGGERS.get(2).setLevel(java.util.logging.Level.INFO);
    }

    /** Compiled once in a process; nobody waits for that in every round. */
    private static final Map<String, Loaded> LOADED = new ConcurrentHashMap<>();

    private static final Map<String, List<Prepared>> PREPARED = new ConcurrentHashMap<>();

    CompiledPolicy policy;
    CompiledPolicy tables;
    CompiledPolicy guardrails;
    DMNRuntime bare;
    private List<Prepared> prepared = List.of();
    private int next;

    private record Loaded(
            CompiledPolicy policy, CompiledPolicy guardrails, DMNRuntime bare, DMNRuntime bareGuardrails) {
        static Loaded of(String domain) {
            Optional<PolicyBundle> restricting = BuiltInPolicies.guardrails(domain);
            return new Loaded(
                    compiled(BuiltInPolicies.bundle(domain)),
                    restricting.map(Case::compiled).orElse(null),
                    Question.bare(BuiltInPolicies.bundle(domain)),
                    restricting.map(Question::bare).orElse(null));
        }
    }

    /** A situation, and what its evaluation asked and answered. */
    record Prepared(Situation situation, List<Question> policy, List<Question> all, Evaluation evaluation) {}

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        boolean retail = situation.equals("retail");
        Loaded loaded = LOADED.computeIfAbsent(retail ? "retail" : "customer-recovery", Loaded::of);
        policy = loaded.policy();
        tables = withoutRules(policy);
        guardrails = loaded.guardrails();
        bare = loaded.bare();
        prepared = PREPARED.get(situation);
        if (prepared == null) {
            List<Situation> situations =
                    retail ? requests() : List.of(upset(Integer.parseInt(situation.substring("recovery-".length()))));
            prepared = situations.stream()
                    .map(each -> prepared(each, loaded.bareGuardrails()))
                    .toList();
            PREPARED.put(situation, prepared);
        }
        if (prepared.stream().allMatch(each -> each.evaluation().isHandedOver())) {
            throw new IllegalStateException("nothing could be decided");
        }
    }

    Prepared next() {
        next = next + 1 < prepared.size() ? next + 1 : 0;
        return prepared.get(next);
    }

    private Prepared prepared(Situation each, DMNRuntime bareGuardrails) {
        Runnable evaluation = () -> Evaluator.evaluate(policy, guardrails, each);
        List<Question> ofPolicy = Question.during(evaluation, policy, bare);
        List<Question> ofGuardrails =
                guardrails == null ? List.of() : Question.during(evaluation, guardrails, bareGuardrails);
        return new Prepared(
                each,
                ofPolicy,
                Stream.concat(ofPolicy.stream(), ofGuardrails.stream()).toList(),
                Evaluator.evaluate(policy, guardrails, each));
    }

    private List<Situation> requests() throws IOException {
        Chronicle chronicle = new Chronicle(policy.manifest());
        try (Stream<String> lines = Files.lines(Path.of("scenarios/retail/retail-train.jsonl"))) {
            return lines.limit(REQUESTS)
                    .map(line -> Submission.of(Tree.asObject(StrictJson.read(line.getBytes(StandardCharsets.UTF_8)))))
                    .map(submission -> chronicle.situation("crm", NOON, submission))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Of a customer who asks for a refund and has written every six hours before, in two cases, in turns upset and content. */
    private Situation upset(int earlier) {
        Chronicle chronicle = new Chronicle(policy.manifest());
        for (int i = 0; i < earlier; i++) {
            Instant at = NOON.minus(Duration.ofHours(6L * (earlier - i)));
            Situation then = chronicle.situation("crm", at, submission(i, at));
            chronicle.add(
                    Consequences.of(policy.manifest(), "crm", then, Evaluator.evaluate(policy, guardrails, then)));
        }
        return chronicle.situation("crm", NOON, submission(earlier, NOON));
    }

    private static Submission submission(int i, Instant at) {
        return Timeline.submission("""
                {"signal": {"id": "s-%d", "customer": "c-1", "case": "k-%d", "occurredAt": "%s", "channel": "CHAT",
                   "topic": "returns", "scores": {"sentiment": %s, "intensity": 0.7, "activeness": 0.5,
                   "confidence": 0.9, "intention": "REFUND_REQUEST"},
                   "producer": {"kind": "MODEL", "name": "m", "version": "1"}},
                 "request": {"type": "refund"}, "facts": {"tier": "GOLD", "refund_amount": 20, "amount_paid": 80}}
                """.formatted(i, i % 2, at, i % 3 == 0 ? "0.4" : "-0.5"));
    }

    private static CompiledPolicy withoutRules(CompiledPolicy policy) {
        DMNModel any = policy.models().get(0);
        return new CompiledPolicy(
                policy.manifest(),
                policy.digest(),
                List.of(),
                policy.tables(),
                policy.runtimeOf(any.getNamespace(), any.getName()).orElseThrow());
    }

    static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new IllegalStateException(String.valueOf(rejected.findings()));
        });
    }
}
