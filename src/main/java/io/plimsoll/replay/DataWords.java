package io.plimsoll.replay;

import io.plimsoll.record.DecisionFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words which decisions were asked for. */
final class DataWords {
    private DataWords() {}

    static String of(DecisionFilter filter) {
        List<String> parts = new ArrayList<>();
        add(parts, "in ", filter.domain());
        add(parts, "from ", filter.source());
        add(parts, "about customer ", filter.customer());
        add(parts, "about case ", filter.caseId());
        add(parts, "with request ", filter.requestType());
        add(parts, "with outcome ", filter.outcome());
        add(parts, "with reason ", filter.reason());
        add(parts, "by policy version ", filter.policyVersion());
        add(parts, "decided since ", filter.from());
        add(parts, "decided before ", filter.to());
        return "Recorded decisions " + String.join(", ", parts);
    }

    private static void add(List<String> parts, String words, @Nullable Object value) {
        if (value != null) {
            parts.add(words + value);
        }
    }
}
