package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An action and how far it may go.
 *
 * @param type one of the manifest's intents
 * @param ceiling the most money that may go to the customer; null when none does, or when only another system knows:
 *     a reason then says which
 * @param parameters what whoever carries it out has to know
 * @param approvers the group that may approve; null when nobody is asked
 */
public record Intent(
        String type,
        Disposition disposition,
        @Nullable Money ceiling,
        Map<String, @Nullable Object> parameters,
        @Nullable String approvers,
        List<Reason> reasons) {

    public Intent {
        reasons = List.copyOf(reasons);
    }

    /** Nobody approves what is refused. */
    Intent restricted(Disposition stricter, @Nullable Money lower, @Nullable String group, List<Reason> because) {
        return new Intent(type, stricter, lower, parameters, stricter == Disposition.REFUSED ? null : group, because);
    }

    /** The same, made stricter. */
    Intent restricted(Disposition stricter) {
        return restricted(stricter, ceiling, approvers, reasons);
    }

    /** The same with one more reason. */
    Intent because(Reason another) {
        Set<Reason> because = new LinkedHashSet<>(reasons);
        because.add(another);
        return new Intent(type, disposition, ceiling, parameters, approvers, List.copyOf(because));
    }

    static Intent read(Map<String, @Nullable Object> tree) {
        Object ceiling = tree.get("ceiling");
        return new Intent(
                Trees.text(tree, "type"),
                Trees.constant(tree, "disposition", Disposition.class),
                ceiling == null ? null : Money.read(Tree.asObject(ceiling)),
                Tree.asObject(tree.get("parameters")),
                Trees.optionalText(tree, "approvers"),
                Trees.objects(tree, "reasons", Reason::read));
    }

    /** What somebody carries out or asks for: all but the reasons. */
    Map<String, @Nullable Object> act() {
        return Tree.object()
                .put("type", type)
                .put("disposition", disposition)
                .put("ceiling", ceiling == null ? null : ceiling.tree())
                .put("parameters", parameters)
                .put("approvers", approvers)
                .build();
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("type", type)
                .put("disposition", disposition)
                .put("ceiling", ceiling == null ? null : ceiling.tree())
                .put("parameters", parameters)
                .put("approvers", approvers)
                .put("reasons", reasons.stream().map(Reason::tree).toList())
                .build();
    }
}
