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

    /**
     * The name under which is kept what a caller does; callers of different kinds never share one. Only the names in tokens
     * may hold spaces, which are escaped.
     */
    public String qualifiedName() {
        return switch (kind) {
            case USER -> name;
            case API_KEY -> "key/" + name;
            case TOKEN -> "token/" + name.replace("%", "%25").replace(" ", "%20");
        };
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
