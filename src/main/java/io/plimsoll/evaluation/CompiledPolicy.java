package io.plimsoll.evaluation;

import io.plimsoll.platform.Digest;
import java.util.List;
import org.kie.dmn.api.core.DMNModel;

/**
 * A bundle that is ready to decide, or to restrict what another decides: compiled in a runtime of its own, checked and
 * warmed. Immutable and thread-safe until it is closed, which MUST NOT happen before the last evaluation has ended.
 */
public final class CompiledPolicy implements AutoCloseable {
    private final Manifest manifest;
    private final Digest digest;
    private final Contract contract;
    private final List<RulesStep> rules;
    private final List<DecideStep> tables;
    private final List<DMNModel> models;

    CompiledPolicy(
            Manifest manifest, Digest digest, List<RulesStep> rules, List<DecideStep> tables, List<DMNModel> models) {
        this.manifest = manifest;
        this.digest = digest;
        this.contract = new Contract(manifest);
        this.rules = List.copyOf(rules);
        this.tables = List.copyOf(tables);
        this.models = List.copyOf(models);
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

    List<RulesStep> rules(Phase phase) {
        return rules.stream().filter(each -> each.phase() == phase).toList();
    }

    List<DecideStep> tables() {
        return tables;
    }

    List<DMNModel> models() {
        return models;
    }

    @Override
    public void close() {
        rules.forEach(RulesStep::close);
    }
}
