package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.Variants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Mistakes in a bundle, for tests of what notices them. */
public final class DrawnMutants {
    private DrawnMutants() {}

    /**
     * Hands over bundles with one mistake each.
     *
     * @param policy compiled from the bundle
     * @param each takes those that compile
     */
    public static void of(
            PolicyBundle bundle,
            CompiledPolicy policy,
            int most,
            long seed,
            BiConsumer<PolicyBundle, CompiledPolicy> each) {
        Variants variants = new Variants(policy, bundle);
        Map<String, byte[]> files = new LinkedHashMap<>();
        bundle.paths().forEach(path -> files.put(path, bundle.file(path)));
        List<Mutant> all =
                Mutants.of(new Survey(policy, null), variants, policy.manifest().kind());
        for (Mutant mutant : Mutants.sample(all, most, seed)) {
            Map<String, byte[]> mutated = new LinkedHashMap<>(files);
            byte[] content = mutant.change().apply(bundle.file(mutant.path()));
            mutated.put(mutant.path(), content);
            variants.with(mutant.path(), content)
                    .fold(
                            compiled -> {
                                each.accept(new PolicyBundle(mutated), compiled.policy());
                                return true;
                            },
                            rejected -> false);
        }
    }
}
