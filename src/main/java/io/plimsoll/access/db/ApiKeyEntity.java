package io.plimsoll.access.db;

import io.plimsoll.access.ApiKey;
import io.plimsoll.access.ApiKeyId;
import io.plimsoll.access.Role;
import io.plimsoll.access.UserName;
import io.plimsoll.platform.Digest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class ApiKeyEntity {
    @Id
    String id;

    String client;

    @Column(name = "secret_hash")
    byte[] secretHash;

    @Column(name = "secret_ending")
    String secretEnding;

    @Column(columnDefinition = "text[]")
    String[] roles;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    ApiKey toKey() {
        return new ApiKey(
                new ApiKeyId(id),
                new UserName(client),
                Digest.ofBytes(secretHash),
                secretEnding,
                Role.known(List.of(roles)),
                createdBy,
                createdAt,
                Optional.ofNullable(revokedAt));
    }
}
