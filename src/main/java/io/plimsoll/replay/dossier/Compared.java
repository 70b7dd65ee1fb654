package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Situation;

/**
 * One situation and what the two versions say of it.
 *
 * @param id by which people find it again: of the decision, or the place of a scenario
 * @param baseline the version that is to be replaced
 * @param candidate the version that is to replace it
 */
public record Compared(String id, Situation situation, Side baseline, Side candidate) {
    /** Whether somebody would act otherwise. */
    public boolean changed() {
        return !baseline.verdictJson().equals(candidate.verdictJson())
                && !baseline.verdict().actsAs(candidate.verdict());
    }
}
