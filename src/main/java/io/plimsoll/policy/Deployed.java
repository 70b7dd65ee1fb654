package io.plimsoll.policy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import java.util.Optional;

/** What the registry must know of the versions that are rolled out. Implemented where they are. */
public interface Deployed {
    /** The guardrails that restrict this domain's policy, or for guardrails the policy that they restrict. */
    Optional<CompiledPolicy> counterpart(DomainName domain, Manifest.Kind kind);

    /** The version that answers everybody now; empty when there is none. */
    Optional<VersionId> active(DomainName domain, Manifest.Kind kind);

    /** Whether it answers somebody, now or as planned. */
    boolean inUse(VersionId id);
}
