package io.plimsoll.policy.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Page;
import io.plimsoll.policy.Evidence;
import io.plimsoll.policy.Passage;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.PolicyVersionStore;
import io.plimsoll.policy.Transition;
import io.plimsoll.policy.VersionId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanachePolicyVersionStore
        implements PolicyVersionStore, PanacheRepositoryBase<PolicyVersionEntity, PolicyVersionEntity.Key> {

    @Override
    @Transactional
    public PolicyVersion add(Draft draft, Instant now) {
        // Versions are counted without gaps, whoever else counts at the same time.
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('policy_version'))", Integer.class)
                .getSingleResult();
        PolicyVersionEntity row = new PolicyVersionEntity();
        row.domain = draft.domain().value();
        row.kind = draft.kind().name();
        row.version = Math.toIntExact(
                        count("domain = ?1 and kind = ?2", draft.domain().value(), row.kind))
                + 1;
        row.state = draft.state().name();
        row.digest = draft.bundle().digest().bytes();
        row.bundle = draft.archive();
        row.author = draft.author();
        row.note = draft.note();
        row.parent = draft.parent();
        row.revision = 1;
        row.createdAt = now;
        row.changedAt = now;
        persistAndFlush(row);
        PolicyVersion added = row.toVersion();
        remember(added.id(), new Passage(null, draft.state(), draft.author(), draft.note(), added.digest(), null, now));
        return added;
    }

    @Override
    @Transactional
    public boolean replace(VersionId id, long revision, PolicyBundle bundle, byte[] archive, Instant now) {
        return change(
                        "digest = :digest, bundle = :bundle, revision = revision + 1, changedAt = :now",
                        "state = 'DRAFT' and revision = :revision",
                        id,
                        Map.of("digest", bundle.digest().bytes(), "bundle", archive, "now", now, "revision", revision))
                == 1;
    }

    @Override
    @Transactional
    public boolean move(VersionId id, long revision, Transition transition, Passage passage, @Nullable Evidence added) {
        boolean moved = change(
                        "state = :to, revision = revision + 1, changedAt = :now",
                        "state = :from and digest = :digest and revision = :revision",
                        id,
                        Map.of(
                                "to",
                                transition.to().name(),
                                "now",
                                passage.at(),
                                "from",
                                String.valueOf(passage.from()),
                                "digest",
                                passage.digest().bytes(),
                                "revision",
                                revision))
                == 1;
        if (moved) {
            if (added != null) {
                add(id, added);
            }
            remember(id, passage);
        }
        return moved;
    }

    @Override
    @Transactional
    public boolean attach(VersionId id, Digest bundle, Evidence evidence) {
        boolean open = change(
                        "revision = revision + 1, changedAt = :now",
                        "state = 'SUBMITTED' and digest = :digest",
                        id,
                        Map.of("now", evidence.at(), "digest", bundle.bytes()))
                == 1;
        if (open) {
            add(id, evidence);
        }
        return open;
    }

    private int change(String set, String where, VersionId id, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("domain", id.domain().value());
        all.put("kind", id.kind().name());
        all.put("version", id.number());
        int changed = update(set + " where domain = :domain and kind = :kind and version = :version and " + where, all);
        getEntityManager().clear();
        return changed;
    }

    private void remember(VersionId id, Passage passage) {
        Digest evidence = passage.evidence();
        of(getEntityManager().createNativeQuery("""
                                INSERT INTO policy_passage
                                    (domain, kind, version, number, from_state, to_state, by_name, why, digest, evidence, at)
                                SELECT :domain, :kind, :version, count(*) + 1, CAST(:from AS text), :to, :by, :why, :digest,
                                       CAST(:evidence AS bytea), :at
                                FROM policy_passage WHERE domain = :domain AND kind = :kind AND version = :version
                                """), id)
                .setParameter(
                        "from", passage.from() == null ? null : passage.from().name())
                .setParameter("to", passage.to().name())
                .setParameter("by", passage.by())
                .setParameter("why", passage.why())
                .setParameter("digest", passage.digest().bytes())
                .setParameter("evidence", evidence == null ? null : evidence.bytes())
                .setParameter("at", passage.at())
                .executeUpdate();
    }

    private void add(VersionId id, Evidence evidence) {
        of(getEntityManager().createNativeQuery("""
                                INSERT INTO policy_evidence (domain, kind, version, name, digest, body, at)
                                VALUES (:domain, :kind, :version, :name, :digest, :body, :at) ON CONFLICT DO NOTHING
                                """), id)
                .setParameter("name", evidence.kind())
                .setParameter("digest", evidence.digest().bytes())
                .setParameter("body", evidence.json().getBytes(StandardCharsets.UTF_8))
                .setParameter("at", evidence.at())
                .executeUpdate();
    }

    @Override
    @Transactional
    public Optional<PolicyVersion> find(VersionId id) {
        return findByIdOptional(PolicyVersionEntity.Key.of(id)).map(PolicyVersionEntity::toVersion);
    }

    @Override
    @Transactional
    public Optional<PolicyVersion> find(DomainName domain, Manifest.Kind kind, Digest digest) {
        return find(
                        "domain = ?1 and kind = ?2 and digest = ?3 and state in ('SUBMITTED', 'APPROVED')",
                        domain.value(),
                        kind.name(),
                        digest.bytes())
                .firstResultOptional()
                .map(PolicyVersionEntity::toVersion);
    }

    @Override
    @Transactional
    public boolean knows(DomainName domain, Manifest.Kind kind, Digest digest) {
        return count("domain = ?1 and kind = ?2 and digest = ?3", domain.value(), kind.name(), digest.bytes()) > 0;
    }

    @Override
    @Transactional
    public Page<PolicyVersion> list(VersionFilter filter, int limit, Optional<Cursor> after) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        equal(where, parameters, "domain", filter.domain());
        equal(where, parameters, "kind", filter.kind());
        equal(where, parameters, "state", filter.state());
        equal(where, parameters, "author", filter.author());
        after.map(VersionCursor::of).ifPresent(cursor -> {
            where.append(" and (createdAt < :time or (createdAt = :time and (domain > :afterDomain"
                    + " or (domain = :afterDomain and (kind > :afterKind"
                    + " or (kind = :afterKind and version > :afterVersion))))))");
            parameters.put("time", cursor.createdAt());
            parameters.put("afterDomain", cursor.id().domain().value());
            parameters.put("afterKind", cursor.id().kind().name());
            parameters.put("afterVersion", cursor.id().number());
        });
        List<PolicyVersion> found =
                find(where + " order by createdAt desc, domain, kind, version", parameters).range(0, limit).stream()
                        .map(PolicyVersionEntity::toVersion)
                        .toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(
                found.subList(0, limit), VersionCursor.of(found.get(limit - 1)).encoded());
    }

    private static void equal(
            StringBuilder where, Map<String, Object> parameters, String field, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(field).append(" = :").append(field);
            parameters.put(field, value instanceof Enum<?> constant ? constant.name() : value);
        }
    }

    @Override
    @Transactional
    public List<PolicyName> names() {
        return rows(getEntityManager()
                        .createNativeQuery("SELECT DISTINCT domain, kind FROM policy_version ORDER BY domain, kind"))
                .map(row -> new PolicyName(new DomainName((String) row[0]), Manifest.Kind.valueOf((String) row[1])))
                .toList();
    }

    @Override
    @Transactional
    public Optional<byte[]> archive(VersionId id) {
        return findByIdOptional(PolicyVersionEntity.Key.of(id)).map(row -> row.bundle);
    }

    @Override
    @Transactional
    public List<Passage> passages(VersionId id) {
        return rows(of(getEntityManager().createNativeQuery("""
                                SELECT from_state, to_state, by_name, why, digest, evidence, at FROM policy_passage
                                WHERE domain = :domain AND kind = :kind AND version = :version ORDER BY number
                                """), id))
                .map(row -> new Passage(
                        row[0] == null ? null : Transition.State.valueOf((String) row[0]),
                        Transition.State.valueOf((String) row[1]),
                        (String) row[2],
                        (String) row[3],
                        Digest.ofBytes((byte[]) row[4]),
                        row[5] == null ? null : Digest.ofBytes((byte[]) row[5]),
                        (Instant) row[6]))
                .toList();
    }

    @Override
    @Transactional
    public List<Evidence> evidence(VersionId id) {
        return rows(of(getEntityManager().createNativeQuery("""
                                SELECT name, digest, body, at FROM policy_evidence
                                WHERE domain = :domain AND kind = :kind AND version = :version ORDER BY id
                                """), id))
                .map(row -> new Evidence(
                        (String) row[0],
                        Digest.ofBytes((byte[]) row[1]),
                        new String((byte[]) row[2], StandardCharsets.UTF_8),
                        (Instant) row[3]))
                .toList();
    }

    private static Query of(Query query, VersionId id) {
        return query.setParameter("domain", id.domain().value())
                .setParameter("kind", id.kind().name())
                .setParameter("version", id.number());
    }

    @SuppressWarnings("unchecked") // rows of several columns are arrays
    private static Stream<Object[]> rows(Query query) {
        return ((List<Object[]>) query.getResultList()).stream();
    }
}
