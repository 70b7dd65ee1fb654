package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says about a situation.
 *
 * @param severity 1 (least) to 5 (most)
 * @param route null unless a person has to act
 * @param reasons every reason once, those of the intents included, in the order in which the policy states them
 * @param suppressed what was proposed and held back
 */
public record Verdict(
        Outcome outcome,
        int severity,
        @Nullable Route route,
        List<Intent> intents,
        List<Reason> reasons,
        List<Suppression> suppressed) {
    public static final int LEAST_SEVERITY = 1;
    public static final int MOST_SEVERITY = 5;

    public Verdict {
        intents = List.copyOf(intents);
        reasons = List.copyOf(reasons);
        suppressed = List.copyOf(suppressed);
    }

    /**
     * The verdict that {@link #tree()} wrote.
     *
     * @param tree as {@link io.plimsoll.platform.StrictJson} reads it
     */
    public static Verdict read(Map<String, @Nullable Object> tree) {
        Object route = tree.get("route");
        return new Verdict(
                Trees.constant(tree, "outcome", Outcome.class),
                Trees.whole(tree, "severity"),
                route == null ? null : Route.read(Tree.asObject(route)),
                Trees.objects(tree, "intents", Intent::read),
                Trees.objects(tree, "reasons", Reason::read),
                Trees.objects(tree, "suppressed", Suppression::read));
    }

    /**
     * Whether nobody would act otherwise on the other one. Reasons and what was held back may differ, and nothing happens
     * differently; amounts are compared with their currencies, and parameters by value ({@code 5.0} is {@code 5}).
     */
    public boolean actsAs(Verdict other) {
        return equals(other) || CanonicalJson.text(acts()).equals(CanonicalJson.text(other.acts()));
    }

    private Map<String, @Nullable Object> acts() {
        return Tree.object()
                .put("outcome", outcome)
                .put("severity", severity)
                .put("route", route == null ? null : route.tree())
                .put("intents", intents.stream().map(Intent::act).toList())
                .build();
    }

    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("outcome", outcome)
                .put("severity", severity)
                .put("route", route == null ? null : route.tree())
                .put("intents", intents.stream().map(Intent::tree).toList())
                .put("reasons", reasons.stream().map(Reason::tree).toList())
                .put("suppressed", suppressed.stream().map(Suppression::tree).toList())
                .build();
    }
}
