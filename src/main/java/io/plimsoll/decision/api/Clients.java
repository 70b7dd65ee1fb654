package io.plimsoll.decision.api;

import io.plimsoll.access.Caller;
import io.plimsoll.access.Role;
import io.plimsoll.record.ClientName;

/** Callers as the sources of signals. */
final class Clients {
    private Clients() {}

    /**
     * The name under which a caller's signals are kept; callers of different kinds never share one. Only the names in tokens
     * may hold spaces, which are escaped.
     */
    static ClientName name(Caller caller) {
        return new ClientName(
                switch (caller.kind()) {
                    case USER -> caller.name();
                    case API_KEY -> "key/" + caller.name();
                    case TOKEN -> "token/" + caller.name().replace("%", "%25").replace(" ", "%20");
                });
    }

    /** Whether the caller reads everybody's decisions; a mere client reads its own. */
    static boolean readsAll(Caller caller) {
        return caller.roles().stream().anyMatch(role -> role != Role.CLIENT && role != Role.ADMIN);
    }
}
