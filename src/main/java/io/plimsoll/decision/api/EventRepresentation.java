package io.plimsoll.decision.api;

import java.time.Instant;
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

        @Schema(description = "A submission; signal.id and signal.occurredAt may be left out") @Nullable SubmissionRepresentation data,

        @Schema(name = "data_base64", description = "The same as base64, instead of data") @Nullable String base64) {}
