package io.plimsoll.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Signs local users in. Whoever does not exist costs as much time as a wrong password. */
@ApplicationScoped
class LocalUserSignIn implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final AccessPolicy policy;
    private final AccessCache cache;
    private final Passwords passwords;

    LocalUserSignIn(AccessPolicy policy, AccessCache cache, Passwords passwords) {
        this.policy = policy;
        this.cache = cache;
        this.passwords = passwords;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!policy.localUsers()) {
            return Uni.createFrom().failure(Denial.LOCAL_USERS_OFF.exception());
        }
        Optional<UserName> name = UserName.parse(request.getUsername());
        Password password = new Password(new String(request.getPassword().getPassword()));
        Optional<LocalUser> cached = name.map(cache::userIfCached).flatMap(row -> row);
        if (cached.isPresent() && admits(cached.get()) && cache.wasRight(cached.get(), password)) {
            return Uni.createFrom().item(identity(cached.get()));
        }
        return context.runBlocking(() -> signIn(Urgency.read(request, () -> name.flatMap(cache::user)), password));
    }

    private SecurityIdentity signIn(Optional<LocalUser> row, Password password) {
        if (row.isEmpty()) {
            passwords.matchNobody(password);
            throw Denial.UNKNOWN_USER.exception();
        }
        LocalUser user = row.get();
        if (!cache.isRight(user, password, () -> passwords.matches(password, user.passwordHash()))) {
            throw Denial.WRONG_PASSWORD.exception(user.name());
        }
        if (!admits(user)) {
            throw (user.enabled() ? Denial.DEMO_USER : Denial.DISABLED_USER).exception(user.name());
        }
        return identity(user);
    }

    private boolean admits(LocalUser user) {
        return user.enabled() && (!user.demo() || policy.demo());
    }

    private static SecurityIdentity identity(LocalUser user) {
        return Identities.of(new Caller(user.name().value(), Caller.Kind.USER, user.roles()));
    }
}
