package io.plimsoll.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request that acts act once, however often it is sent: whoever sends it again under the same Idempotency-Key gets
 * the first answer again. Refusals are not kept, because they have done nothing.
 */
@ApplicationScoped
public class Repeats {
    /** After this long without an end, the first request has died with its replica. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(2);

    private final RepeatStore store;
    private final ObjectMapper mapper;
    private final Clock clock;

    Repeats(RepeatStore store, ObjectMapper mapper, Clock clock) {
        this.store = store;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * Acts, or answers as the first time.
     *
     * @param path of the request; together with the caller the scope of the key
     * @param key as it was sent
     * @param content of the request, to tell a repetition from another request
     * @throws PlimsollException PRECONDITION_NEEDED without a key, IDEMPOTENCY_KEY_REUSED for another body, STILL_RUNNING,
     *     or whatever the act refuses
     */
    public Response once(Caller caller, String path, @Nullable String key, byte[] content, Supplier<Response> act) {
        String used = Parameters.text("Idempotency-Key", key);
        if (used == null) {
            throw new PlimsollException(
                    ProblemCode.PRECONDITION_NEEDED,
                    "Nothing was done. Send a header Idempotency-Key with a text of your choice, a new one for each act, so"
                            + " that you can safely send the same request again.");
        }
        RepeatStore.Scope scope = new RepeatStore.Scope(caller.qualifiedName(), path, used);
        Digest digest = Digest.of(content);
        Instant now = clock.instant();
        if (!store.claim(scope, digest, now, now.minus(GIVEN_UP))) {
            return again(scope, digest);
        }
        Response first;
        try {
            first = act.get();
        } catch (RuntimeException e) {
            store.release(scope);
            throw e;
        }
        RepeatStore.Answer answer =
                new RepeatStore.Answer(first.getStatus(), first.getHeaderString(HttpHeaders.LOCATION), json(first));
        store.keep(scope, answer);
        return response(answer).build();
    }

    private Response again(RepeatStore.Scope scope, Digest digest) {
        RepeatStore.Kept kept = store.find(scope).orElseThrow(Repeats::running);
        if (!kept.content().equals(digest)) {
            throw new PlimsollException(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "Nothing was done. Send each body under a key of its own.");
        }
        RepeatStore.Answer answer = kept.answer();
        if (answer == null) {
            throw running();
        }
        return response(answer).header("Idempotent-Replayed", true).build();
    }

    private static PlimsollException running() {
        return new PlimsollException(ProblemCode.STILL_RUNNING, "Send the same request again in a moment.");
    }

    private static Response.ResponseBuilder response(RepeatStore.Answer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).entity(answer.body()).type(MediaType.APPLICATION_JSON_TYPE);
        return answer.location() == null ? response : response.header(HttpHeaders.LOCATION, answer.location());
    }

    private byte[] json(Response response) {
        try {
            return mapper.writeValueAsBytes(response.getEntity());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
