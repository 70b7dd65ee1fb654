package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Inventory;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.diff.BundleDiff;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.replay.dossier.Dimensions;
import io.plimsoll.replay.dossier.EditIndex;
import io.plimsoll.replay.dossier.Tally;

/**
 * What a comparison stands on, whatever is compared.
 *
 * @param inventory of the candidate
 */
record Ground(Difference difference, EditIndex edits, Dimensions dimensions, Inventory inventory) {

    /** A version as its files and ready to be asked. */
    record Version(PolicyBundle bundle, CompiledPolicy policy) {}

    static Ground of(Version baseline, Version candidate) {
        Difference difference = BundleDiff.between(baseline.bundle(), candidate.bundle());
        Manifest manifest = candidate.policy().manifest();
        return new Ground(
                difference,
                EditIndex.of(difference, manifest.kind()),
                Dimensions.of(manifest).and(Dimensions.of(baseline.policy().manifest())),
                candidate.policy().inventory());
    }

    Tally tally() {
        return new Tally(dimensions, edits);
    }
}
