package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Phase;
import io.plimsoll.platform.Tree;
import io.plimsoll.replay.dossier.Edit.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a trace says of where an evaluation came along. */
final class Trail {
    /** Rows that answered: phase, model, decision, table, row. */
    private final Set<Key> hits = new HashSet<>();
    /** Rules that fired: phase, file, rule. */
    private final Set<Key> fired = new HashSet<>();
    /** Models that were asked and files of rules that ran, by phase. */
    private final Set<Key> ran = new HashSet<>();
    /** Where edits may be: what can be reached, the phase, and how it is called. */
    private final Set<Key> places = new HashSet<>();
    /** What each decision came to, as often as it was asked, by phase, model and decision. */
    private final Map<Key, List<@Nullable Object>> results = new HashMap<>();
    /** What a file of rules changed, as often as it ran, by phase and file; null where it changes nothing itself. */
    private final Map<Key, List<@Nullable Object>> applied = new HashMap<>();

    private @Nullable Object features;

    private Trail() {}

    /** For trails that are compared, because there equal results are equal trees. */
    static Trail read(Side side) {
        return of(Side.object(side.traceJson()));
    }

    /** The same without reading what is known already, for a trail that is not compared. */
    static Trail of(Side side) {
        return side.trace() == null ? read(side) : of(side.trace());
    }

    private static Trail of(Map<String, @Nullable Object> trace) {
        Trail trail = new Trail();
        Tree.asList(trace.get("steps")).forEach(step -> trail.add(Tree.asObject(step)));
        return trail;
    }

    /** Of a step with tables, of one with rules, or of the features that rules have stated. */
    private void add(Map<String, @Nullable Object> step) {
        String phase = text(step.get("phase"));
        if (step.get("model") != null) {
            tables(phase, text(step.get("model")), step);
        } else if (step.get("rules") != null) {
            rules(phase, text(step.get("rules")), step);
        } else {
            features = step.get("features");
        }
    }

    private void tables(String phase, String model, Map<String, @Nullable Object> step) {
        ran.add(Key.of(phase, model));
        places.add(place(Reach.MODEL, phase, model));
        for (Object each : Tree.asList(step.get("tables"))) {
            Map<String, @Nullable Object> table = Tree.asObject(each);
            String decision = text(table.get("decision"));
            Tree.asList(table.get("selected"))
                    .forEach(row -> hits.add(Key.of(phase, model, decision, text(table.get("table")), text(row))));
            Tree.asList(table.get("matched")).forEach(row -> places.add(place(Reach.ROW, phase, decision, text(row))));
        }
        for (Object each : Tree.asList(step.get("decisions"))) {
            Map<String, @Nullable Object> decision = Tree.asObject(each);
            String name = text(decision.get("name"));
            places.add(place(Reach.DECISION, phase, model, name));
            results.computeIfAbsent(Key.of(phase, model, name), any -> new ArrayList<>())
                    .add(decision.get("result"));
        }
    }

    private void rules(String phase, String file, Map<String, @Nullable Object> step) {
        ran.add(Key.of(phase, file));
        places.add(place(Reach.FILE, phase, file));
        applied.computeIfAbsent(Key.of(phase, file), any -> new ArrayList<>()).add(step.get("applied"));
        for (Object each : Tree.asList(step.get("fired"))) {
            String rule = text(Tree.asObject(each).get("rule"));
            fired.add(Key.of(phase, file, rule));
            places.add(place(Reach.RULE, phase, file, rule));
        }
    }

    private static String text(@Nullable Object tree) {
        return tree == null ? "" : tree.toString();
    }

    static Key place(Reach reach, String... names) {
        List<String> parts = new ArrayList<>(List.of(reach.name()));
        parts.addAll(List.of(names));
        return new Key(parts);
    }

    Set<Key> hits() {
        return hits;
    }

    Set<Key> fired() {
        return fired;
    }

    Set<Key> places() {
        return places;
    }

    /**
     * Whether a decision came out otherwise than one of another trail, or was asked in only one of them; also when the
     * traces do not tell, of a function for example.
     */
    boolean decisionDiffers(Key decision, Trail other, Key others) {
        List<@Nullable Object> here = results.get(decision);
        return here == null || !here.equals(other.results.get(others));
    }

    /** Whether any decision came out otherwise. */
    boolean resultsDiffer(Trail other) {
        return !results.equals(other.results);
    }

    /** Whether a model was asked, or a file of rules ran, in a phase. */
    boolean ran(Key home) {
        return ran.contains(home);
    }

    /**
     * Whether a file of rules had another effect: on the features, or on what was proposed. What each file of guardrails
     * did is not told.
     */
    boolean rulesDiffer(Key file, Trail other, Key others) {
        return switch (Phase.valueOf(file.part(0))) {
            case PERCEIVE -> !Objects.equals(features, other.features);
            case GUARD -> true;
            case GOVERN, DECIDE -> !Objects.equals(applied.get(file), other.applied.get(others));
        };
    }
}
