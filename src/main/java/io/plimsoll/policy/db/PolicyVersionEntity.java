package io.plimsoll.policy.db;

import io.plimsoll.policy.PolicyVersionStore.NumberedVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code policy_version}. */
@Entity
@Immutable
@Table(name = "policy_version")
@IdClass(PolicyVersionEntity.Key.class)
@NullUnmarked // Hibernate fills the fields
class PolicyVersionEntity {
    @Id
    String domain;

    @Id
    String kind;

    @Id
    int version;

    byte[] digest;
    byte[] bundle;

    @Column(name = "created_at")
    Instant createdAt;

    NumberedVersion numbered() {
        return new NumberedVersion(version, createdAt);
    }

    record Key(String domain, String kind, int version) {}
}
