package io.plimsoll.access;

import com.github.f4b6a3.uuid.UuidCreator;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The life of API keys: issued, listed, revoked. */
@ApplicationScoped
public class ApiKeys {
    /** The header in which a key is sent. */
    public static final String HEADER = "X-API-Key";

    /** Id and secret, 256 bits, in hexadecimal. */
    static final Pattern FORM = Pattern.compile("plk_([0-9a-f]{32})_([0-9a-f]{64})");

    private static final Logger LOG = Logger.getLogger(ApiKeys.class);

    private final AccessStore store;
    private final Event<ApiKeyId> changed;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(AccessStore store, Event<ApiKeyId> changed) {
        this.store = store;
        this.changed = changed;
    }

    /** What an administrator says of a new key. */
    public record NewKey(UserName client, Set<Role> roles) {
        public NewKey {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * A key that was just made.
     *
     * @param text the whole key, which nobody can show a second time
     */
    public record Issued(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    @Transactional
    public Issued issue(NewKey wanted, Caller by) {
        ApiKeyId id = new ApiKeyId(UuidCreator.getTimeOrderedEpoch().toString().replace("-", ""));
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = HexFormat.of().formatHex(bits);
        String ending = secret.substring(secret.length() - 4);
        store.add(new ApiKey.Draft(id, wanted.client(), hash(secret), ending, wanted.roles(), by.name()));
        changed.fire(id);
        LOG.infof("api-key-issued key=%s client=%s by=%s", id, wanted.client(), by.name());
        return new Issued(existing(id), "plk_" + id + "_" + secret);
    }

    @Transactional
    public Page<ApiKey> list(int limit, Optional<Cursor> after) {
        return store.keys(limit, after);
    }

    /** @throws PlimsollException {@link ProblemCode#NOT_FOUND} */
    @Transactional
    public ApiKey find(String id) {
        return existing(ApiKeyId.parse(id).orElseThrow(ApiKeys::unknown));
    }

    /** @throws PlimsollException {@link ProblemCode#NOT_FOUND} */
    @Transactional
    public ApiKey revoke(String id, Caller by) {
        ApiKey key = find(id);
        store.revoke(key.id());
        changed.fire(key.id());
        LOG.infof("api-key-revoked key=%s client=%s by=%s", key.id(), key.client(), by.name());
        return existing(key.id());
    }

    static Digest hash(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.US_ASCII));
    }

    private ApiKey existing(ApiKeyId id) {
        return store.key(id).orElseThrow(ApiKeys::unknown);
    }

    private static PlimsollException unknown() {
        return new PlimsollException(
                ProblemCode.NOT_FOUND, "There is no key with this id. List the keys with GET /v1/api-keys.");
    }
}
