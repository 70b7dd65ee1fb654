package io.plimsoll.platform.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.plimsoll.platform.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The safety net below the resources: what fails in the router, or matches nothing, is answered with a {@link Problem}
 * too. Out of reach stays what Vert.x and Quarkus refuse before there is a router: a request line or headers beyond
 * {@code quarkus.http.limits}, an address that is not a URI, broken HTTP. They answer 414, 431 or 400 without a body.
 */
@ApplicationScoped
class RouterProblems {
    /** Before every other failure handler. */
    private static final int FIRST = -1000;
    /** Long enough for a sender to stop writing and read; an earlier close could take the answer away from it. */
    private static final long LINGER_MILLIS = 2000;

    void install(@Observes Router router) {
        router.route().order(FIRST).failureHandler(RouterProblems::failed);
        for (int status : new int[] {400, 404, 405, 406, 415}) {
            router.errorHandler(status, context -> send(context, status));
        }
    }

    private static void failed(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        Throwable thrown = context.failure();
        int status = context.statusCode();
        if (thrown == null || (status >= 400 && status < 500)) {
            send(context, status < 400 ? 500 : status);
            return;
        }
        Problem problem = Failures.problem(thrown, context.request());
        if (problem.status() != 401) {
            send(context, problem);
            return;
        }
        Failures.challenge(context).subscribe().with(challenge -> {
            challenge.ifPresent(
                    data -> context.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, data.headerContent));
            send(context, problem);
        });
    }

    private static void send(RoutingContext context, int status) {
        send(context, Problem.ofStatus(status, Failures.path(context.request())));
    }

    private static void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        response.setStatusCode(problem.status()).putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == 503) {
            response.putHeader(HttpHeaderNames.RETRY_AFTER, "1");
        }
        if (problem.status() == ProblemCode.BODY_TOO_LARGE.status()
                || problem.status() == ProblemCode.BODY_TOO_SLOW.status()) {
            response.putHeader(HttpHeaderNames.CONNECTION, "close");
            closeLater(context);
        }
        response.end(Buffer.buffer(problem.json()));
    }

    /** Closes the connection of a sender that is not done, when it had time to read the answer. */
    static void closeLater(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.handler(ignored -> {})
                    .endHandler(end -> request.connection().close())
                    .resume();
        }
        context.vertx().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
}
