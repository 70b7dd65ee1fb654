package io.plimsoll.sandbox;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well the scenarios of a bundle test it: what to find out.
 *
 * @param counterpart the guardrails that restrict the policy, null for none; for guardrails the policy that they restrict,
 *     which MUST be there
 * @param most mutants that are tried; of no meaning for coverage
 * @param seed by which they are drawn; of no meaning for coverage
 */
public record ExaminationTask(
        Subject subject, PolicyBundle bundle, @Nullable PolicyBundle counterpart, int most, long seed) {

    /** What is found out. */
    public enum Subject {
        /** What of the policy its scenarios come by. */
        COVERAGE,
        /** Which mistakes in the policy its scenarios would notice. */
        MUTATION
    }

    /** @param notes what is known already */
    Map<String, @Nullable Object> question(String notes) {
        return Tree.object()
                .put("subject", subject)
                .put("most", BigDecimal.valueOf(most))
                .put("seed", BigDecimal.valueOf(seed))
                .put("notes", notes)
                .build();
    }
}
