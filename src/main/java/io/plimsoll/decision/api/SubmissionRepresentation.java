package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Channel;
import io.plimsoll.evaluation.Producer;
import io.plimsoll.evaluation.Scores;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a call, for the documentation only: it is read strictly, by the contract of its domain, and not bound to a
 * class.
 *
 * @param facts the domain's own; {@code GET /v1/domains/{domain}/inputs} tells which
 */
@Schema(name = "Submission")
record SubmissionRepresentation(
        @Schema(required = true) SignalRepresentation signal,
        RequestRepresentation request,
        Map<String, Object> facts) {

    /** What was heard. */
    @Schema(name = "Signal")
    record SignalRepresentation(
            @Schema(
                    required = true,
                    maxLength = 200,
                    description = "Unique for the client; sent again, it gets the first decision again")
            String id,

            @Schema(required = true, maxLength = 200) String customer,
            @Schema(name = "case", maxLength = 200) String caseId,

            @Schema(required = true, description = "RFC 3339 with its offset; not in the future")
            Instant occurredAt,

            Channel channel,
            @Schema(maxLength = 100) String topic,

            @Schema(
                    maxLength = 20_000,
                    description =
                            "E-mail addresses, card numbers, IBANs and phone numbers are masked before anything is stored")
            String text,

            Scores scores,
            @Schema(description = "Mandatory with scores") Producer producer) {}

    /** What somebody wants to do about it. */
    @Schema(name = "Request")
    record RequestRepresentation(@Schema(required = true) String type, Map<String, Object> arguments) {}
}
