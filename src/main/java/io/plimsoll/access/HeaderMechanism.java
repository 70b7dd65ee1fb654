package io.plimsoll.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Reads API keys and Basic credentials, and leaves bearer tokens to OIDC where it is switched on. Whatever else a
 * caller shows is refused rather than ignored. Quarkus' own Basic mechanism is not used because it answers broken
 * Base64 with a 500.
 */
@ApplicationScoped
class HeaderMechanism implements HttpAuthenticationMechanism {
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final AccessPolicy policy;

    HeaderMechanism(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        List<String> keys = context.request().headers().getAll(ApiKeys.HEADER);
        List<String> others = context.request().headers().getAll(HttpHeaderNames.AUTHORIZATION);
        if (keys.size() + others.size() > 1) {
            return refuse(Denial.AMBIGUOUS);
        }
        if (!keys.isEmpty()) {
            return signIn(keyRequest(keys.get(0)), context, identities);
        }
        if (others.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        String header = others.get(0);
        if (startsWith(header, BASIC)) {
            return signIn(basicRequest(header.substring(BASIC.length()).strip()), context, identities);
        }
        return startsWith(header, BEARER) && policy.oidc() ? Uni.createFrom().nullItem() : refuse(Denial.SCHEME);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (policy.localUsers()) {
            return challenge("Basic realm=\"Plimsoll\"");
        }
        return policy.oidc() ? Uni.createFrom().nullItem() : challenge("ApiKey realm=\"Plimsoll\"");
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(UsernamePasswordAuthenticationRequest.class, ApiKeyRequest.class);
    }

    /** Before OIDC, which stands just above the default. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 100;
    }

    private static Uni<SecurityIdentity> signIn(
            Optional<? extends BaseAuthenticationRequest> request,
            RoutingContext context,
            IdentityProviderManager identities) {
        if (request.isEmpty()) {
            return refuse(Denial.MALFORMED);
        }
        HttpSecurityUtils.setRoutingContextAttribute(request.get(), context);
        return identities.authenticate(request.get());
    }

    private static Optional<ApiKeyRequest> keyRequest(String header) {
        Matcher parts = ApiKeys.FORM.matcher(header);
        return parts.matches()
                ? Optional.of(new ApiKeyRequest(new ApiKeyId(parts.group(1)), ApiKeys.hash(parts.group(2))))
                : Optional.empty();
    }

    private static Optional<UsernamePasswordAuthenticationRequest> basicRequest(String base64) {
        try {
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
            int colon = pair.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            PasswordCredential password =
                    new PasswordCredential(pair.substring(colon + 1).toCharArray());
            return Optional.of(new UsernamePasswordAuthenticationRequest(pair.substring(0, colon), password));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static Uni<SecurityIdentity> refuse(Denial denial) {
        return Uni.createFrom().failure(denial.exception());
    }

    private static Uni<ChallengeData> challenge(String content) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, content));
    }
}
