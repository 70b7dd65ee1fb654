package io.plimsoll.record;

import io.plimsoll.platform.Digest;

/**
 * An Idempotency-Key and the body that came with it.
 *
 * @param path of the request; together with the client it is the scope of the key
 * @param content digest of the canonical body
 */
public record KeyUse(ClientName client, String path, String key, Digest content) {}
