package io.plimsoll.platform.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers 201. */
public final class Created {
    private Created() {}

    /**
     * The Location is a path (RFC 9110, section 10.2.2, allows a relative reference): the address under which this service
     * was called is the caller's word, and not always one that can be written into a URI.
     */
    public static Response.ResponseBuilder at(String path, Object entity) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, path)
                .entity(entity);
    }
}
