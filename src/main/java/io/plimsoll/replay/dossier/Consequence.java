package io.plimsoll.replay.dossier;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A changed decision that is worth looking at.
 *
 * @param baselineJson canonical JSON of the baseline's verdict
 * @param candidateJson canonical JSON of the candidate's verdict
 * @param edits the ids of those that decided it, the first {@value #MAX_EDITS}
 */
record Consequence(Rank rank, String baselineJson, String candidateJson, List<String> edits)
        implements Comparable<Consequence> {
    private static final int MAX_EDITS = 10;

    private static final Comparator<Consequence> ORDER = Comparator.comparing(Consequence::rank)
            .thenComparing(Consequence::baselineJson)
            .thenComparing(Consequence::candidateJson)
            .thenComparing(consequence -> new Key(consequence.edits()));

    Consequence {
        edits = edits.stream().limit(MAX_EDITS).toList();
    }

    @Override
    public int compareTo(Consequence other) {
        return ORDER.compare(this, other);
    }

    Object tree() {
        return Tree.object()
                .put("rank", rank.tree())
                .put("baseline", Side.object(baselineJson))
                .put("candidate", Side.object(candidateJson))
                .put("edits", edits)
                .build();
    }

    static Consequence read(@Nullable Object tree) {
        Map<String, @Nullable Object> fields = Tree.asObject(tree);
        return new Consequence(
                Rank.read(Tree.asList(fields.get("rank"))),
                CanonicalJson.text(fields.get("baseline")),
                CanonicalJson.text(fields.get("candidate")),
                Sum.texts(Tree.asList(fields.get("edits"))));
    }
}
