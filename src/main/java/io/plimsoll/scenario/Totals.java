package io.plimsoll.scenario;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.evaluation.Suppression;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was decided about the signals of a storm, and holds the numbers against what is expected of them. Whatever
 * is expected, every suppression MUST carry a reason. */
final class Totals {
    static final String SUPPRESSED = "suppressed";
    static final String AT_LEAST = "atLeast";
    static final String AT_MOST = "atMost";
    static final String EXACTLY = "exactly";

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int unexplained;

    Totals() {
        names().forEach(name -> counts.put(name, 0));
    }

    /** What is counted. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            names.add(name(outcome));
        }
        names.add(SUPPRESSED);
        return names;
    }

    void add(Verdict verdict) {
        counts.merge(name(verdict.outcome()), 1, Integer::sum);
        for (Suppression suppression : verdict.suppressed()) {
            counts.merge(SUPPRESSED, 1, Integer::sum);
            Reason reason = suppression.reason();
            unexplained += reason.code().isBlank() || reason.text().isBlank() ? 1 : 0;
        }
    }

    List<Violation> differences(Map<String, @Nullable Object> expected) {
        List<Violation> differences = new ArrayList<>();
        expected.forEach((name, bounds) -> {
            BigDecimal count = BigDecimal.valueOf(counts.getOrDefault(name, 0));
            Tree.asObject(bounds).forEach((bound, value) -> {
                if (value instanceof BigDecimal number && !holds(bound, count.compareTo(number))) {
                    differences.add(new Violation(
                            Pointer.ROOT.field(name).field(bound).value(),
                            name + " are " + count + ", expected " + words(bound) + " "
                                    + CanonicalJson.number(number)));
                }
            });
        });
        if (unexplained > 0) {
            differences.add(new Violation("", unexplained + " suppressions carry no reason; each must have one"));
        }
        return differences;
    }

    private static boolean holds(String bound, int compared) {
        return switch (bound) {
            case AT_LEAST -> compared >= 0;
            case AT_MOST -> compared <= 0;
            default -> compared == 0;
        };
    }

    private static String words(String bound) {
        return switch (bound) {
            case AT_LEAST -> "at least";
            case AT_MOST -> "at most";
            default -> "exactly";
        };
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case DISMISS -> "dismissed";
            case MONITOR -> "monitored";
            case ACT -> "acted";
            case ASK_APPROVAL -> "askedForApproval";
            case ESCALATE -> "escalated";
        };
    }
}
