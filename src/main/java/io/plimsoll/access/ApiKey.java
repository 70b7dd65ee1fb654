package io.plimsoll.access;

import io.plimsoll.platform.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key with which a service signs in.
 *
 * @param client the name under which its holder acts
 * @param secretHash SHA-256 of the secret, which itself is known to the holder only; 256 random bits need no slow hash
 * @param secretEnding the last four characters of the secret, so that people can tell keys apart
 * @param createdAt by the database's clock
 * @param revokedAt since when it is worth nothing
 */
public record ApiKey(
        ApiKeyId id,
        UserName client,
        Digest secretHash,
        String secretEnding,
        Set<Role> roles,
        String createdBy,
        Instant createdAt,
        Optional<Instant> revokedAt) {
    public ApiKey {
        roles = Set.copyOf(roles);
    }

    public boolean enabled() {
        return revokedAt.isEmpty();
    }

    /** What the database adds its clock to. */
    public record Draft(
            ApiKeyId id, UserName client, Digest secretHash, String secretEnding, Set<Role> roles, String createdBy) {
        public Draft {
            roles = Set.copyOf(roles);
        }
    }
}
