package io.plimsoll.record.db;

import io.plimsoll.platform.Digest;
import io.plimsoll.record.ClientName;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.DecisionStore.UsedKey;
import io.plimsoll.record.KeyUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code idempotency_key}. */
@Entity
@Immutable
@Table(name = "idempotency_key")
@IdClass(IdempotencyKeyEntity.Key.class)
@NullUnmarked // Hibernate fills the fields
class IdempotencyKeyEntity {
    @Id
    String client;

    @Id
    String path;

    @Id
    String key;

    @Column(name = "content_digest")
    byte[] contentDigest;

    @Column(name = "decision_id")
    UUID decisionId;

    UsedKey toUsedKey() {
        return new UsedKey(
                new KeyUse(new ClientName(client), path, key, Digest.ofBytes(contentDigest)),
                new DecisionId(decisionId));
    }

    /** The scope and the key itself. */
    record Key(String client, String path, String key) {}
}
