package io.plimsoll.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The way to the {@link Caller} for resources that demand one by {@code @RolesAllowed} or {@code @Authenticated}. */
@RequestScoped
public class CurrentCaller {
    /** Attribute of the identity that holds the {@link Caller.Kind}; tokens come without it. */
    static final String KIND = "plimsoll.kind";

    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** @throws UnauthorizedException when the request is anonymous */
    public Caller get() {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        Caller.Kind kind = identity.getAttribute(KIND);
        return new Caller(
                identity.getPrincipal().getName(),
                kind == null ? Caller.Kind.TOKEN : kind,
                Role.known(identity.getRoles()));
    }
}
