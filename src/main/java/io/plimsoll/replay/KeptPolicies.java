package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.policy.VersionId;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what a recorded decision was made of, or says why that cannot be had any more. */
final class KeptPolicies {
    private final CompiledVersions versions;

    KeptPolicies(CompiledVersions versions) {
        this.versions = versions;
    }

    /** A decision cannot be replayed; the message says why, in a few words without anybody's data. */
    static final class NotReplayable extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotReplayable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * What decided.
     *
     * @param guardrails null when there were none
     */
    record Pair(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
        /** The same with a version in the place of the one of its kind. */
        Pair with(CompiledPolicy version) {
            return version.manifest().kind() == Manifest.Kind.POLICY
                    ? new Pair(version, guardrails)
                    : new Pair(policy, version);
        }
    }

    /** @throws NotReplayable when a version is not there as it was */
    Pair of(RecordedDecision decision) {
        PolicyReference.Guardrails guardrails = decision.policy().guardrails();
        return new Pair(
                policy(
                        decision.domain(),
                        Manifest.Kind.POLICY,
                        decision.policy().version(),
                        decision.policy().digest()),
                guardrails == null
                        ? null
                        : policy(
                                decision.domain(),
                                Manifest.Kind.GUARDRAILS,
                                guardrails.version(),
                                guardrails.digest()));
    }

    private CompiledPolicy policy(DomainName domain, Manifest.Kind kind, int number, Digest digest) {
        VersionId id = new VersionId(domain, kind, number);
        CompiledPolicy policy = policy(id, versions::find);
        if (!policy.digest().equals(digest)) {
            throw new NotReplayable("the files of " + id + " are not those that decided");
        }
        return policy;
    }

    /** @throws NotReplayable when the version is not there with these files, or does not compile any more */
    CompiledPolicy policy(ReplayOrder.Named version) {
        CompiledPolicy policy = policy(version.id(), versions::find);
        if (!policy.digest().equals(version.digest())) {
            policy = policy(version.id(), versions::findAnew);
        }
        if (!policy.digest().equals(version.digest())) {
            throw new NotReplayable("the files of " + version.id() + " were changed after the replay began");
        }
        return policy;
    }

    private static CompiledPolicy policy(VersionId id, Function<VersionId, Optional<CompiledPolicy>> versions) {
        try {
            return versions.apply(id).orElseThrow(() -> new NotReplayable(id + " is not kept any more"));
        } catch (PlimsollException e) {
            throw new NotReplayable(id + " does not compile with this version of the service");
        }
    }

    /** @throws NotReplayable when the situation is not there, or is written in an unknown form */
    static Situation situation(RecordedDecision decision) {
        try {
            return Situation.read(decision.situationJson().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new NotReplayable("its situation cannot be read");
        }
    }
}
