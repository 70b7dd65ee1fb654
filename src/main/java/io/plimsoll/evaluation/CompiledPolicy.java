package io.plimsoll.evaluation;

import io.plimsoll.platform.Digest;
import java.util.List;
import org.kie.dmn.api.core.DMNModel;

/**
 * A bundle that is ready to decide: compiled in a runtime of its own, checked and warmed. Immutable and thread-safe; it
 * holds nothing outside the heap, so dropping the last reference retires it.
 */
public final class CompiledPolicy {
    private final Manifest manifest;
    private final Digest digest;
    private final Contract contract;
    private final List<CompiledStep> steps;
    private final List<DMNModel> models;

    CompiledPolicy(Manifest manifest, Digest digest, List<CompiledStep> steps, List<DMNModel> models) {
        this.manifest = manifest;
        this.digest = digest;
        this.contract = new Contract(manifest);
        this.steps = List.copyOf(steps);
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

    List<CompiledStep> steps() {
        return steps;
    }

    List<DMNModel> models() {
        return models;
    }
}
