package io.plimsoll.platform.api;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.List;

/**
 * The body of every answer that is an error, as in RFC 9457.
 *
 * @param type stable name of the kind of problem, {@link ProblemCode#urn()}; {@code about:blank} where the status says all
 * @param title the same sentence for every problem of this type
 * @param status the HTTP status
 * @param detail what happened this time and what to do next
 * @param instance path of the request
 * @param errors places in the body that are not acceptable; empty when the problem lies elsewhere
 */
public record Problem(String type, String title, int status, String detail, String instance, List<Violation> errors) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem of a known kind, with the advice that holds for all of this kind. */
    public static Problem of(ProblemCode code, String instance) {
        return of(code, advice(code), instance);
    }

    public static Problem of(ProblemCode code, String detail, String instance) {
        return new Problem(code.urn(), code.title(), code.status(), detail, instance, List.of());
    }

    public static Problem of(PlimsollException exception, String instance) {
        ProblemCode code = exception.code();
        return new Problem(
                code.urn(), code.title(), code.status(), exception.detail(), instance, exception.violations());
    }

    /** A problem of which only the HTTP status, 400 to 599, is known. */
    public static Problem ofStatus(int status, String instance) {
        return switch (status) {
            case 400 -> of(ProblemCode.INVALID_PARAMETER, instance);
            case 401 -> of(ProblemCode.UNAUTHENTICATED, instance);
            case 403 -> of(ProblemCode.FORBIDDEN, instance);
            case 404 -> of(ProblemCode.NOT_FOUND, instance);
            case 405 -> of(ProblemCode.METHOD_NOT_ALLOWED, instance);
            case 406 -> of(ProblemCode.NOT_ACCEPTABLE, instance);
            case 408 -> of(ProblemCode.BODY_TOO_SLOW, instance);
            case 410 -> of(ProblemCode.GONE, instance);
            case 413 -> of(ProblemCode.BODY_TOO_LARGE, instance);
            case 414 -> of(ProblemCode.URI_TOO_LONG, instance);
            case 415 -> of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, instance);
            case 431 -> of(ProblemCode.HEADERS_TOO_LARGE, instance);
            case 500 -> of(ProblemCode.INTERNAL, instance);
            case 503 -> of(ProblemCode.UNAVAILABLE, instance);
            default ->
                new Problem(
                        "about:blank",
                        HttpResponseStatus.valueOf(status).reasonPhrase(),
                        status,
                        "See the API description at /q/openapi for what this address takes.",
                        instance,
                        List.of());
        };
    }

    /** The body as it is sent. */
    public byte[] json() {
        Tree.Builder json = Tree.object()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance);
        if (!errors.isEmpty()) {
            json.put("errors", errors.stream().map(Problem::tree).toList());
        }
        return CanonicalJson.bytes(json.build());
    }

    private static Object tree(Violation violation) {
        return Tree.object()
                .put("pointer", violation.pointer())
                .put("detail", violation.detail())
                .build();
    }

    private static String advice(ProblemCode code) {
        return switch (code) {
            case MALFORMED_JSON -> "Nothing was stored. Mend the body and send it again.";
            case INVALID_PARAMETER -> "Send path, query and headers in the form that /q/openapi describes.";
            case UNAUTHENTICATED -> "Send credentials that this service accepts; /q/openapi lists the kinds.";
            case FORBIDDEN -> "Ask an administrator for a role that may do this.";
            case NOT_FOUND -> "Check the address; /q/openapi lists the paths.";
            case METHOD_NOT_ALLOWED -> "Use one of the methods in the Allow header.";
            case GONE -> "Look for what took its place; /q/openapi lists the paths.";
            case NOT_ACCEPTABLE ->
                "Accept application/json, application/x-ndjson for a batch of lines, text/html or text/plain for an explanation.";
            case BODY_TOO_SLOW -> "Nothing was stored. Send the whole body at once; the connection is closed.";
            case BODY_TOO_LARGE -> "Send less at once; the connection is closed.";
            case URI_TOO_LONG -> "Shorten the address to " + RequestLimits.MAX_ADDRESS + " bytes.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "Send application/json, not compressed, and say so in Content-Type; /q/openapi lists what else an address takes.";
            case HEADERS_TOO_LARGE -> "Shorten the headers to " + RequestLimits.MAX_HEADERS + " bytes in all.";
            case OVERLOADED, SANDBOX_BUSY, UNAVAILABLE -> "Send the same request again after the time in Retry-After.";
            case UNKNOWN_DOMAIN,
                    SECOND_PERSON_NEEDED,
                    WRONG_STATE,
                    STILL_RUNNING,
                    EVIDENCE_CHANGED,
                    CHANGED_MEANWHILE,
                    BUNDLE_REFUSED,
                    GATE_CLOSED,
                    DOES_NOT_COMPILE,
                    SANDBOX_STOPPED,
                    PRECONDITION_NEEDED,
                    SIGNAL_CONFLICT,
                    ALREADY_EXISTS,
                    CONTRACT_VIOLATED,
                    ARGUMENT_CONTRADICTS_FACT,
                    IDEMPOTENCY_KEY_REUSED,
                    NO_ANSWER,
                    INTERNAL -> code.title() + ".";
        };
    }
}
