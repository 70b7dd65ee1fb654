package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of the first phase derived: the value of every feature, and the facts that said so. */
record Features(Map<String, Object> values, List<Record> facts, List<Reason> faults) {
    /**
     * Takes what rules said of features.
     *
     * @param results of all perceive steps
     */
    static Features of(Manifest manifest, List<Record> results) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Record> facts = new ArrayList<>();
        List<Reason> faults = new ArrayList<>();
        for (Record result : results) {
            String name = result instanceof Vocabulary.Feature feature
                    ? feature.feature()
                    : result instanceof Vocabulary.Sign sign ? sign.sign() : "";
            Object value = result instanceof Vocabulary.Feature feature ? feature.amount() : Boolean.TRUE;
            Manifest.Feature declared = manifest.features().get(name);
            if (declared == null || !fits(declared, value)) {
                faults.add(EngineReason.FEATURE_NOT_DECLARED.reason(name));
            } else if (!values.containsKey(name)) {
                values.put(name, value);
                facts.add(result);
            } else if (differs(values.get(name), value)) {
                faults.add(EngineReason.FEATURE_AMBIGUOUS.reason(name));
            }
        }
        manifest.features().forEach((name, feature) -> values.putIfAbsent(name, feature.absent()));
        return new Features(values, facts, faults);
    }

    private static boolean fits(Manifest.Feature declared, Object value) {
        return switch (declared.type()) {
            case NUMBER -> value instanceof BigDecimal;
            case BOOLEAN -> value instanceof Boolean;
        };
    }

    private static boolean differs(@Nullable Object before, Object value) {
        return before instanceof BigDecimal number && number.compareTo((BigDecimal) value) != 0;
    }

    Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object();
        values.forEach(tree::put);
        return tree.build();
    }
}
