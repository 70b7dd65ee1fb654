package io.plimsoll.policy.db;

import io.plimsoll.evaluation.DomainName;
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
    public NumberedVersion keep(DomainName domain, PolicyBundle bundle, Instant now) {
        // Replicas that start together must not count the same version twice.
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('policy_version'))", Integer.class)
                .getSingleResult();
        return find(
                        "domain = ?1 and digest = ?2",
                        domain.value(),
                        bundle.digest().bytes())
                .firstResultOptional()
                .orElseGet(() -> insert(domain, bundle, now))
                .numbered();
    }

    @Override
    @Transactional
    public Optional<PolicyBundle> bundle(DomainName domain, int version) {
        return findByIdOptional(new PolicyVersionEntity.Key(domain.value(), version))
                .map(row -> BundleArchive.read(row.bundle));
    }

    private PolicyVersionEntity insert(DomainName domain, PolicyBundle bundle, Instant now) {
        PolicyVersionEntity row = new PolicyVersionEntity();
        row.domain = domain.value();
        row.version = Math.toIntExact(count("domain", domain.value())) + 1;
        row.digest = bundle.digest().bytes();
        row.bundle = BundleArchive.write(bundle);
        row.createdAt = now;
        persist(row);
        return row;
    }
}
