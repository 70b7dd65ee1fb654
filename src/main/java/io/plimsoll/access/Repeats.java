package io.plimsoll.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.Persistence;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Lets a request that acts act once, however often it is sent: whoever sends it again under the same Idempotency-Key gets
 * the first answer again. Refusals are not kept, because they have done nothing.
 */
@ApplicationScoped
public class Repeats {
    /** After this long without an end, the first request has died with its replica. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(2);

    private final RepeatStore store;
    private final CurrentCaller callers;
    private final UriInfo uri;
    private final ObjectMapper mapper;
    private final Clock clock;

    Repeats(RepeatStore store, CurrentCaller callers, UriInfo uri, ObjectMapper mapper, Clock clock) {
        this.store = store;
        this.callers = callers;
        this.uri = uri;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * Acts, or answers as the first time. For acts that take long, or write in several transactions: when the process dies
     * in between, the key is taken for two minutes.
     *
     * @param content of the request, to tell a repetition from another request
     * @throws PlimsollException PRECONDITION_NEEDED without a key, IDEMPOTENCY_KEY_REUSED for another body, STILL_RUNNING,
     *     or whatever the act refuses
     */
    public Response once(Attempt attempt, byte[] content, Supplier<Response> act) {
        RepeatStore.Scope scope = scope(attempt);
        Digest digest = Digest.of(content);
        if (!claim(scope, digest)) {
            return again(scope, digest);
        }
        Response first;
        try {
            first = act.get();
        } catch (RuntimeException e) {
            store.release(scope);
            throw e;
        }
        return keep(scope, first);
    }

    /**
     * As {@link #once}, in one transaction with what the act writes: it was done and is answered, or it was not and may be
     * sent again at once. Who sends it again meanwhile waits. A database that is away for a moment is waited for.
     *
     * @param act MUST do nothing but read and write the database, because it may come to nothing after it returned, and be
     *     done again
     * @throws PlimsollException as {@link #once}, or UNAVAILABLE after ten seconds
     */
    public Response whole(Attempt attempt, byte[] content, Supplier<Response> act) {
        RepeatStore.Scope scope = scope(attempt);
        Digest digest = Digest.of(content);
        return Persistence.untilAnswered(
                () -> QuarkusTransaction.requiringNew()
                        .call(() -> claim(scope, digest) ? keep(scope, act.get()) : again(scope, digest)),
                "The database does not answer, so nobody knows whether it was done. Send the same again with the same"
                        + " Idempotency-Key: it is done once. Until the database answers no decision can be recorded.");
    }

    private RepeatStore.Scope scope(Attempt attempt) {
        String key = Parameters.text("Idempotency-Key", attempt.key());
        if (key == null) {
            throw new PlimsollException(
                    ProblemCode.PRECONDITION_NEEDED,
                    "Nothing was done. Send a header Idempotency-Key with a text of your choice, a new one for each act, so"
                            + " that you can safely send the same request again.");
        }
        return new RepeatStore.Scope(callers.get().qualifiedName(), uri.getPath(), key);
    }

    private boolean claim(RepeatStore.Scope scope, Digest content) {
        Instant now = clock.instant();
        return store.claim(scope, content, now, now.minus(GIVEN_UP));
    }

    private Response keep(RepeatStore.Scope scope, Response first) {
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
