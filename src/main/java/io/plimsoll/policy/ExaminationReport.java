package io.plimsoll.policy;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an examination found, to be read in parts: reports of large policies are long. */
public final class ExaminationReport {
    private static final String SURVIVORS = "survivors";
    /** Lists that grow with the policy. */
    private static final Set<String> LONG = Set.of(SURVIVORS, "tables", "rules");

    private final Map<String, @Nullable Object> tree;

    private ExaminationReport(Map<String, @Nullable Object> tree) {
        this.tree = tree;
    }

    public static ExaminationReport of(Examination.Result result) {
        return new ExaminationReport(
                Tree.asObject(StrictJson.read(result.report().getBytes(StandardCharsets.UTF_8))));
    }

    /** The figures without what they are made of, as JSON. */
    public String summary() {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(tree);
        summary.keySet().removeAll(LONG);
        return new String(CanonicalJson.bytes(summary), StandardCharsets.UTF_8);
    }

    /**
     * A mutant that no scenario noticed.
     *
     * @param number counted from 1, in the order of the report
     * @param place where in the subject; empty for all of it
     * @param before what stands there
     * @param after what could stand there instead unnoticed; empty for nothing
     * @param words what nobody tests, for people
     * @param scenario a case that would notice it, as a file of scenarios; null when none was found
     */
    public record Survivor(
            int number,
            String subject,
            String kind,
            String place,
            String before,
            String after,
            String words,
            @Nullable String scenario) {}

    /**
     * Mutants that no scenario noticed; none in a report of coverage.
     *
     * @throws PlimsollException INVALID_PARAMETER for a cursor of something else
     */
    public Page<Survivor> survivors(int limit, Optional<Cursor> after) {
        int from = after.map(ExaminationReport::position).orElse(0);
        List<@Nullable Object> all = all();
        int to = Math.min(all.size(), from + limit);
        return new Page<>(
                IntStream.range(Math.min(from, to), to)
                        .mapToObj(i -> survivor(i + 1, Tree.asObject(all.get(i))))
                        .toList(),
                to < all.size() ? new Cursor(String.valueOf(to)).encoded() : null);
    }

    /** By its number; empty when there is none. */
    public Optional<Survivor> survivor(int number) {
        return number < 1 || number > all().size()
                ? Optional.empty()
                : Optional.of(survivor(number, Tree.asObject(all().get(number - 1))));
    }

    private List<@Nullable Object> all() {
        return tree.get(SURVIVORS) == null ? List.of() : Tree.asList(tree.get(SURVIVORS));
    }

    private static Survivor survivor(int number, Map<String, @Nullable Object> survivor) {
        return new Survivor(
                number,
                text(survivor, "subject"),
                text(survivor, "kind"),
                text(survivor, "place"),
                text(survivor, "before"),
                text(survivor, "after"),
                text(survivor, "words"),
                (String) survivor.get("case"));
    }

    private static String text(Map<String, @Nullable Object> tree, String name) {
        return String.valueOf(tree.get(name));
    }

    private static int position(Cursor cursor) {
        if (!cursor.position().matches("[0-9]{1,6}")) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "cursor is not one of this list. Leave it out to begin with the first page.");
        }
        return Integer.parseInt(cursor.position());
    }
}
