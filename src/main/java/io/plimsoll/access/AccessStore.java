package io.plimsoll.access;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import java.util.Optional;

/** Where users and keys are kept. Every method that changes something MUST be called within a transaction. */
public interface AccessStore {
    Optional<LocalUser> user(UserName name);

    /** Sorted by name. */
    Page<LocalUser> users(int limit, Optional<Cursor> after);

    /** @return false, and nothing changed, if there is a user of this name already */
    boolean add(LocalUser.Draft user);

    void changePassword(UserName name, PasswordHash password);

    /** Disables the user; without effect if that was done already. */
    void disable(UserName name);

    /** Removes every demo user. */
    int removeDemoUsers();

    /** Whether anybody but demo users could sign in: an enabled user, or an enabled key. */
    boolean hasUser();

    boolean hasKey();

    Optional<ApiKey> key(ApiKeyId id);

    /** Sorted by id, so by age. */
    Page<ApiKey> keys(int limit, Optional<Cursor> after);

    void add(ApiKey.Draft key);

    /** Revokes the key; without effect if that was done already. */
    void revoke(ApiKeyId id);
}
