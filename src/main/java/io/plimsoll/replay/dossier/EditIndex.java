package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Phase;
import io.plimsoll.evaluation.diff.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the edits that decided a changed decision: those whose row hit, whose rule fired or whose decision was asked under
 * either version, as long as what stands there came out otherwise. Where none did, the edits of what traces do not show.
 * It tells who was there, not who is to blame: of two edits of one table it may name both. Immutable and thread-safe.
 */
public final class EditIndex {
    /** No edits. */
    public static final EditIndex NONE = new EditIndex(List.of(), List.of());

    private final List<Edit> edits;
    private final List<Phase> phases;
    private final Map<Which, Map<Key, List<Integer>>> places = new EnumMap<>(Which.class);

    private EditIndex(List<Edit> edits, List<Phase> phases) {
        this.edits = List.copyOf(edits);
        this.phases = List.copyOf(phases);
        for (Which side : Which.values()) {
            Map<Key, List<Integer>> index = new HashMap<>();
            for (int i = 0; i < edits.size(); i++) {
                for (Key place : edits.get(i).places(side, phases)) {
                    index.computeIfAbsent(place, any -> new ArrayList<>()).add(i);
                }
            }
            places.put(side, index);
        }
    }

    /** @param difference from the baseline to the candidate, both of them policies */
    public static EditIndex of(Difference difference) {
        return of(difference, Manifest.Kind.POLICY);
    }

    /**
     * The same for bundles of either kind.
     *
     * @param difference from the baseline to the candidate
     */
    public static EditIndex of(Difference difference, Manifest.Kind kind) {
        return new EditIndex(
                difference.changes().stream().map(Edit::of).toList(),
                Arrays.stream(Phase.values())
                        .filter(phase -> (phase == Phase.GUARD) == (kind == Manifest.Kind.GUARDRAILS))
                        .toList());
    }

    /** In the order of the difference. */
    public List<Edit> edits() {
        return edits;
    }

    /** The edits that decided that the verdicts differ; empty when they do not, and when no edit can be told. */
    public List<Edit> deciding(Compared compared) {
        return compared.changed() ? passage(compared).deciding() : List.of();
    }

    /** Both evaluations of a comparison, seen from the edits. */
    Passage passage(Compared compared) {
        Side baseline = compared.baseline();
        Side candidate = compared.candidate();
        if (baseline.traceJson().equals(candidate.traceJson())) {
            Trail both = Trail.of(candidate);
            return new Passage(this, compared, both, both);
        }
        return new Passage(this, compared, Trail.read(baseline), Trail.read(candidate));
    }

    /** In which rules of these bundles run, and more. */
    List<Phase> phases() {
        return phases;
    }

    /** In which tables of these bundles are asked. */
    Phase tables() {
        return phases.contains(Phase.GUARD) ? Phase.GUARD : Phase.DECIDE;
    }

    /** The numbers of the edits whose places a trail shows. */
    BitSet reached(Which side, Trail trail) {
        BitSet reached = new BitSet(edits.size());
        Map<Key, List<Integer>> index = places.getOrDefault(side, Map.of());
        if (!index.isEmpty()) {
            trail.places().forEach(place -> index.getOrDefault(place, List.of()).forEach(reached::set));
        }
        return reached;
    }
}
