package io.plimsoll.evaluation;

import io.plimsoll.platform.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionRule;

/**
 * A bundle that is ready to decide, or to restrict what another decides: compiled in a runtime of its own, checked and
 * warmed. Immutable and thread-safe until it is closed, which MUST NOT happen before the last evaluation has ended.
 */
public final class CompiledPolicy implements AutoCloseable {
    private final Manifest manifest;
    private final Digest digest;
    private final Contract contract;
    private final List<RulesStep> rules;
    private final Map<Phase, List<RulesStep>> byPhase;
    private final List<DecideStep> tables;
    /** Where several have a model, the first counts. */
    private final List<DMNRuntime> runtimes;

    private final List<RulesStep> owned;

    CompiledPolicy(
            Manifest manifest, Digest digest, List<RulesStep> rules, List<DecideStep> tables, DMNRuntime runtime) {
        this(manifest, new Contract(manifest), digest, new Parts(rules, tables, List.of(runtime), rules));
    }

    private CompiledPolicy(Manifest manifest, Contract contract, Digest digest, Parts parts) {
        this.manifest = manifest;
        this.digest = digest;
        this.contract = contract;
        this.rules = List.copyOf(parts.rules());
        this.byPhase = rules.stream().collect(Collectors.groupingBy(RulesStep::phase));
        this.tables = List.copyOf(parts.tables());
        this.runtimes = List.copyOf(parts.runtimes());
        this.owned = List.copyOf(parts.owned());
    }

    /** @param owned those of the rules that are closed with the policy */
    private record Parts(
            List<RulesStep> rules, List<DecideStep> tables, List<DMNRuntime> runtimes, List<RulesStep> owned) {}

    /** The same with other tables. What stays is shared, and closing the new one leaves it open. */
    CompiledPolicy with(Digest other, List<DecideStep> tables, DMNRuntime runtime) {
        List<DMNRuntime> all = new ArrayList<>(List.of(runtime));
        all.addAll(runtimes);
        return new CompiledPolicy(manifest, contract, other, new Parts(rules, tables, all, List.of()));
    }

    /**
     * The same with other rules.
     *
     * @param owned those that are new, to be closed with it
     */
    CompiledPolicy with(Digest other, List<RulesStep> rules, List<RulesStep> owned) {
        return new CompiledPolicy(manifest, contract, other, new Parts(rules, tables, runtimes, owned));
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The digest of the bundle that this was compiled from. */
    public Digest digest() {
        return digest;
    }

    public Contract contract() {
        return contract;
    }

    /** The names of all its rules. */
    public Set<String> ruleNames() {
        return rules.stream().flatMap(step -> step.ruleNames().stream()).collect(Collectors.toSet());
    }

    /** The ids of the rows of all its tables. */
    public Set<String> rowIds() {
        Set<String> ids = new HashSet<>();
        models().forEach(model -> addRowIds(model.getDefinitions(), ids));
        return ids;
    }

    /** Its tables and rules as its traces name them. */
    public Inventory inventory() {
        return new Inventory(
                tables.stream()
                        .flatMap(step -> tables(step.step()).stream())
                        .distinct()
                        .toList(),
                rules.stream()
                        .flatMap(step -> step.ruleNames().stream()
                                .map(name -> new Inventory.Rule(
                                        step.phase(), step.file().path(), name)))
                        .toList());
    }

    private List<Inventory.Table> tables(Step step) {
        return new ModelTables(models(), step.model(), step.decision())
                .all().stream()
                        .map(place -> new Inventory.Table(
                                step.phase(),
                                step.model(),
                                place.node().getName(),
                                place.table().getId(),
                                place.table().getRule().stream()
                                        .map(DecisionRule::getId)
                                        .filter(Objects::nonNull)
                                        .toList()))
                        .toList();
    }

    private static void addRowIds(DMNModelInstrumentedBase element, Set<String> into) {
        if (element instanceof DecisionRule row && row.getId() != null) {
            into.add(row.getId());
        }
        element.getChildren().forEach(child -> addRowIds(child, into));
    }

    List<RulesStep> rules(Phase phase) {
        return byPhase.getOrDefault(phase, List.of());
    }

    List<DecideStep> tables() {
        return tables;
    }

    List<RulesStep> rules() {
        return rules;
    }

    List<DMNModel> models() {
        Map<String, DMNModel> models = new LinkedHashMap<>();
        runtimes.forEach(
                runtime -> runtime.getModels().forEach(model -> models.putIfAbsent(model.getNamespace(), model)));
        return List.copyOf(models.values());
    }

    /**
     * The runtime in which this model is compiled, for those who ask the model itself and not the policy; empty when the
     * bundle has no such model. Thread-safe as long as nobody adds a listener to it, which MUST NOT happen.
     */
    public Optional<DMNRuntime> runtimeOf(String namespace, String model) {
        return runtimes.stream()
                .filter(runtime -> runtime.getModel(namespace, model) != null)
                .findFirst();
    }

    @Override
    public void close() {
        owned.forEach(RulesStep::close);
    }
}
