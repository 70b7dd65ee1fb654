package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Inventory;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence for a change of a policy, for those who approve it: what would have come out otherwise, which edits decided
 * that, what it costs, whom it treats worse, and what the data never touched. Immutable. Equal evidence has equal bytes.
 */
public final class Dossier {
    private static final long FORMAT = 1;

    private final Map<String, @Nullable Object> tree;
    private final String json;

    private Dossier(Map<String, @Nullable Object> tree) {
        this.json = CanonicalJson.text(tree);
        this.tree = Side.object(json);
    }

    /**
     * Writes down a comparison.
     *
     * @param tally of all decisions that were compared
     * @param difference from the baseline to the candidate
     * @param inventory of the candidate: what of it was never hit is told
     * @param cases explanations of {@link #consequential}, as far as they are at hand
     */
    public static Dossier of(Header header, Tally tally, Difference difference, Inventory inventory, List<Case> cases) {
        Contents contents = new Contents(tally);
        return new Dossier(Tree.object()
                .put("format", FORMAT)
                .put("header", header.tree())
                .put("decisions", contents.decisions())
                .put("outcomes", contents.outcomes())
                .put("money", MoneyTrees.of(tally.all()))
                .put("actions", MoneyTrees.of(tally.actions()))
                .put("groups", contents.groups())
                .put("load", new LoadTree(tally).tree())
                .put("fairness", FairnessTree.of(tally))
                .put("edits", new EditTrees(tally).of(difference))
                .put("coverage", Coverage.of(tally, inventory))
                .put("cases", contents.cases(cases))
                .build());
    }

    /**
     * The dossier that {@link #json()} wrote.
     *
     * @throws IllegalStateException when it was written in a format that this version does not know
     */
    public static Dossier read(String json) {
        Map<String, @Nullable Object> tree = Side.object(json);
        if (Sum.whole(tree.get("format")) != FORMAT) {
            throw new IllegalStateException("unknown format of a dossier: " + tree.get("format"));
        }
        return new Dossier(tree);
    }

    /** The ids of the cases that a dossier of this tally tells, the most consequential first. */
    public static List<String> consequential(Tally tally) {
        return tally.consequences().stream().map(each -> each.rank().id()).toList();
    }

    /** For readers that are programs; {@code docs/dossier.md} tells what stands where. */
    public Map<String, @Nullable Object> tree() {
        return tree;
    }

    /** The same as canonical JSON. */
    public String json() {
        return json;
    }

    /** Of the canonical JSON: what an approval signs. */
    public Digest digest() {
        return Digest.of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A page that stands alone, to read, to print and to sign. */
    public String html() {
        return DossierReport.of(this, new HtmlPage());
    }

    /** The same for tickets and mails. */
    public String markdown() {
        return DossierReport.of(this, new MarkdownPage());
    }
}
