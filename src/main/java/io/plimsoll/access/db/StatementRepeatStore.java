package io.plimsoll.access.db;

import io.plimsoll.access.RepeatStore;
import io.plimsoll.platform.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One row for each key. The database judges who was first. */
@ApplicationScoped
class StatementRepeatStore implements RepeatStore {
    private static final String OF_SCOPE = " WHERE client = :client AND path = :path AND key = :key";

    private final EntityManager entities;

    StatementRepeatStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public boolean claim(Scope scope, Digest content, Instant now, Instant givenUp) {
        return of("""
                        INSERT INTO acted AS taken (client, path, key, content_digest, claimed_at)
                        VALUES (:client, :path, :key, :content, :now)
                        ON CONFLICT (client, path, key) DO UPDATE
                            SET content_digest = excluded.content_digest, claimed_at = excluded.claimed_at
                            WHERE taken.status IS NULL AND taken.claimed_at < :givenUp
                        """, scope)
                        .setParameter("content", content.bytes())
                        .setParameter("now", now)
                        .setParameter("givenUp", givenUp)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public void keep(Scope scope, Answer answer) {
        of("UPDATE acted SET status = :status, location = CAST(:location AS text), body = :body" + OF_SCOPE, scope)
                .setParameter("status", answer.status())
                .setParameter("location", answer.location())
                .setParameter("body", answer.body())
                .executeUpdate();
    }

    @Override
    @Transactional
    public void release(Scope scope) {
        of("DELETE FROM acted" + OF_SCOPE + " AND status IS NULL", scope).executeUpdate();
    }

    @Override
    @Transactional
    public Optional<Kept> find(Scope scope) {
        List<?> rows = of("SELECT content_digest, status, location, body FROM acted" + OF_SCOPE, scope)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .findFirst()
                .map(row -> new Kept(
                        Digest.ofBytes((byte[]) row[0]),
                        row[1] == null
                                ? null
                                : new Answer(((Number) row[1]).intValue(), (String) row[2], (byte[]) row[3])));
    }

    private Query of(String sql, Scope scope) {
        return entities.createNativeQuery(sql)
                .setParameter("client", scope.client())
                .setParameter("path", scope.path())
                .setParameter("key", scope.key());
    }
}
