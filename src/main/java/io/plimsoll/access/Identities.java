package io.plimsoll.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Writes a {@link Caller} as Quarkus wants it; {@link CurrentCaller} reads it back. */
final class Identities {
    private Identities() {}

    static SecurityIdentity of(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(Role.names(caller.roles()))
                .addAttribute(CurrentCaller.KIND, caller.kind())
                .build();
    }
}
