package io.plimsoll.platform.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Refuses requests that are too large before anything else looks at them, and reads bodies whole, so that a slow sender
 * keeps no worker thread waiting, and no connection for longer than a minute, and a chunked body that grows too large can still be answered. Bodies of lines may be of
 * any length; their resources read them as a {@link StreamedBody}, which keeps no thread waiting either.
 */
@ApplicationScoped
class RequestLimits {
    private static final Logger LOG = Logger.getLogger(RequestLimits.class);

    /** Bytes of path and query. */
    static final int MAX_ADDRESS = 8 * 1024;
    /** Bytes of all header names and values. */
    static final int MAX_HEADERS = 16 * 1024;

    /** Before Quarkus' handlers for CORS (-300) and security (-200, -100). */
    private static final int BEFORE_SECURITY = -400;
    /** After them, and before Quarkus' own check of the size (-2), which answers without a body. */
    private static final int AFTER_SECURITY = -50;

    private final long maxBody;
    private final Duration patience;

    /** @param patience how long a body may take to arrive, however steadily it does */
    RequestLimits(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
            @ConfigProperty(name = "plimsoll.body.patience", defaultValue = "PT1M") Duration patience) {
        this.maxBody = maxBody.asLongValue();
        this.patience = patience;
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_SECURITY).handler(RequestLimits::checkHead);
        router.route().order(AFTER_SECURITY).handler(this::readBody);
    }

    private static void checkHead(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.uri().length() > MAX_ADDRESS) {
            context.fail(ProblemCode.URI_TOO_LONG.status());
        } else if (request.headers().entries().stream()
                        .mapToInt(header ->
                                header.getKey().length() + header.getValue().length())
                        .sum()
                > MAX_HEADERS) {
            context.fail(ProblemCode.HEADERS_TOO_LARGE.status());
        } else {
            context.next();
        }
    }

    private void readBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!hasReadableType(request) || isCompressed(request)) {
            context.fail(ProblemCode.UNSUPPORTED_MEDIA_TYPE.status());
            return;
        }
        if (isOfType(request, StreamedBody.NDJSON)) {
            leaveUnread(context);
            return;
        }
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        boolean open = request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (length != null && Long.parseLong(length) > maxBody) {
            context.fail(ProblemCode.BODY_TOO_LARGE.status());
        } else if (isForm(request)) {
            context.next();
        } else if (request.isEnded() || (length == null && !open)) {
            proceed(context, Buffer.buffer());
        } else {
            collect(context);
        }
    }

    private void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        // else Quarkus' wrapper lets the body flow before the last of the handlers is there
        request.pause();
        Vertx vertx = context.vertx();
        long deadline = vertx.setTimer(patience.toMillis(), late -> {
            if (!context.failed()) {
                context.fail(ProblemCode.BODY_TOO_SLOW.status());
            }
        });
        request.handler(part -> {
            if (body.length() + part.length() <= maxBody) {
                body.appendBuffer(part);
            } else if (!context.failed()) {
                context.fail(ProblemCode.BODY_TOO_LARGE.status());
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(deadline);
            if (!context.failed()) {
                proceed(context, body);
            }
        });
        request.exceptionHandler(gone -> {
            vertx.cancelTimer(deadline);
            LOG.debug("the caller hung up while sending", gone);
        });
        continueWhenExpected(request);
        request.resume();
    }

    private static void leaveUnread(RoutingContext context) {
        // Quarkus' own check of the size goes by this header and knows no exceptions.
        context.request().headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        context.addEndHandler(answered -> {
            if (!context.request().isEnded()) {
                RouterProblems.closeLater(context);
            }
        });
        context.next();
    }

    /** Tells a sender that waits for it to begin. */
    static void continueWhenExpected(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
            request.response().writeContinue();
        }
    }

    /** Quarkus REST takes the body from here instead of reading the request; Vert.x' own body handler leaves out empty ones. */
    private static void proceed(RoutingContext context, Buffer body) {
        ((RoutingContextInternal) context).setBody(body);
        context.next();
    }

    /** Quarkus REST reads forms itself, part by part. */
    private static boolean isForm(HttpServerRequest request) {
        return isOfType(request, "multipart/") || isOfType(request, "application/x-www-form-urlencoded");
    }

    /** Quarkus REST answers a type that it cannot read with a 500 where it has to choose between methods. */
    private static boolean hasReadableType(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        try {
            return type == null || MediaType.valueOf(type) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A small body may be a large one when it is unpacked, so nothing is. */
    private static boolean isCompressed(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isOfType(HttpServerRequest request, String prefix) {
        String type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(prefix);
    }
}
