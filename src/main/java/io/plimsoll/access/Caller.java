package io.plimsoll.access;

import java.util.Set;

/**
 * Who makes the current request.
 *
 * @param name the local user, the key's client, or the name in the token
 * @param kind what vouches for the name; names of different kinds are different callers
 */
public record Caller(String name, Kind kind, Set<Role> roles) {
    /** What a caller showed. */
    public enum Kind {
        USER,
        API_KEY,
        TOKEN
    }

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
