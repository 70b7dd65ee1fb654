package io.plimsoll.evaluation.diff;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says a change in one line, in the words of people who read tables. */
final class Wording {
    /** What parts are called, where it is not what the file calls them. */
    private static final Map<String, String> TYPES = Map.of(
            "inputData", "Input",
            "businessKnowledgeModel", "Function",
            "itemDefinition", "Type",
            "decisionService", "Service",
            "knowledgeSource", "Knowledge source",
            "textAnnotation", "Note");

    private static final Map<String, String> STEPS = Map.of(
            "contextEntry", "entry",
            "itemComponent", "field",
            "formalParameter", "parameter",
            "binding", "argument",
            "column", "column");

    private Wording() {}

    static String of(Change change) {
        ChangePlace place = change.place();
        return switch (change.subject()) {
            case MANIFEST -> FileWording.manifest(change);
            case RULE -> FileWording.rule(change);
            case RULE_TEXT -> FileWording.outside(change);
            case SCENARIO -> FileWording.scenario(change);
            case FILE -> FileWording.file(change);
            case ORDER -> order(change);
            case ROW -> row(change);
            case COLUMN -> column(change);
            case TABLE, MODEL, ELEMENT -> whole(change);
            case REQUIREMENT -> requirement(change);
            case CELL -> changed(where(place), change);
            case OTHER -> changed(where(place) + ", other change in " + route(place), change);
            case ANNOTATION -> annotation(change);
            case HIT_POLICY,
                    AGGREGATION,
                    ALLOWED_VALUES,
                    TYPE,
                    DEFAULT_OUTPUT,
                    EXPRESSION,
                    DESCRIPTION,
                    ID,
                    DMN_VERSION -> changed(where(place) + steps(place) + ", " + called(change), change);
        };
    }

