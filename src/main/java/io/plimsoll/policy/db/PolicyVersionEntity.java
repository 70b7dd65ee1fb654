package io.plimsoll.policy.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Digest;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Transition;
import io.plimsoll.policy.VersionId;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code policy_version}; changed by statements that name the state that they expect. */
@Entity
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

    String state;
    byte[] digest;

    @Basic(fetch = FetchType.LAZY)
    byte[] bundle;

    String author;
    String note;

    @Nullable Integer parent;

    long revision;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    record Key(String domain, String kind, int version) {
        static Key of(VersionId id) {
            return new Key(id.domain().value(), id.kind().name(), id.number());
        }
    }

    PolicyVersion toVersion() {
        return new PolicyVersion(
                new VersionId(new DomainName(domain), Manifest.Kind.valueOf(kind), version),
                Transition.State.valueOf(state),
                Digest.ofBytes(digest),
                author,
                note,
                parent,
                revision,
                createdAt,
                changedAt);
    }
}
