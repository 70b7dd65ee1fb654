package io.plimsoll.rollout.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.rollout.Deployment;
import io.plimsoll.rollout.DeploymentStore;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheDeploymentStore implements DeploymentStore, PanacheRepositoryBase<DeploymentEntity, Long> {
    private static final String OF_POLICY = "domain = ?1 and kind = ?2";

    @Override
    @Transactional
    public long latest() {
        return find("order by number desc")
                .firstResultOptional()
                .map(row -> row.number)
                .orElse(0L);
    }

    @Override
    @Transactional
    public List<Deployment> all() {
        return find("order by number").stream()
                .map(DeploymentEntity::toDeployment)
                .toList();
    }

    @Override
    @Transactional
    public List<Deployment> of(DomainName domain, Manifest.Kind kind) {
        return find(OF_POLICY + " order by number", domain.value(), kind.name()).stream()
                .map(DeploymentEntity::toDeployment)
                .toList();
    }

    @Override
    @Transactional
    public Optional<Deployment> append(Step step, long after, Instant now) {
        // One after the other, so that nobody steps on what they have not seen.
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('deployment'))", Integer.class)
                .getSingleResult();
        String domain = step.version().domain().value();
        String kind = step.version().kind().name();
        long last = find(OF_POLICY + " order by number desc", domain, kind)
                .firstResultOptional()
                .map(row -> row.number)
                .orElse(0L);
        if (last != after) {
            return Optional.empty();
        }
        DeploymentEntity row = new DeploymentEntity();
        row.number = ((Number) getEntityManager()
                        .createNativeQuery("SELECT nextval(pg_get_serial_sequence('deployment', 'number'))", Long.class)
                        .getSingleResult())
                .longValue();
        row.rollout = step.rollout() == null ? row.number : step.rollout();
        row.domain = domain;
        row.kind = kind;
        row.version = step.version().number();
        row.stage = step.stage().name();
        row.percent = step.percent();
        row.from = step.from();
        row.to = step.to();
        row.gates = step.gates().json();
        row.by = step.by();
        row.why = step.why();
        row.at = now;
        persistAndFlush(row);
        return Optional.of(row.toDeployment());
    }

    @Override
    @Transactional
    public Page<Deployment> rollouts(@Nullable String domain, int limit, Optional<Cursor> after) {
        List<Deployment> found = find(
                        "from DeploymentEntity step where step.number ="
                                + " (select max(other.number) from DeploymentEntity other where other.rollout = step.rollout)"
                                + " and (?1 = '' or step.domain = ?1) and step.rollout < ?2 order by step.rollout desc",
                        domain == null ? "" : domain,
                        after.map(PanacheDeploymentStore::position).orElse(Long.MAX_VALUE))
                .range(0, limit)
                .stream()
                .map(DeploymentEntity::toDeployment)
                .toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(
                found.subList(0, limit),
                new Cursor(Long.toString(found.get(limit - 1).rollout())).encoded());
    }

    private static long position(Cursor cursor) {
        if (!cursor.position().matches("[0-9]{1,18}")) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "cursor is not one of this list. Leave it out to begin with the first page.");
        }
        return Long.parseLong(cursor.position());
    }

    @Override
    @Transactional
    public List<Deployment> steps(long rollout) {
        return find("rollout = ?1 order by number", rollout).stream()
                .map(DeploymentEntity::toDeployment)
                .toList();
    }
}
