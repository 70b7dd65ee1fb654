package io.plimsoll.access;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Why somebody did not get in. The caller hears none of it: a 401 is a 401. */
enum Denial {
    /** The header cannot be read. */
    MALFORMED,
    /** The scheme of the header is not offered here. */
    SCHEME,
    /** Two different kinds of credentials in one request. */
    AMBIGUOUS,
    LOCAL_USERS_OFF,
    UNKNOWN_USER,
    WRONG_PASSWORD,
    DISABLED_USER,
    /** A demo user outside of a demonstration. */
    DEMO_USER,
    UNKNOWN_KEY,
    WRONG_KEY,
    REVOKED_KEY,
    /** The identity provider's token was refused. */
    TOKEN,
    /** Signed in, but without the role. */
    ROLE,
    /** Too many sign-ins at once, or no database: 503, or 500 for our own mistakes. */
    UNANSWERED;

    private static final String REASON = "plimsoll.denial";
    private static final String NAME = "plimsoll.name";

    /** The name as it stands in metrics and logs. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    AuthenticationFailedException exception() {
        return new AuthenticationFailedException(Map.of(REASON, this));
    }

    /** @param known a name that exists; what a stranger typed might be a password and MUST NOT be logged */
    AuthenticationFailedException exception(UserName known) {
        return new AuthenticationFailedException(Map.of(REASON, this, NAME, known));
    }

    static Denial reason(Throwable failure) {
        if (failure instanceof AuthenticationFailedException denied) {
            Denial denial = denied.getAttribute(REASON);
            return denial == null ? TOKEN : denial;
        }
        return failure instanceof AuthenticationException ? TOKEN : UNANSWERED;
    }

    static Optional<UserName> name(Throwable failure) {
        return failure instanceof AuthenticationFailedException denied
                ? Optional.ofNullable(denied.<UserName>getAttribute(NAME))
                : Optional.empty();
    }
}
