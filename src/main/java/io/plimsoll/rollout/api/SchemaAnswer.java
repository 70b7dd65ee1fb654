package io.plimsoll.rollout.api;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** The data contract of a version as a JSON Schema, to be kept by whoever asks and asked for again only when it changed. */
final class SchemaAnswer {
    static final String MEDIA_TYPE = "application/schema+json";

    private SchemaAnswer() {}

    /** A version does not change, but a later release of the service may describe it better. */
    static Response of(DomainName domain, int version, CompiledPolicy policy, Request request) {
        return answer(domain, version, policy, request)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .build();
    }

    /** The same for the version that is active now, which may be another one the next moment. */
    static Response active(DomainName domain, int version, CompiledPolicy policy, Request request) {
        return answer(domain, version, policy, request)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_LOCATION, "/v1/domains/" + domain + "/versions/" + version + "/schema")
                .build();
    }

    private static Response.ResponseBuilder answer(
            DomainName domain, int version, CompiledPolicy policy, Request request) {
        byte[] schema = CanonicalJson.bytes(
                policy.contract().schema("urn:plimsoll:domain:" + domain + ":submission:" + version));
        EntityTag tag = new EntityTag(Digest.of(schema).toString());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged == null ? Response.ok(schema).tag(tag) : unchanged;
    }
}
