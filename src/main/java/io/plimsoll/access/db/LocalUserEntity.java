package io.plimsoll.access.db;

import io.plimsoll.access.LocalUser;
import io.plimsoll.access.PasswordHash;
import io.plimsoll.access.Role;
import io.plimsoll.access.UserName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "local_user")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class LocalUserEntity {
    @Id
    String name;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(columnDefinition = "text[]")
    String[] roles;

    boolean demo;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "disabled_at")
    @Nullable Instant disabledAt;

    LocalUser toUser() {
        return new LocalUser(
                new UserName(name),
                new PasswordHash(passwordHash),
                Role.known(List.of(roles)),
                demo,
                createdAt,
                Optional.ofNullable(disabledAt));
    }
}
