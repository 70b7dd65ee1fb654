package io.plimsoll.platform;

import java.util.Locale;

/**
 * Every way in which a request can fail, as RFC 9457 problem types. The name is stable: clients MUST be able to switch
 * on {@link #urn()}.
 */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not acceptable JSON"),
    INVALID_PARAMETER(400, "A parameter of the request is not acceptable"),
    UNAUTHENTICATED(401, "Nobody is signed in"),
    FORBIDDEN(403, "The caller may not do this"),
    SECOND_PERSON_NEEDED(403, "Another person has to do this"),
    NOT_FOUND(404, "There is no such thing here"),
    UNKNOWN_DOMAIN(404, "There is no such domain"),
    METHOD_NOT_ALLOWED(405, "The resource does not offer this method"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in a format that the caller accepts"),
    BODY_TOO_SLOW(408, "The body did not arrive in time"),
    SIGNAL_CONFLICT(409, "The signal was already decided with other content"),
    ALREADY_EXISTS(409, "Something with this name exists already"),
    WRONG_STATE(409, "This does not follow the state that it is in"),
    STILL_RUNNING(409, "The first request with this idempotency key has not ended yet"),
    EVIDENCE_CHANGED(409, "What was judged is not what is there now"),
    GONE(410, "This was here and is not any more"),
    CHANGED_MEANWHILE(412, "Somebody else changed it meanwhile"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body comes in a format that is not understood"),
    CONTRACT_VIOLATED(422, "The body does not fulfil the data contract"),
    ARGUMENT_CONTRADICTS_FACT(422, "An argument of the request contradicts a fact"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was already used for another body"),
    BUNDLE_REFUSED(422, "The files are no bundle that can be taken in"),
    GATE_CLOSED(422, "The gate does not let this version pass"),
    DOES_NOT_COMPILE(422, "The version cannot be evaluated"),
    SANDBOX_STOPPED(422, "What was tried was stopped"),
    NO_ANSWER(422, "The decision model has no answer for these inputs"),
    PRECONDITION_NEEDED(428, "A header is missing that protects against doing it twice or unseen"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "The service made a mistake"),
    OVERLOADED(503, "The service has more to do than it can take"),
    SANDBOX_BUSY(503, "The sandbox tries as much at once as it may"),
    UNAVAILABLE(503, "The service cannot answer at the moment");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** One sentence that is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The problem type, for example {@code urn:plimsoll:problem:unknown-domain}. */
    public String urn() {
        return "urn:plimsoll:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
