package io.plimsoll.evaluation.diff;

import java.util.List;
import java.util.Objects;

/** The words of {@link Wording} for what is not inside a model: manifest, rules, scenarios, files. */
final class FileWording {
    private FileWording() {}

    static String manifest(Change change) {
        String where = "Manifest, " + Wording.named(change.place());
        boolean item = where.endsWith(" › " + Wording.plain(Objects.requireNonNullElse(Wording.text(change), "")));
        return item && change.action() != Action.CHANGED
                ? where + " " + Wording.done(change)
                : Wording.changed(where, change);
    }

    static String rule(Change change) {
        String where = Wording.where(change.place());
        return switch (change.action()) {
            case ADDED, REMOVED -> where + " " + Wording.done(change);
            case RENAMED -> where + " renamed: " + Wording.arrow(change);
            case CHANGED, MOVED -> where + " changed" + counted(change);
        };
    }

    static String outside(Change change) {
        return Wording.file(change.place()) + ", text outside of the rules changed" + counted(change);
    }

    /** The line that changed, or how many did. */
    private static String counted(Change change) {
        List<String> lines = change.lines();
        List<String> gone = lines.stream().filter(line -> line.startsWith("-")).toList();
        List<String> come = lines.stream().filter(line -> line.startsWith("+")).toList();
        if (gone.size() == 1 && come.size() == 1) {
            return ": " + Wording.arrow(gone.get(0).substring(1), come.get(0).substring(1));
        }
        return lines.isEmpty()
                ? ""
                : ": " + Wording.counted(come.size(), "line", "lines") + " in, "
                        + Wording.counted(gone.size(), "line", "lines") + " out";
    }

    static String scenario(Change change) {
        String where = change.place().element().any() == null
                ? Wording.file(change.place()) + ", outside of the scenarios,"
                : Wording.where(change.place());
        boolean placed =
                change.action() == Action.CHANGED && change.place().element().any() != null;
        return where + " " + Wording.done(change)
                + (placed ? " at " + change.place().path() : "");
    }

    static String file(Change change) {
        String path = change.place().path();
        String file = Objects.requireNonNull(change.place().file().any());
        return switch (change.action()) {
            case ADDED, REMOVED -> "File " + file + " " + Wording.done(change);
            case MOVED, RENAMED -> "File moved: " + Wording.arrow(change);
            case CHANGED ->
                "File " + file + " changed"
                        + (path.startsWith("unread")
                                ? ", compared as it is because it cannot be read" + path.substring("unread".length())
                                        + counted(change)
                                : "");
        };
    }
}
