package io.plimsoll.replay.dossier;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether recorded decisions came out again as they were recorded, for whoever has to prove it. Immutable. */
public final class ReproductionReport {
    /** What {@link #isOne} looks for. */
    private static final String MODE = "REPRODUCE";

    private final Map<String, @Nullable Object> tree;

    private ReproductionReport(Map<String, @Nullable Object> tree) {
        this.tree = tree;
    }

    /**
     * How many there were.
     *
     * @param differing that did not come out as they were recorded: an alarm
     */
    public record Counts(long decisions, long evaluated, long differing) {}

    /**
     * Writes it down.
     *
     * @param tally of what was left out
     * @param engine name and version of the engine that evaluated
     * @param createdAt as the caller's clock says
     */
    public static ReproductionReport of(
            Header.DataSet data, Counts counts, Tally tally, String engine, Instant createdAt) {
        List<Object> leftOut = new ArrayList<>();
        Contents.each(
                tally.leftOut(),
                (reason, count) -> leftOut.add(Tree.object()
                        .put("reason", reason == null ? null : reason.part(0))
                        .put("decisions", count.times())
                        .build()));
        return read(CanonicalJson.text(Tree.object()
                .put("mode", MODE)
                .put("data", data.tree())
                .put("engine", engine)
                .put("createdAt", createdAt.toString())
                .put(
                        "decisions",
                        Tree.object()
                                .put("recorded", counts.decisions())
                                .put("evaluated", counts.evaluated())
                                .put("differing", counts.differing())
                                .put("leftOut", leftOut)
                                .build())
                .build()));
    }

    /** The report that {@link #json()} wrote. */
    public static ReproductionReport read(String json) {
        return new ReproductionReport(Side.object(json));
    }

    /** Whether this is the JSON of a report, and not that of a {@link Dossier}. */
    public static boolean isOne(String json) {
        return MODE.equals(Side.object(json).get("mode"));
    }

    /** Canonical JSON {@code {mode, data, engine, createdAt, decisions: {recorded, evaluated, differing, leftOut}}}. */
    public String json() {
        return CanonicalJson.text(tree);
    }

    /** A page that stands alone, to read, to print and to sign. */
    public String html() {
        return written(new HtmlPage());
    }

    /** The same for tickets and mails. */
    public String markdown() {
        return written(new MarkdownPage());
    }

    private String written(Page page) {
        Map<String, @Nullable Object> decisions = Tree.asObject(tree.get("decisions"));
        Map<String, @Nullable Object> data = Tree.asObject(tree.get("data"));
        page.heading(1, "Reproduction of recorded decisions");
        boolean clean = text(decisions, "differing").equals("0");
        String found = text(decisions, "evaluated") + " of " + text(decisions, "recorded")
                + " decisions were evaluated again from the situations that were recorded with them, by the versions that"
                + " decided. ";
        if (clean) {
            page.paragraph(found + "Every verdict and every trace came out byte for byte as it was recorded.");
        } else {
            page.warning(found + text(decisions, "differing")
                    + " did not come out as they were recorded. Something was changed: the stored bytes, the version's files,"
                    + " or the software that evaluates. The list of changes of this replay says which and how.");
        }
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("Data", text(data, "description"));
        terms.put("Digest of the data", text(data, "digest"));
        terms.put("Engine", text(tree, "engine"));
        terms.put("Begun", text(tree, "createdAt"));
        page.terms(terms);
        List<List<String>> leftOut = Tree.asList(decisions.get("leftOut")).stream()
                .map(Tree::asObject)
                .map(each -> List.of(
                        each.get("reason") == null ? "other reasons" : text(each, "reason"), text(each, "decisions")))
                .toList();
        if (!leftOut.isEmpty()) {
            page.heading(2, "Not replayable");
            page.table(
                    "Decisions that could not be evaluated again",
                    List.of(Page.Column.text("Why"), Page.Column.number("Decisions")),
                    leftOut);
        }
        page.heading(2, "Seen by");
        page.signatures(List.of("Compliance", "Audit"));
        return page.finished();
    }

    private static String text(Map<String, @Nullable Object> tree, String name) {
        Object value = tree.get(name);
        return value instanceof String text ? text : CanonicalJson.text(value);
    }
}
