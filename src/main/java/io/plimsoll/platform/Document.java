package io.plimsoll.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that a person wrote into a file, and where everything in it stands, so that whatever turns out to be wrong with
 * it leads to a line and a column.
 *
 * @param tree the value
 * @param positions by JSON pointer: a field stands where its name does, an item where it begins
 */
public record Document(@Nullable Object tree, Map<String, Position> positions) {
    private static final Position START = new Position(1, 1);

    /** A value that stands on one line of a file. */
    public static Document onLine(int line, @Nullable Object tree) {
        return new Document(tree, Map.of("", new Position(line, 1)));
    }

    /** Whether something stands there. */
    public boolean has(String pointer) {
        return positions.containsKey(pointer);
    }

    /** Where the place, or else what is next around it, stands. */
    public Position position(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !has(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return positions.getOrDefault(at, START);
    }

    /** The same violations from top to bottom, each with line, column and the name of what is wrong. */
    public List<Violation> placed(List<Violation> violations) {
        Comparator<Violation> order = Comparator.comparing(
                        (Violation violation) -> position(violation.pointer()).line())
                .thenComparing(violation -> position(violation.pointer()).column());
        return violations.stream()
                .sorted(order)
                .map(violation -> new Violation(
                        violation.pointer(),
                        (position(violation.pointer()) + ": " + subject(violation.pointer())).strip() + " "
                                + violation.detail()))
                .toList();
    }

    /** The last part of a pointer as people say it: {@code outcome}, or {@code item 2 of intents}. */
    private static String subject(String pointer) {
        String[] names = pointer.split("/", -1);
        String last = unescaped(names[names.length - 1]);
        return names.length > 2 && last.matches("\\d{1,9}")
                ? "item " + (Integer.parseInt(last) + 1) + " of " + unescaped(names[names.length - 2])
                : last;
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
