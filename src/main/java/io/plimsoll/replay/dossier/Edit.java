package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Phase;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.diff.Change;
import io.plimsoll.evaluation.diff.Part;
import io.plimsoll.evaluation.diff.Sides;
import io.plimsoll.evaluation.diff.Subject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of a bundle, seen as something that decisions may come along.
 *
 * @param reach what a trace shows of its place
 */
public record Edit(Change change, Reach reach) {
    /** Fields of the manifest that tell people something, or repeat what other changes say. */
    private static final Set<String> WITHOUT_ACTS = Set.of("title", "description", "reasons", "dossier", "files");

    /** What a trace shows of the place of an edit. */
    public enum Reach {
        /** Whether the row hit. */
        ROW,
        /** Whether the rule fired. */
        RULE,
        /** What the decision came to. */
        DECISION,
        /** What the file of rules did. */
        FILE,
        /** Whether the model was asked. */
        MODEL,
        /** In which currency money is. */
        CURRENCY,
        /** Nothing: it may have a part in every decision. */
        ANYWHERE,
        /** Nothing, and nobody can act otherwise because of it. */
        NOWHERE
    }

    static Edit of(Change change) {
        return new Edit(change, reach(change));
    }

    /** Of the change; no other of the difference has it. */
    public String id() {
        return change.id();
    }

    /** One line in an analyst's words. */
    public String text() {
        return change.text();
    }

    private static Reach reach(Change change) {
        if (!change.effective() || change.subject() == Subject.SCENARIO) {
            return Reach.NOWHERE;
        }
        String file = first(change.place().file());
        if (file.equals(PolicyBundle.MANIFEST)) {
            return manifest(change.place().path());
        }
        if (file.endsWith(".drl")) {
            return change.subject() == Subject.RULE ? Reach.RULE : Reach.FILE;
        }
        if (isNamed(change.place().row())) {
            return Reach.ROW;
        }
        Part element = change.place().element().any();
        if (element != null && element.type().equals("decision")) {
            return Reach.DECISION;
        }
        return change.place().model().any() == null ? Reach.ANYWHERE : Reach.MODEL;
    }

    private static Reach manifest(String pointer) {
        String[] steps = pointer.split("/", -1);
        String field = steps.length > 1 ? steps[1] : "";
        return field.equals("currency")
                ? Reach.CURRENCY
                : WITHOUT_ACTS.contains(field) ? Reach.NOWHERE : Reach.ANYWHERE;
    }

    /** A row is known to traces by its id; one without is only known to be somewhere in its table. */
    private static boolean isNamed(Sides<Part> row) {
        return row.any() != null
                && (row.before() == null || row.before().id() != null)
                && (row.after() == null || row.after().id() != null);
    }

    private static String first(Sides<String> sides) {
        String path = sides.any();
        return path == null ? "" : path;
    }

    /** How trails show its place on one side; empty when they do not, or when it is not there. */
    List<Key> places(Which side, List<Phase> phases) {
        List<@Nullable String> names =
                switch (reach) {
                    case ROW ->
                        Arrays.asList(
                                name(side, change.place().element()),
                                id(side, change.place().row()));
                    case RULE ->
                        Arrays.asList(
                                on(side, change.place().file()),
                                name(side, change.place().element()));
                    case DECISION ->
                        Arrays.asList(
                                name(side, change.place().model()),
                                name(side, change.place().element()));
                    case FILE ->
                        Collections.singletonList(on(side, change.place().file()));
                    case MODEL ->
                        Collections.singletonList(name(side, change.place().model()));
                    case CURRENCY, ANYWHERE, NOWHERE -> Collections.singletonList(null);
                };
        if (names.contains(null)) {
            return List.of();
        }
        return phases.stream()
                .map(phase -> Trail.place(
                        reach,
                        Stream.concat(Stream.of(phase.name()), names.stream().map(String::valueOf))
                                .toArray(String[]::new)))
                .toList();
    }

    /** The decision in which it is, on one side. */
    Key decision(Which side, Phase phase) {
        return Key.of(
                phase.name(),
                String.valueOf(name(side, change.place().model())),
                String.valueOf(name(side, change.place().element())));
    }

    /** What trails show of the model or the file of rules in which it is, on one side. */
    Key home(Which side, Phase phase) {
        return change.place().model().any() == null
                ? Key.of(phase.name(), String.valueOf(on(side, change.place().file())))
                : Key.of(phase.name(), String.valueOf(name(side, change.place().model())));
    }

    private static @Nullable String name(Which side, Sides<Part> parts) {
        Part part = on(side, parts);
        return part == null ? null : part.name();
    }

    private static @Nullable String id(Which side, Sides<Part> parts) {
        Part part = on(side, parts);
        return part == null ? null : part.id();
    }

    /** What stands on one side; null where there is nothing. */
    private static <T> @Nullable T on(Which side, Sides<T> sides) {
        return side == Which.BASELINE ? sides.before() : sides.after();
    }
}
