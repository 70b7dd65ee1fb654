package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Channel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call, for the documentation only: it is read strictly, by the contract of its domain, and not bound to a
 * class.
 */
@Schema(name = "Submission")
record SubmissionRepresentation(
        @Schema(required = true) Signal signal,

        @Schema(description = "What somebody wants to do about it; null when nobody wants anything yet") @Nullable Request request,

        @Schema(
                description =
                        "What the client's systems know; GET /v1/domains/{domain}/inputs tells what may stand here")
        Map<String, Object> facts) {

    /** What was heard. */
    @Schema(name = "Signal")
    record Signal(
            @Schema(
                    required = true,
                    maxLength = 200,
                    description = "Unique for the client; sent again, it gets the first decision again")
            String id,

            @Schema(required = true, maxLength = 200) String customer,

            @Schema(name = "case", maxLength = 200, description = "The order, ticket or conversation it belongs to")
            @Nullable String caseId,

            @Schema(required = true, description = "RFC 3339 with its offset; not in the future")
            Instant occurredAt,

            @Nullable Channel channel,
            @Schema(maxLength = 100) @Nullable String topic,

            @Schema(
                    maxLength = 20_000,
                    description =
                            "E-mail addresses, card numbers, IBANs and phone numbers are masked before anything is"
                                    + " stored")
            @Nullable String text,

            @Schema(description = "When left out with the producer, text is scored by the built-in baseline") @Nullable Scores scores,

            @Schema(description = "Mandatory with scores") @Nullable ScoredBy producer) {}

    /** What a producer measured in a signal. */
    @Schema(name = "Scores")
    record Scores(
            @Schema(minimum = "-1", maximum = "1", description = "From very negative to very positive") @Nullable BigDecimal sentiment,

            @Schema(minimum = "0", maximum = "1", description = "Strength of the feeling") @Nullable BigDecimal intensity,

            @Schema(minimum = "0", maximum = "1", description = "How far the customer is about to act on it") @Nullable BigDecimal activeness,

            @Schema(minimum = "0", maximum = "1", description = "The producer's confidence in its scores") @Nullable BigDecimal confidence,

            @Schema(maxLength = 100, examples = "REFUND_REQUEST") @Nullable String intention) {}

    /** Who scored a signal. */
    @Schema(name = "Producer")
    record ScoredBy(
            @Schema(
                    required = true,
                    enumeration = {"MODEL", "PROMPT", "AGENT", "PERSON"})
            String kind,

            @Schema(required = true, maxLength = 100) String name,
            @Schema(required = true, maxLength = 100) String version) {}

    /** What somebody wants to do about it. */
    @Schema(name = "Request")
    record Request(
            @Schema(required = true, description = "One of the requests of the domain")
            String type,

            @Schema(description = "Stored, and never read by a policy; must not contradict the facts")
            Map<String, Object> arguments) {}

    /** All that a policy knew, as it was recorded. */
    @Schema(name = "Situation")
    record SituationRepresentation(
            @Schema(required = true, description = "Version of this form")
            int format,

            @Schema(required = true) String domain,

            @Schema(required = true, description = "The service's clock")
            Instant instant,

            @Schema(required = true) Signal signal,

            @Schema(required = true, nullable = true) @Nullable Request request,

            @Schema(required = true) Map<String, Object> facts) {}
}
