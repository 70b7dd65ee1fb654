package io.plimsoll.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person whose password this service keeps.
 *
 * @param passwordHash see {@link Passwords}
 * @param demo whether the password is public, so that the user may sign in to a demonstration only
 * @param createdAt by the database's clock
 * @param disabledAt since when the user may not sign in any more
 */
public record LocalUser(
        UserName name,
        PasswordHash passwordHash,
        Set<Role> roles,
        boolean demo,
        Instant createdAt,
        Optional<Instant> disabledAt) {
    public LocalUser {
        roles = Set.copyOf(roles);
    }

    public boolean enabled() {
        return disabledAt.isEmpty();
    }

    /** What the database adds its clock to. */
    public record Draft(UserName name, PasswordHash passwordHash, Set<Role> roles, boolean demo) {
        public Draft {
            roles = Set.copyOf(roles);
        }
    }
}
