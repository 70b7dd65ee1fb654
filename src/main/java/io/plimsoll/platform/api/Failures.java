package io.plimsoll.platform.api;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns whatever was thrown into a {@link Problem}. What is our mistake is logged here, once, and not shown. */
public final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    /** What a caller is told of it. */
    public static Problem problem(Throwable thrown, HttpServerRequest request) {
        String path = path(request);
        if (thrown instanceof PlimsollException mistake) {
            return Problem.of(mistake, path);
        } else if (thrown instanceof UnauthorizedException || thrown instanceof AuthenticationException) {
            return Problem.of(ProblemCode.UNAUTHENTICATED, path);
        } else if (thrown instanceof ForbiddenException) {
            return Problem.of(ProblemCode.FORBIDDEN, path);
        } else if (thrown instanceof RejectedExecutionException) {
            return Problem.of(ProblemCode.OVERLOADED, path);
        }
        String id = UUID.randomUUID().toString();
        if (isPeerAway(thrown)) {
            LOG.errorf("error=%s method=%s path=%s peer=away %s", id, request.method(), path, thrown.getMessage());
            return Problem.of(ProblemCode.UNAVAILABLE, path);
        }
        LOG.errorf(thrown, "error=%s method=%s path=%s", id, request.method(), path);
        return Problem.of(
                ProblemCode.INTERNAL,
                "It is recorded as " + id
                        + ". Try once more; if it comes back, give this id to whoever runs the service.",
                path);
    }

    static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "" : path;
    }

    /** How a caller may sign in, for the WWW-Authenticate header; empty if nobody knows. */
    static Uni<Optional<ChallengeData>> challenge(RoutingContext context) {
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return authenticator.getChallenge(context).map(Optional::ofNullable);
    }

    /**
     * The database: no connection could be had (SQL state class 08, or none from the pool), or the server is full or going
     * down. Or the identity provider.
     */
    private static boolean isPeerAway(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
            }
        }
        return false;
    }
}
