package io.plimsoll.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plimsoll.platform.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short time what the database knows of users and keys, and which passwords were right, so that not
 * every call costs a query and a bcrypt.
 *
 * <p>Rows live two seconds: within that time a change made on another replica acts here; a change made here acts at
 * once, because its name or id is fired as an event and forgotten after the commit. A right password lives a minute, but under a name made of the stored hash, so that
 * it ends with that hash; and it counts only together with a row that is still enabled. The password itself is not kept:
 * the name is an HMAC whose key exists in this process only.
 */
@ApplicationScoped
class AccessCache {
    private static final Duration ROWS = Duration.ofSeconds(2);
    private static final Duration PASSWORDS = Duration.ofMinutes(1);
    private static final int MAX_ENTRIES = 10_000;
    private static final String HMAC = "HmacSHA256";

    private final Cache<UserName, Optional<LocalUser>> users = rows();
    private final Cache<ApiKeyId, Optional<ApiKey>> keys = rows();
    private final Cache<Digest, Boolean> rightPasswords = Caffeine.newBuilder()
            .expireAfterWrite(PASSWORDS)
            .maximumSize(MAX_ENTRIES)
            .build();
    private final SecretKeySpec secret = randomKey();
    private final AccessStore store;

    AccessCache(AccessStore store) {
        this.store = store;
    }

    /** Null when the row has to be fetched first; never blocks. */
    @Nullable Optional<LocalUser> userIfCached(UserName name) {
        return users.getIfPresent(name);
    }

    Optional<LocalUser> user(UserName name) {
        return users.get(name, store::user);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) UserName name) {
        users.invalidate(name);
    }

    /** Null when the row has to be fetched first; never blocks. */
    @Nullable Optional<ApiKey> keyIfCached(ApiKeyId id) {
        return keys.getIfPresent(id);
    }

    Optional<ApiKey> key(ApiKeyId id) {
        return keys.get(id, store::key);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) ApiKeyId id) {
        keys.invalidate(id);
    }

    boolean wasRight(LocalUser user, Password password) {
        return rightPasswords.getIfPresent(fingerprint(user, password)) != null;
    }

    /** Runs the check unless the password was right before; of callers that come together with it, one does. */
    boolean isRight(LocalUser user, Password password, BooleanSupplier check) {
        return rightPasswords.get(fingerprint(user, password), unknown -> check.getAsBoolean() ? true : null) != null;
    }

    private Digest fingerprint(LocalUser user, Password password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update(user.passwordHash().value().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(password.value().getBytes(StandardCharsets.UTF_8));
            return Digest.ofBytes(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static <K, V> Cache<K, V> rows() {
        return Caffeine.newBuilder()
                .expireAfterWrite(ROWS)
                .maximumSize(MAX_ENTRIES)
                .build();
    }

    private static SecretKeySpec randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, HMAC);
    }
}