    static String of(Unlisted unlisted) {
        String counts = Stream.of(
                        counted(unlisted.layout(), "part of a diagram", "parts of diagrams"),
                        counted(unlisted.spacing(), "text in its spacing", "texts in their spacing"),
                        counted(unlisted.comments(), "comment", "comments"),
                        counted(unlisted.formatting(), "file in its formatting", "files in their formatting"))
                .filter(text -> !text.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : "Without effect and not listed: " + counts + ".";
    }

    static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** {@code Table 'Refund boundary' in refund.dmn, row r7 (line 7), column 'Ceiling'}. */
    static String where(ChangePlace place) {
        return owner(place) + row(place) + column(place);
    }

    private static String owner(ChangePlace place) {
        Part table = place.table().any();
        Part element = place.element().any();
        Part model = place.model().any();
        String file = " in " + file(place);
        if (table != null) {
            return "Table " + title(table) + file;
        }
        if (element != null) {
            return type(element) + " " + title(element) + file;
        }
        return model != null ? "Model " + title(model) + file : file(place);
    }

    private static String row(ChangePlace place) {
        Part row = place.row().any();
        if (row == null) {
            return "";
        }
        String line = lines(place.row());
        return row.id() == null ? ", row " + line : ", row " + row.id() + " (line " + line + ")";
    }

    private static String lines(Sides<Part> row) {
        int line = Objects.requireNonNull(row.any()).number();
        int first = Objects.requireNonNull(row.first()).number();
        return line == first ? String.valueOf(line) : line + ", before " + first;
    }

    private static String column(ChangePlace place) {
        Part column = place.column().any();
        if (column == null) {
            return "";
        }
        return ", column " + (column.name() == null ? String.valueOf(column.number()) : quoted(column.name()));
    }

    /** The named parts between the element and the change: {@code , entry 'refundTo'}. */
    private static String steps(ChangePlace place) {
        return Stream.of(place.path().split("(?<=])/|(?<!])/"))
                .filter(step -> step.endsWith("]") || step.contains("]@"))
                .map(step -> {
                    String tag = step.substring(0, step.indexOf('['));
                    String name = step.substring(step.indexOf('[') + 1, step.lastIndexOf(']'));
                    return STEPS.containsKey(tag) ? ", " + STEPS.get(tag) + " " + quoted(name) : "";
                })
                .collect(Collectors.joining());
    }

    /** What of the place changed, as people call it. */
    private static String called(Change change) {
        String last = last(change.place());
        return switch (change.subject()) {
            case DESCRIPTION -> last.startsWith("@") ? last.substring(1) : last;
            case EXPRESSION -> last.startsWith("@") ? "expression's " + last.substring(1) : "expression";
            case DMN_VERSION -> change.place().path().startsWith("only") ? "only the DMN version" : "DMN version";
            case ID -> "id" + (isInside(change.place()) ? " of " + route(change.place()) : "");
            default -> change.subject().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static boolean isInside(ChangePlace place) {
        return place.path().contains("/")
                || (!place.path().isEmpty() && !place.path().startsWith("@"));
    }

    private static String last(ChangePlace place) {
        List<String> tags = List.of(place.tags().split("/"));
        String tag = tags.get(tags.size() - 1);
        int attribute = place.path().lastIndexOf('@');
        return attribute >= 0
                ? place.path().substring(attribute)
                : tag.equals("text") ? tags.get(tags.size() - 2) : tag;
    }

    /** The elements that lead to a change, and its attribute. */
    private static String route(ChangePlace place) {
        int attribute = place.path().lastIndexOf('@');
        return place.tags() + (attribute < 0 ? "" : place.path().substring(attribute));
    }

    private static String row(Change change) {
        if (change.action() != Action.MOVED) {
            return changed(where(change.place()), change);
        }
        Part row = Objects.requireNonNull(change.place().row().any());
        return owner(change.place()) + ", row "
                + (row.id() == null ? "" : row.id() + " ")
                + "moved from line " + change.before() + " to line " + change.after()
                + (Boolean.TRUE.equals(change.orderMatters())
                        ? "; order matters here"
                        : "; order does not matter here");
    }

    private static String column(Change change) {
        ChangePlace place = change.place();
        return switch (change.action()) {
            case MOVED -> owner(place) + ", columns in another order: " + arrow(change);
            case RENAMED -> where(place) + " renamed: " + arrow(change);
            case CHANGED -> where(place) + " asks: " + arrow(change);
            case ADDED, REMOVED -> changed(where(place), change);
        };
    }

    private static String whole(Change change) {
        ChangePlace place = change.place();
        boolean attribute = change.action() == Action.RENAMED && place.path().contains("/");
        String where = where(place)
                + steps(place)
                + (attribute ? ", " + last(place).substring(1) + " of " + route(place) : "");
        boolean isLong = change.subject() != Subject.ELEMENT || place.path().isEmpty();
        if (change.action() == Action.ADDED || change.action() == Action.REMOVED) {
            return where + " " + done(change) + (isLong ? "" : ": " + value(text(change)));
        }
        return where + " " + (change.action() == Action.RENAMED ? "renamed" : last(place)) + ": " + arrow(change);
    }

    private static String requirement(Change change) {
        String where = where(change.place());
        return switch (change.action()) {
            case ADDED -> where + " uses " + value(change.after()) + " now";
            case REMOVED -> where + " no longer uses " + value(change.before());
            case CHANGED, MOVED, RENAMED -> where + ", " + route(change.place()) + ": " + arrow(change);
        };
    }

    private static String annotation(Change change) {
        return change.place().table().any() == null
                ? where(change.place()) + ": source or rationale changed"
                : changed(where(change.place()) + ", annotation", change);
    }

    private static String order(Change change) {
        String what =
                change.subject() == Subject.ORDER && !change.place().path().contains("order of ")
                        ? "order"
                        : change.place().path().substring(change.place().path().indexOf("order of "));
        String where =
                change.place().model().any() == null && change.place().element().any() != null
                        ? "Manifest, " + named(change.place())
                        : where(change.place()) + ", " + what;
        return where + ": " + arrow(change);
    }

    static String changed(String where, Change change) {
        return change.action() == Action.ADDED || change.action() == Action.REMOVED
                ? where + " " + done(change) + ": " + value(text(change))
                : where + ": " + arrow(change);
    }

    static String done(Change change) {
        return change.action().name().toLowerCase(Locale.ROOT);
    }

    static @Nullable String text(Change change) {
        return change.after() == null ? change.before() : change.after();
    }

    static String arrow(Change change) {
        return arrow(change.before(), change.after());
    }

    static String arrow(@Nullable String before, @Nullable String after) {
        Sides<String> shown = Excerpt.of(new Sides<>(before, after).map(Wording::plain));
        return value(shown.before()) + " → " + value(shown.after());
    }

    static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String value(@Nullable String text) {
        if (text == null) {
            return "(none)";
        }
        String plain = plain(text);
        return plain.isEmpty() ? "(empty)" : Excerpt.of(plain);
    }

    static String file(ChangePlace place) {
        String path = Objects.requireNonNull(place.file().any());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String named(ChangePlace place) {
        Part part = place.element().any();
        return part == null || part.name() == null ? "" : part.name();
    }

    private static String title(Part part) {
        return part.name() != null ? quoted(part.name()) : part.id() != null ? quoted(part.id()) : "without a name";
    }

    private static String quoted(String name) {
        return "'" + plain(name) + "'";
    }

    private static String type(Part part) {
        String type = TYPES.getOrDefault(part.type(), part.type());
        return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }
}
