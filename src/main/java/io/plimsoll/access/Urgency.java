package io.plimsoll.access;

import io.plimsoll.platform.Persistence;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whoever wants to stop policies while the database is away for a moment is not sent away: the sign-in waits for it.
 * Everybody else is told at once.
 */
final class Urgency {
    /** Where kill switches are set and lifted, and versions taken back. */
    private static final Pattern URGENT = Pattern.compile(
            "/v1/controls(/[^/]{1,50}/(lifts|confirmations))?|/v1/rollouts/[0-9]{1,18}/(stops|rollbacks)");

    private Urgency() {}

    /**
     * Reads what the sign-in needs from the database.
     *
     * @throws io.plimsoll.platform.PlimsollException UNAVAILABLE after ten seconds
     */
    static <T> T read(AuthenticationRequest request, Supplier<T> row) {
        RoutingContext context = HttpSecurityUtils.getRoutingContextAttribute(request);
        boolean urgent = context != null
                && context.request().method().equals(HttpMethod.POST)
                && isUrgent(context.request().path());
        return urgent
                ? Persistence.untilAnswered(
                        row,
                        "Nothing was done: the database does not answer, so nobody can be signed in. Send it again.")
                : row.get();
    }

    private static boolean isUrgent(@Nullable String path) {
        return path != null && URGENT.matcher(path).matches();
    }
}
