package io.plimsoll.policy.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.PolicyVersionStore;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class PanachePolicyVersionStore
        implements PolicyVersionStore, PanacheRepositoryBase<PolicyVersionEntity, PolicyVersionEntity.Key> {

    @Override
    @Transactional
    public NumberedVersion keep(DomainName domain, Manifest.Kind kind, PolicyBundle bundle, Instant now) {
        // Replicas that start together must not count the same version twice.
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('policy_version'))", Integer.class)
                .getSingleResult();
        return find(
                        "domain = ?1 and kind = ?2 and digest = ?3",
                        domain.value(),
                        kind.name(),
                        bundle.digest().bytes())
                .firstResultOptional()
                .orElseGet(() -> insert(domain, kind, bundle, now))
                .numbered();
    }

    @Override
    @Transactional
    public Optional<PolicyBundle> bundle(DomainName domain, Manifest.Kind kind, int version) {
        return findByIdOptional(new PolicyVersionEntity.Key(domain.value(), kind.name(), version))
                .map(row -> BundleArchive.readStored(row.bundle));
    }

    private PolicyVersionEntity insert(DomainName domain, Manifest.Kind kind, PolicyBundle bundle, Instant now) {
        PolicyVersionEntity row = new PolicyVersionEntity();
        row.domain = domain.value();
        row.kind = kind.name();
        row.version = Math.toIntExact(count("domain = ?1 and kind = ?2", domain.value(), kind.name())) + 1;
        row.digest = bundle.digest().bytes();
        row.bundle = BundleArchive.write(bundle);
        row.createdAt = now;
        persist(row);
        return row;
    }
}
