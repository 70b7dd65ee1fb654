package io.plimsoll.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.policy.PolicyVersionStore;
import jakarta.enterprise.context.ApplicationScoped;

/** The grounds of the replays under way, each made once and shared by their parts. */
@ApplicationScoped
class Grounds {
    private static final int KEPT = 8;

    private final PolicyVersionStore store;
    private final KeptPolicies policies;
    private final Cache<ReplayOrder.Change, Ground> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    Grounds(PolicyVersionStore store, CompiledVersions versions) {
        this.store = store;
        this.policies = new KeptPolicies(versions);
    }

    /** @throws KeptPolicies.NotReplayable when a version is not there with these files */
    Ground of(ReplayOrder.Change change) {
        return kept.get(change, any -> Ground.of(version(change.baseline()), version(change.candidate())));
    }

    private Ground.Version version(ReplayOrder.Named named) {
        PolicyBundle bundle = store.bundle(named.id())
                .filter(found -> found.digest().equals(named.digest()))
                .orElseThrow(() -> new KeptPolicies.NotReplayable(
                        "the files of " + named.id() + " were changed after the replay began"));
        return new Ground.Version(bundle, policies.policy(named));
    }
}
