package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.Digest;
import io.plimsoll.replay.dossier.Case;
import io.plimsoll.replay.dossier.Compared;
import io.plimsoll.replay.dossier.Dossier;
import io.plimsoll.replay.dossier.Header;
import io.plimsoll.replay.dossier.Side;
import io.plimsoll.replay.dossier.Tally;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioRunner;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scenarios as historical data: what two versions of a policy decide along them. Pure; one thread. */
public final class ScenarioDossier {
    private final Mode mode;
    private final Version baseline;
    private final Version candidate;
    private final @Nullable CompiledPolicy guardrails;
    private final Ground ground;
    private final Tally tally;
    private final MessageDigest data = PartWork.sha256();
    private final Map<String, Compared> changed = new HashMap<>();
    private int scenarios;
    private int decisions;

    /**
     * Begins one.
     *
     * @param mode {@link Mode#COMPARE}: the candidate in the situations that the baseline met; {@link Mode#SIMULATE}: each
     *     along the timelines by itself
     * @param guardrails restrict both; null for none
     */
    public ScenarioDossier(Mode mode, Version baseline, Version candidate, @Nullable CompiledPolicy guardrails) {
        if (mode == Mode.REPRODUCE) {
            throw new IllegalArgumentException("scenarios were not recorded");
        }
        this.mode = mode;
        this.baseline = baseline;
        this.candidate = candidate;
        this.guardrails = guardrails;
        this.ground = Ground.of(baseline.version(), candidate.version());
        this.tally = ground.tally();
    }

    /**
     * A policy.
     *
     * @param name by which whoever asked calls it
     */
    public record Version(String name, PolicyBundle bundle, CompiledPolicy policy) {
        private Ground.Version version() {
            return new Ground.Version(bundle, policy);
        }
    }

    private record Decided(Situation situation, Evaluation evaluation) {}

    /** @param file by which people find the scenario again */
    public void add(String file, Scenario scenario) {
        List<Decided> before = decided(baseline, scenario);
        List<Decided> after = mode == Mode.SIMULATE
                ? decided(candidate, scenario)
                : before.stream().map(this::again).toList();
        scenarios++;
        for (int i = 0; i < before.size(); i++) {
            data.update(before.get(i).situation().bytes());
            data.update((byte) '\n');
            if (i >= after.size()) {
                tally.leftOut("the candidate does not take in a request of the scenario any more");
                continue;
            }
            decisions++;
            Compared compared = new Compared(
                    file + " " + scenario.id() + " #" + (i + 1),
                    after.get(i).situation(),
                    Side.of(before.get(i).evaluation()),
                    Side.of(after.get(i).evaluation()));
            tally.add(compared);
            if (mode == Mode.COMPARE && compared.changed()) {
                changed.put(compared.id(), compared);
            }
        }
    }

    private Decided again(Decided decided) {
        return new Decided(
                decided.situation(), Evaluator.evaluate(candidate.policy(), guardrails, decided.situation()));
    }

    private List<Decided> decided(Version version, Scenario scenario) {
        List<Decided> decided = new ArrayList<>();
        ScenarioRunner.run(
                version.policy(),
                guardrails,
                scenario,
                (entry, situation, evaluation) -> decided.add(new Decided(situation, evaluation)));
        return decided;
    }

    /** @param now written into its header */
    public Dossier dossier(Instant now) {
        List<Case> cases = Dossier.consequential(tally).stream()
                .filter(changed::containsKey)
                .map(changed::get)
                .map(compared -> Cases.of(compared, voice(baseline), voice(candidate)))
                .toList();
        Header header = new Header(
                mode.name(),
                candidate.policy().manifest().domain(),
                header(baseline.name(), baseline.policy()),
                header(candidate.name(), candidate.policy()),
                guardrails == null ? List.of() : List.of(header("guardrails", guardrails)),
                Engine.NAME,
                new Header.DataSet(
                        decisions + " decisions of " + scenarios + " scenarios",
                        Digest.ofBytes(data.digest()),
                        null,
                        null),
                now);
        return Dossier.of(header, tally, ground.difference(), ground.inventory(), cases);
    }

    private Cases.Voice voice(Version version) {
        return new Cases.Voice(0, new KeptPolicies.Pair(version.policy(), guardrails));
    }

    private static Header.Version header(String name, CompiledPolicy policy) {
        return new Header.Version(name, policy.digest());
    }
}
