package io.plimsoll.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case and what a policy has to say about it.
 *
 * @param id unique in its file
 * @param note what it shows, in business words
 * @param body what a client would send, exactly as for {@code POST /v1/domains/{domain}/decisions}
 * @param expect the part of the verdict that is pinned
 */
public record Scenario(
        String id, String note, Map<String, @Nullable Object> body, Map<String, @Nullable Object> expect) {}
