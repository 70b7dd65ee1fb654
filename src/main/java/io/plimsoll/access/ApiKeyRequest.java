package io.plimsoll.access;

import io.plimsoll.platform.Digest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** An API key as a request shows it. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
    private final ApiKeyId id;
    private final Digest secretHash;

    ApiKeyRequest(ApiKeyId id, Digest secretHash) {
        this.id = id;
        this.secretHash = secretHash;
    }

    ApiKeyId id() {
        return id;
    }

    Digest secretHash() {
        return secretHash;
    }
}
