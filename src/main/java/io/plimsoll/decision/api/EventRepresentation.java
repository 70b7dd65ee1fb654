package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Channel;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A CloudEvent in the JSON format, for the documentation only. */
@Schema(
        name = "SignalEvent",
        description = "A CloudEvent; extension attributes beside plimsolldomain are allowed and not kept")
record EventRepresentation(
        @Schema(
                required = true,
                enumeration = {"1.0"})
        String specversion,

        @Schema(
                required = true,
                enumeration = {Events.TYPE})
        String type,

        @Schema(required = true, maxLength = 500, description = "A URI reference; the client's own")
        String source,

        @Schema(required = true, maxLength = 200, description = "The id of the signal, unique for client and source")
        String id,

        @Schema(required = true, description = "The domain") String plimsolldomain,

        @Schema(description = "Stands for signal.occurredAt where the data has none") @Nullable Instant time,

        @Schema(examples = "application/json") @Nullable String datacontenttype,
        @Nullable String dataschema,
        @Nullable String subject,

        @Nullable Content data,

        @Schema(name = "data_base64", description = "The same as base64, instead of data") @Nullable String base64) {

    /** What a submission has, of which the event says a part. */
    @Schema(
            name = "EventContent",
            description = "A submission, but signal.id and signal.occurredAt may be left to the event")
    record Content(
            @Schema(required = true) Heard signal,
            SubmissionRepresentation.@Nullable Request request,
            Map<String, Object> facts) {}

    /** What was heard; the fields of a signal. */
    @Schema(name = "EventSignal")
    record Heard(
            @Schema(maxLength = 200, description = "The id of the event, if it is there at all") @Nullable String id,

            @Schema(required = true, maxLength = 200) String customer,

            @Schema(name = "case", maxLength = 200) @Nullable String caseId,

            @Schema(description = "Mandatory if the event has no time") @Nullable Instant occurredAt,

            @Nullable Channel channel,
            @Schema(maxLength = 100) @Nullable String topic,
            @Schema(maxLength = 20_000) @Nullable String text,
            SubmissionRepresentation.@Nullable Scores scores,
            SubmissionRepresentation.@Nullable ScoredBy producer) {}
}
