package io.plimsoll.platform.api;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every exception of a resource with a {@link Problem}. */
final class ProblemMappers {
    @ServerExceptionMapper
    Response mistake(PlimsollException thrown, HttpServerRequest request) {
        return answer(Failures.problem(thrown, request)).build();
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    Uni<Response> unauthenticated(RoutingContext context) {
        Problem problem = Problem.of(ProblemCode.UNAUTHENTICATED, Failures.path(context.request()));
        return Failures.challenge(context).map(challenge -> {
            Response.ResponseBuilder response = answer(problem);
            challenge.ifPresent(data -> response.header(HttpHeaders.WWW_AUTHENTICATE, data.headerContent));
            return response.build();
        });
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException thrown, HttpServerRequest request) {
        return answer(Failures.problem(thrown, request)).build();
    }

    /** JAX-RS says "not found" as well when a parameter cannot be read; the cause tells the two apart. */
    @ServerExceptionMapper
    Response notFound(NotFoundException thrown, HttpServerRequest request) {
        ProblemCode code = thrown.getCause() == null ? ProblemCode.NOT_FOUND : ProblemCode.INVALID_PARAMETER;
        return answer(Problem.of(code, Failures.path(request))).build();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException thrown, HttpServerRequest request) {
        Set<String> known = thrown.getResponse().getAllowedMethods();
        Set<String> allowed = known.isEmpty() ? AllowedMethods.ofCurrentRequest() : known;
        return answer(Problem.of(ProblemCode.METHOD_NOT_ALLOWED, Failures.path(request)))
                .header(HttpHeaders.ALLOW, String.join(", ", allowed))
                .build();
    }

    @ServerExceptionMapper
    Response byStatus(WebApplicationException thrown, HttpServerRequest request) {
        Response response = thrown.getResponse();
        if (response.getStatus() < 400) {
            return response;
        }
        Problem problem = response.getStatus() == 500
                ? Failures.problem(thrown, request)
                : Problem.ofStatus(response.getStatus(), Failures.path(request));
        return answer(problem).build();
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException thrown, HttpServerRequest request) {
        return answer(Problem.of(ProblemCode.MALFORMED_JSON, Failures.path(request)))
                .build();
    }

    /** The connection broke while the body was read: mostly nobody is left to hear the answer. */
    @ServerExceptionMapper
    Response broken(IOException thrown, HttpServerRequest request) {
        return answer(Problem.ofStatus(400, Failures.path(request))).build();
    }

    /** Quarkus has a mapper of its own for answers that cannot be written, hence the second class. */
    @ServerExceptionMapper({Throwable.class, InvalidDefinitionException.class})
    Response bug(Throwable thrown, HttpServerRequest request) {
        return answer(Failures.problem(thrown, request)).build();
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json());
        return problem.status() == 503 ? response.header(HttpHeaders.RETRY_AFTER, 1) : response;
    }
}
