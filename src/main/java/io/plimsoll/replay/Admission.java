package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.ContractChange;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a version would take in at all what another version decided. One thread. */
final class Admission {
    /** Places that are named; what a client has to mend is told by the difference between the contracts. */
    private static final int NAMED = 3;

    private final CompiledPolicy candidate;
    private final Map<Digest, Boolean> stricter = new HashMap<>();

    Admission(CompiledPolicy candidate) {
        this.candidate = candidate;
    }

    /** @throws KeptPolicies.NotReplayable when the service would have refused the request */
    void require(CompiledPolicy recorded, Situation situation) {
        boolean check = stricter.computeIfAbsent(
                recorded.digest(), any -> ContractChange.between(recorded.manifest(), candidate.manifest()).stream()
                        .anyMatch(change -> change.effect() == ContractChange.Effect.BREAKING));
        if (check) {
            Submission submission = situation.submission();
            List<Violation> violations = candidate.contract().violations(submission.tree());
            if (violations.isEmpty()) {
                violations = candidate.contract().contradictions(submission);
            }
            if (!violations.isEmpty()) {
                throw new KeptPolicies.NotReplayable("the candidate does not take in such a request any more: "
                        + violations.stream()
                                .map(Violation::pointer)
                                .distinct()
                                .limit(NAMED)
                                .collect(Collectors.joining(", ")));
            }
        }
    }
}
