package io.plimsoll.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which ways to sign in this installation offers. */
@ApplicationScoped
public class AccessPolicy {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?", Pattern.CASE_INSENSITIVE);

    private final boolean embedded;
    private final String host;
    private final boolean oidc;
    private final Optional<Boolean> localUsers;

    AccessPolicy(
            @ConfigProperty(name = "plimsoll.database.embedded", defaultValue = "false") boolean embedded,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean oidc,
            @ConfigProperty(name = "plimsoll.access.local-users") Optional<Boolean> localUsers) {
        this.embedded = embedded;
        this.host = host;
        this.oidc = oidc;
        this.localUsers = localUsers;
    }

    /** Whether an identity provider vouches for callers. */
    public boolean oidc() {
        return oidc;
    }

    /** Whether local users may sign in: where there is no identity provider, or where it was asked for. */
    public boolean localUsers() {
        return localUsers.orElse(!oidc);
    }

    /** Whether the users with public passwords may sign in: nobody else can reach such an installation. */
    public boolean demo() {
        return embedded && !oidc && localUsers() && LOOPBACK.matcher(host).matches();
    }
}
