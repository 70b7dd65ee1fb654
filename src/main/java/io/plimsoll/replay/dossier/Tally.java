package io.plimsoll.replay.dossier;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what two versions say of many situations. Its size is bounded however many there are: of each kind of name only
 * so many are told apart, the first ones in alphabetical order, and the rest is counted together. The parts of a replay are
 * merged in any order and give the same. Not thread-safe.
 */
public final class Tally {
    /** Values of one dimension that are told apart; more than a manifest can declare requests. */
    static final int MAX_VALUES = 250;
    /** Rows, and rules, that are told apart. */
    static final int MAX_PLACES = 20_000;
    /** Edits that are told apart. */
    static final int MAX_EDITS = 1_000;
    /** Clock hours that are told apart, the latest with decisions: eight weeks when there are some in every hour. */
    static final int MAX_HOURS = 8 * 7 * 24;
    /** Consequential cases that are kept. */
    static final int MAX_CASES = 20;

    private static final int MAX_REASONS = 100;
    private static final long FORMAT = 1;

    private final Dimensions dimensions;
    private final @Nullable EditIndex edits;
    private final Figures all = new Figures();
    private final Shelf<Count> outcomes = new Shelf<>(MAX_VALUES, Count::new);
    private final Shelf<Moved> actions = new Shelf<>(MAX_VALUES, Moved::new);
    private final Map<Group, Shelf<Figures>> groups = new LinkedHashMap<>();
    private final Map<String, Shelf<Rates>> fairness = new LinkedHashMap<>();
    private final Shelf<HourLoad> hours = new Shelf<>(MAX_HOURS, Comparator.reverseOrder(), HourLoad::new);
    private final Shelf<Counts> rows = new Shelf<>(MAX_PLACES, Counts::new);
    private final Shelf<Counts> rules = new Shelf<>(MAX_PLACES, Counts::new);
    private final Shelf<EditCount> byEdit = new Shelf<>(MAX_EDITS, EditCount::new);
    private final EditCount withoutEdit = new EditCount();
    private final Shelf<Count> leftOut = new Shelf<>(MAX_REASONS, Count::new);
    private final Best<Consequence> consequences = Best.consequences(MAX_CASES);

    /** An empty one that attributes nothing to edits. */
    public Tally(Dimensions dimensions) {
        this(dimensions, EditIndex.NONE);
    }

    /** An empty one. */
    public Tally(Dimensions dimensions, EditIndex edits) {
        this(edits, dimensions);
    }

    private Tally(@Nullable EditIndex edits, Dimensions dimensions) {
        this.dimensions = dimensions;
        this.edits = edits;
        for (Group group : Group.all(dimensions)) {
            groups.put(group, new Shelf<>(MAX_VALUES, Figures::new));
        }
        dimensions.fairness().keySet().forEach(fact -> fairness.put(fact, new Shelf<>(MAX_VALUES, Rates::new)));
    }

    /**
     * Counts one decision.
     *
     * @throws IllegalStateException when this was {@link #read}: it does not know the edits, and can only be merged
     */
    public void add(Compared compared) {
        if (edits == null) {
            throw new IllegalStateException("a tally that was read can only be merged");
        }
        Weighed weighed = Weighed.of(compared);
        all.add(weighed);
        outcomes.at(Key.of(
                        weighed.verdict(Which.BASELINE).outcome().name(),
                        weighed.verdict(Which.CANDIDATE).outcome().name()))
                .add();
        Moved.add(weighed, actions);
        groups.forEach((group, shelf) -> group.add(weighed, shelf));
        fairness.forEach((fact, shelf) ->
                shelf.at(Key.of(Dimensions.value(compared.situation(), fact))).add(weighed));
        String hour =
                compared.situation().instant().truncatedTo(ChronoUnit.HOURS).toString();
        hours.at(Key.of(hour)).add(weighed);
        Passage passage = edits.passage(compared);
        passage.baseline().hits().forEach(row -> rows.at(row).add(Which.BASELINE));
        passage.candidate().hits().forEach(row -> rows.at(row).add(Which.CANDIDATE));
        passage.baseline().fired().forEach(rule -> rules.at(rule).add(Which.BASELINE));
        passage.candidate().fired().forEach(rule -> rules.at(rule).add(Which.CANDIDATE));
        passage.reached().forEach(edit -> byEdit.at(Key.of(edit.id())).reach());
        if (weighed.changed()) {
            change(weighed, passage);
        }
    }

    private void change(Weighed weighed, Passage passage) {
        Rank rank = weighed.rank();
        List<Edit> deciding = passage.deciding();
        deciding.forEach(edit -> byEdit.at(Key.of(edit.id())).change(weighed, rank));
        if (deciding.isEmpty()) {
            withoutEdit.change(weighed, rank);
        }
        consequences.add(new Consequence(
                rank,
                weighed.compared().baseline().verdictJson(),
                weighed.compared().candidate().verdictJson(),
                deciding.stream().map(Edit::id).toList()));
    }

