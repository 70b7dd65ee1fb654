package io.plimsoll.access;

import io.plimsoll.platform.Digest;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Optional;

/** Signs the holders of API keys in. */
@ApplicationScoped
class ApiKeySignIn implements IdentityProvider<ApiKeyRequest> {
    private final AccessCache cache;

    ApiKeySignIn(AccessCache cache) {
        this.cache = cache;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        Optional<ApiKey> cached = cache.keyIfCached(request.id());
        if (cached != null) {
            return Uni.createFrom().item(() -> signIn(cached, request.secretHash()));
        }
        return context.runBlocking(
                () -> signIn(Urgency.read(request, () -> cache.key(request.id())), request.secretHash()));
    }

    private static SecurityIdentity signIn(Optional<ApiKey> row, Digest secretHash) {
        ApiKey key = row.orElseThrow(Denial.UNKNOWN_KEY::exception);
        if (!MessageDigest.isEqual(key.secretHash().bytes(), secretHash.bytes())) {
            throw Denial.WRONG_KEY.exception(key.client());
        }
        if (!key.enabled()) {
            throw Denial.REVOKED_KEY.exception(key.client());
        }
        return Identities.of(new Caller(key.client().value(), Caller.Kind.API_KEY, key.roles()));
    }
}
