package io.plimsoll.access.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A service that relies on an identity provider, and tokens of that provider. */
public class IdentityProvider implements QuarkusTestProfile {
    /** A system property, because the profile and the test live in different class loaders. */
    private static final String PRIVATE_KEY = "plimsoll.test.private-key";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.public-key", newPublicKey(),
                "quarkus.oidc.token.issuer", "https://idp.example");
    }

    /** The same, with local users beside the provider's. */
    public static final class WithLocalUsers extends IdentityProvider {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("plimsoll.access.local-users", "true");
            overrides.put("plimsoll.access.admin-password", "admin-of-the-house");
            return overrides;
        }
    }

    static String token(String name, String... roles) {
        return token(name, Duration.ofMinutes(5), roles);
    }

    static String token(String name, Duration lifetime, String... roles) {
        try {
            byte[] key = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            return Jwt.issuer("https://idp.example")
                    .upn(name)
                    .groups(Set.of(roles))
                    .expiresIn(lifetime)
                    .sign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newPublicKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            System.setProperty(
                    PRIVATE_KEY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
