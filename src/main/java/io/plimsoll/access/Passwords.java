package io.plimsoll.access;

import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes passwords with bcrypt, over their SHA-256 because bcrypt itself stops reading after 72 bytes. A hash takes a
 * processor for about a quarter of a second: only half of the processors hash at a time, a few callers wait, and the
 * rest are sent away, so that a flood of sign-ins cannot take the service with it.
 */
@ApplicationScoped
class Passwords {
    /** OWASP asks for 10 at least. */
    private static final int COST = 12;
    /** Demo passwords are public; there is nothing to protect. */
    private static final int DEMO_COST = 4;

    private static final int MAX_WAITING = 8;
    /** Compared when there is no user, so that a stranger cannot tell by the time which names exist. */
    private static final PasswordHash NOBODYS =
            new PasswordHash("$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW");

    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /** @throws PlimsollException {@link ProblemCode#OVERLOADED} */
    PasswordHash hash(Password password) {
        return gated(() -> new PasswordHash(BcryptUtil.bcryptHash(digest(password), COST)));
    }

    PasswordHash hashOfDemo(Password password) {
        return new PasswordHash(BcryptUtil.bcryptHash(digest(password), DEMO_COST));
    }

    /** @throws PlimsollException {@link ProblemCode#OVERLOADED} */
    boolean matches(Password password, PasswordHash hash) {
        return gated(() -> BcryptUtil.matches(digest(password), hash.value()));
    }

    /** Takes as long as {@link #matches}. */
    void matchNobody(Password password) {
        matches(password, NOBODYS);
    }

    private static String digest(Password password) {
        return Digest.of(password.value().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private <T> T gated(Supplier<T> hashing) {
        if (processors.getQueueLength() >= MAX_WAITING) {
            throw new PlimsollException(
                    ProblemCode.OVERLOADED, "Too many sign-ins at once. Send the request again in a second.");
        }
        processors.acquireUninterruptibly();
        try {
            return hashing.get();
        } finally {
            processors.release();
        }
    }
}
