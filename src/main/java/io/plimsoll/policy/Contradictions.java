package io.plimsoll.policy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Pairing;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guardrails that cannot do their work are worse than none, because somebody relies on them. */
public final class Contradictions {
    private Contradictions() {}

    /**
     * Refuses a version that does not fit what it would meet.
     *
     * @param counterpart the guardrails of a policy, or the policy of guardrails; null when there is none
     * @throws PlimsollException GATE_CLOSED with all that stands against it
     */
    public static void refuse(CompiledPolicy version, @Nullable CompiledPolicy counterpart) {
        List<Violation> found = counterpart == null
                ? List.of()
                : (version.manifest().kind() == Manifest.Kind.POLICY
                                ? Pairing.findings(version, counterpart)
                                : Pairing.findings(counterpart, version))
                        .stream()
                                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                                .map(finding -> new Violation("", finding.words()))
                                .toList();
        if (!found.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.GATE_CLOSED,
                    "Nothing was changed. The policy and the guardrails of its domain do not fit each other.",
                    found);
        }
    }
}
