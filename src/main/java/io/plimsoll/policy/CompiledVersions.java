package io.plimsoll.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Versions ready to be evaluated, each compiled once and kept while it is used. Those that nobody asks for go first; what
 * is rolled out is held by those who rolled it out.
 */
@ApplicationScoped
public class CompiledVersions {
    /** Versions at hand that are not rolled out: for looking at old decisions. */
    private static final int KEPT = 16;

    private final PolicyVersionStore store;
    // Whoever still evaluates a version that is dropped here holds it; the engine's own tables let go of it at close.
    private final Cache<VersionId, CompiledPolicy> kept = Caffeine.newBuilder()
            .maximumSize(KEPT)
            .<VersionId, CompiledPolicy>removalListener((id, policy, cause) -> {
                if (policy != null) {
                    policy.close();
                }
            })
            .build();

    CompiledVersions(PolicyVersionStore store) {
        this.store = store;
    }

    /** The version, compiled; empty when there is none. */
    public Optional<CompiledPolicy> find(VersionId id) {
        return Optional.ofNullable(kept.get(id, this::compiled));
    }

    /** The version as its files are now; for drafts, whose files may have changed since somebody asked. */
    public Optional<CompiledPolicy> findAnew(VersionId id) {
        kept.invalidate(id);
        return find(id);
    }

    /**
     * Compiles and warms a version for somebody who keeps it and closes it.
     *
     * @throws PlimsollException NOT_FOUND, or DOES_NOT_COMPILE with what was found
     */
    public CompiledPolicy compile(VersionId id) {
        CompiledPolicy policy = compiled(id);
        if (policy == null) {
            throw new PlimsollException(ProblemCode.NOT_FOUND, "There is no version " + id + ".");
        }
        return policy;
    }

    private @Nullable CompiledPolicy compiled(VersionId id) {
        return store.bundle(id)
                .map(PolicyCompiler::compile)
                .map(compilation -> compilation.fold(Compilation.Compiled::policy, rejected -> {
                    throw refused(id, rejected.findings());
                }))
                .orElse(null);
    }

    private static PlimsollException refused(VersionId id, List<Finding> findings) {
        return new PlimsollException(
                ProblemCode.DOES_NOT_COMPILE,
                id + " cannot be evaluated: " + findings.get(0).words());
    }
}
