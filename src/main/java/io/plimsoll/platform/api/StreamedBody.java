package io.plimsoll.platform.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Bodies of any length, which {@link RequestLimits} does not read. */
public final class StreamedBody {
    /** The media type of such a body: one JSON value a line. */
    public static final String NDJSON = "application/x-ndjson";

    private StreamedBody() {}

    /** The parts of the body as they come. Only what is asked for is read; a sender that is faster has to wait. */
    public static Multi<Buffer> of(HttpServerRequest request) {
        return MultiHelper.toMulti(request).onSubscription().invoke(() -> RequestLimits.continueWhenExpected(request));
    }
}
