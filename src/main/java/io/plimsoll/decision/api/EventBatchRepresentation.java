package io.plimsoll.decision.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of each event of a batch, in the order of the events. */
@Schema(
        name = "EventBatch",
        requiredProperties = {"items"})
record EventBatchRepresentation(List<EntryRepresentation> items) {}
