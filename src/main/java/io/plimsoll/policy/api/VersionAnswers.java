package io.plimsoll.policy.api;

import io.plimsoll.platform.api.Created;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.PolicyVersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** How versions are answered with. */
@ApplicationScoped
class VersionAnswers {
    static final String PATH = "/v1/policy-versions";

    private final PolicyVersionStore store;

    VersionAnswers(PolicyVersionStore store) {
        this.store = store;
    }

    /** 200 with the ETag that is needed to change a draft. */
    Response tagged(PolicyVersion version) {
        return Response.ok(representation(version))
                .header(HttpHeaders.ETAG, Revisions.tag(version))
                .build();
    }

    /** 201 with the address. */
    Response created(PolicyVersion version) {
        return Created.at(PATH + "/" + version.id(), representation(version)).build();
    }

    private VersionRepresentation representation(PolicyVersion version) {
        return VersionRepresentation.of(version, store.evidence(version.id()));
    }
}
