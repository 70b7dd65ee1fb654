package io.plimsoll.decision.api;

import io.plimsoll.access.Caller;
import io.plimsoll.access.Role;
import io.plimsoll.record.ClientName;

/** Callers as the sources of signals. */
final class Clients {
    private Clients() {}

    static ClientName name(Caller caller) {
        return new ClientName(caller.qualifiedName());
    }

    /** Whether the caller reads everybody's decisions; a mere client reads its own. */
    static boolean readsAll(Caller caller) {
        return caller.roles().stream().anyMatch(role -> role != Role.CLIENT && role != Role.ADMIN);
    }
}
