package io.plimsoll.access;

import io.plimsoll.platform.Persistence;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Whoever wants to stop policies while the database is away for a moment is not sent away: the sign-in waits for it.
 * Everybody else is told at once.
 */
final class Urgency {
    /** Where kill switches are set. */
    private static final String URGENT = "/v1/controls";

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
                && URGENT.equals(context.request().path());
        return urgent
                ? Persistence.untilAnswered(
                        row,
                        "Nothing was set: the database does not answer, so nobody can be signed in. Send it again.")
                : row.get();
    }
}
