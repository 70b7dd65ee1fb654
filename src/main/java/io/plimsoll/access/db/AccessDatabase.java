package io.plimsoll.access.db;

import io.plimsoll.access.AccessStore;
import io.plimsoll.access.ApiKey;
import io.plimsoll.access.ApiKeyId;
import io.plimsoll.access.LocalUser;
import io.plimsoll.access.PasswordHash;
import io.plimsoll.access.Role;
import io.plimsoll.access.UserName;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows are inserted and changed by statements, so that their times come from the database's clock and an insertion that
 * finds the name taken is not an error; whoever signs in reads within a transaction of its own.
 */
@ApplicationScoped
class AccessDatabase implements AccessStore {
    private final LocalUserRepository users;
    private final ApiKeyRepository keys;
    private final EntityManager entities;

    AccessDatabase(LocalUserRepository users, ApiKeyRepository keys, EntityManager entities) {
        this.users = users;
        this.keys = keys;
        this.entities = entities;
    }

    @Override
    @Transactional
    public Optional<LocalUser> user(UserName name) {
        return users.findByIdOptional(name.value()).map(LocalUserEntity::toUser);
    }

    @Override
    public Page<LocalUser> users(int limit, Optional<Cursor> after) {
        PanacheQuery<LocalUserEntity> query = users.find("name > ?1 order by name", position(after));
        return page(query.range(0, limit).list(), limit, user -> user.name).map(LocalUserEntity::toUser);
    }

    @Override
    public boolean add(LocalUser.Draft user) {
        return entities.createNativeQuery("INSERT INTO local_user (name, password_hash, roles, demo)"
                                + " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
                        .setParameter(1, user.name().value())
                        .setParameter(2, user.passwordHash().value())
                        .setParameter(3, array(user.roles()))
                        .setParameter(4, user.demo())
                        .executeUpdate()
                == 1;
    }

    @Override
    public void changePassword(UserName name, PasswordHash password) {
        users.update("passwordHash = ?1 where name = ?2", password.value(), name.value());
        entities.clear();
    }

    @Override
    public void disable(UserName name) {
        users.update("disabledAt = instant where name = ?1 and disabledAt is null", name.value());
        entities.clear();
    }

    @Override
    public int removeDemoUsers() {
        return Math.toIntExact(users.delete("demo"));
    }

    @Override
    public boolean hasUser() {
        return users.count("disabledAt is null") > 0;
    }

    @Override
    public boolean hasKey() {
        return keys.count("revokedAt is null") > 0;
    }

    @Override
    @Transactional
    public Optional<ApiKey> key(ApiKeyId id) {
        return keys.findByIdOptional(id.value()).map(ApiKeyEntity::toKey);
    }

    @Override
    public Page<ApiKey> keys(int limit, Optional<Cursor> after) {
        PanacheQuery<ApiKeyEntity> query = keys.find("id > ?1 order by id", position(after));
        return page(query.range(0, limit).list(), limit, key -> key.id).map(ApiKeyEntity::toKey);
    }

    @Override
    public void add(ApiKey.Draft key) {
        entities.createNativeQuery("INSERT INTO api_key (id, client, secret_hash, secret_ending, roles, created_by)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
                .setParameter(1, key.id().value())
                .setParameter(2, key.client().value())
                .setParameter(3, key.secretHash().bytes())
                .setParameter(4, key.secretEnding())
                .setParameter(5, array(key.roles()))
                .setParameter(6, key.createdBy())
                .executeUpdate();
    }

    @Override
    public void revoke(ApiKeyId id) {
        keys.update("revokedAt = instant where id = ?1 and revokedAt is null", id.value());
        entities.clear();
    }

    private static String position(Optional<Cursor> after) {
        return after.map(Cursor::position).orElse("");
    }

    private static String[] array(Collection<Role> roles) {
        return Role.names(roles).toArray(String[]::new);
    }

    /** @param found one row more than asked for if there is a next page */
    private static <E> Page<E> page(List<E> found, int limit, Function<E, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<E> items = found.subList(0, limit);
        return new Page<>(items, new Cursor(key.apply(items.get(limit - 1))).encoded());
    }
}