    /** Counts a decision that could not be evaluated again. */
    public void leftOut(String reason) {
        leftOut.at(Key.of(Dimensions.cut(reason))).add();
    }

    /**
     * Adds another one, which stays as it is.
     *
     * @throws IllegalArgumentException when it has other dimensions
     */
    public void merge(Tally other) {
        if (!dimensions.equals(other.dimensions)) {
            throw new IllegalArgumentException("tallies with other dimensions do not add up");
        }
        all.merge(other.all);
        outcomes.merge(other.outcomes);
        actions.merge(other.actions);
        groups.forEach((group, shelf) -> shelf.merge(Objects.requireNonNull(other.groups.get(group))));
        fairness.forEach((fact, shelf) -> shelf.merge(Objects.requireNonNull(other.fairness.get(fact))));
        hours.merge(other.hours);
        rows.merge(other.rows);
        rules.merge(other.rules);
        byEdit.merge(other.byEdit);
        withoutEdit.merge(other.withoutEdit);
        leftOut.merge(other.leftOut);
        consequences.merge(other.consequences);
    }

    /** Canonical JSON, for {@link #read}. */
    public String json() {
        Tree.Builder byGroup = Tree.object();
        groups.forEach((group, shelf) -> byGroup.put(group.name(), shelf.tree()));
        Tree.Builder byFact = Tree.object();
        fairness.forEach((fact, shelf) -> byFact.put(fact, shelf.tree()));
        return CanonicalJson.text(Tree.object()
                .put("format", FORMAT)
                .put("dimensions", dimensions.tree())
                .put("all", all.tree())
                .put("outcomes", outcomes.tree())
                .put("actions", actions.tree())
                .put("groups", byGroup.build())
                .put("fairness", byFact.build())
                .put("hours", hours.tree())
                .put("rows", rows.tree())
                .put("rules", rules.tree())
                .put("edits", byEdit.tree())
                .put("withoutEdit", withoutEdit.tree())
                .put("leftOut", leftOut.tree())
                .put("consequences", consequences.tree())
                .build());
    }

    /**
     * The tally that {@link #json()} wrote, for merging.
     *
     * @throws IllegalStateException when it was written in a format that this version does not know
     */
    public static Tally read(String json) {
        Map<String, @Nullable Object> tree = Side.object(json);
        if (Sum.whole(tree.get("format")) != FORMAT) {
            throw new IllegalStateException("unknown format of a tally: " + tree.get("format"));
        }
        Tally tally = new Tally(null, Dimensions.read(Tree.asObject(tree.get("dimensions"))));
        Map<String, @Nullable Object> byGroup = Tree.asObject(tree.get("groups"));
        Map<String, @Nullable Object> byFact = Tree.asObject(tree.get("fairness"));
        tally.all.read(tree.get("all"));
        tally.outcomes.read(tree.get("outcomes"));
        tally.actions.read(tree.get("actions"));
        tally.groups.forEach((group, shelf) -> shelf.read(byGroup.get(group.name())));
        tally.fairness.forEach((fact, shelf) -> shelf.read(byFact.get(fact)));
        tally.hours.read(tree.get("hours"));
        tally.rows.read(tree.get("rows"));
        tally.rules.read(tree.get("rules"));
        tally.byEdit.read(tree.get("edits"));
        tally.withoutEdit.read(tree.get("withoutEdit"));
        tally.leftOut.read(tree.get("leftOut"));
        tally.consequences.read(tree.get("consequences"));
        return tally;
    }

    Dimensions dimensions() {
        return dimensions;
    }

    /** All decisions. */
    Figures all() {
        return all;
    }

    /** By outcome of the baseline and outcome of the candidate. */
    Shelf<Count> outcomes() {
        return outcomes;
    }

    /** By currency, disposition of the baseline and disposition of the candidate. */
    Shelf<Moved> actions() {
        return actions;
    }

    /** By the values of each dimension; empty for what has none. */
    Map<Group, Shelf<Figures>> groups() {
        return groups;
    }

    /** By audited fact and its values. */
    Map<String, Shelf<Rates>> fairness() {
        return fairness;
    }

    /** By clock hour, the latest first. */
    Shelf<HourLoad> hours() {
        return hours;
    }

    /** In how many decisions a row answered: by phase, model, decision, table and row. */
    Shelf<Counts> rows() {
        return rows;
    }

    /** In how many decisions a rule fired: by phase, file and rule. */
    Shelf<Counts> rules() {
        return rules;
    }

    /** By the id of the change. */
    Shelf<EditCount> byEdit() {
        return byEdit;
    }

    /** Changed decisions that no edit explains. */
    EditCount withoutEdit() {
        return withoutEdit;
    }

    Shelf<Count> leftOut() {
        return leftOut;
    }

    List<Consequence> consequences() {
        return consequences.sorted();
    }
}
