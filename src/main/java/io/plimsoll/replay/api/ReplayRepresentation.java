package io.plimsoll.replay.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.replay.Mode;
import io.plimsoll.replay.Part;
import io.plimsoll.replay.Replay;
import io.plimsoll.replay.ReplayOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay on the wire.
 *
 * @param counterpart what restricts both, or is restricted by both; left out where each decision keeps what was recorded
 * @param dataDigest of the decisions that were read; left out until it is done
 * @param dossierDigest of the dossier, as its evidence has it; left out until it is done
 */
@Schema(
        name = "Replay",
        requiredProperties = {"id", "mode", "data", "state", "progress", "by", "why", "createdAt", "links"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayRepresentation(
        long id,
        Mode mode,
        @Nullable String domain,
        @Nullable Compared candidate,
        @Nullable Compared baseline,
        @Nullable Compared counterpart,
        ReplayBodies.Selection data,
        Replay.State state,
        ProgressRepresentation progress,
        String by,
        String why,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String failure,
        @Nullable String dataDigest,
        @Nullable String dossierDigest,
        Links links) {

    /** A version with the digest of its files. */
    @Schema(
            name = "ComparedVersion",
            requiredProperties = {"version", "digest"})
    record Compared(String version, String digest) {
        static @Nullable Compared of(ReplayOrder.@Nullable Named named) {
            return named == null
                    ? null
                    : new Compared(named.id().toString(), named.digest().toString());
        }
    }

    /**
     * How far it is.
     *
     * @param decisions that there are
     * @param changed that came out otherwise
     * @param perSecond so far; left out before there is a figure
     * @param timeLeft at this rate, as an ISO 8601 duration; left out when it is not known
     */
    @Schema(
            name = "ReplayProgress",
            requiredProperties = {"decisions", "evaluated", "leftOut", "changed"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProgressRepresentation(
            long decisions,
            long evaluated,
            long leftOut,
            long changed,
            @Nullable Long perSecond,
            @Nullable String timeLeft) {}

    /** Where to go on. */
    @Schema(name = "ReplayLinks")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(String self, String changes, @Nullable String dossier) {}

    /**
     * A decision that came out otherwise.
     *
     * @param details what differs where nothing may, or which edits decided it
     */
    @Schema(
            name = "ReplayedDecision",
            requiredProperties = {"decision", "decidedAt", "before", "after", "verdictBefore", "verdictAfter", "details"
            })
    record Changed(
            UUID decision,
            Instant decidedAt,
            Outcome before,
            Outcome after,

            @JsonRawValue @Schema(implementation = Object.class)
            String verdictBefore,

            @JsonRawValue @Schema(implementation = Object.class)
            String verdictAfter,

            List<String> details,
            String explanation) {
        static Changed of(Part.Change change) {
            return new Changed(
                    change.decision().value(),
                    change.decidedAt(),
                    change.before(),
                    change.after(),
                    change.beforeVerdict(),
                    change.afterVerdict(),
                    change.details(),
                    "/v1/decisions/" + change.decision().value() + "/explanation");
        }
    }

    static ReplayRepresentation of(Replay replay, Instant now) {
        ReplayOrder order = replay.order();
        ReplayOrder.Change change = order.change();
        Replay.Progress progress = replay.progress();
        String self = "/v1/replays/" + replay.id();
        return new ReplayRepresentation(
                replay.id(),
                order.mode(),
                order.data().domain(),
                change == null ? null : Compared.of(change.candidate()),
                change == null ? null : Compared.of(change.baseline()),
                change == null ? null : Compared.of(change.counterpart()),
                data(order.data()),
                replay.state(),
                new ProgressRepresentation(
                        progress.decisions(),
                        progress.evaluated(),
                        progress.leftOut(),
                        progress.changed(),
                        replay.rate(now).orElse(null),
                        replay.timeLeft(now).map(String::valueOf).orElse(null)),
                order.by(),
                order.why(),
                replay.createdAt(),
                replay.endedAt(),
                replay.failure(),
                replay.data() == null ? null : replay.data().toString(),
                replay.dossier() == null ? null : replay.dossier().toString(),
                new Links(self, self + "/changes", replay.dossier() == null ? null : self + "/dossier"));
    }

    private static ReplayBodies.Selection data(DecisionFilter filter) {
        return new ReplayBodies.Selection(
                filter.from(),
                filter.to(),
                filter.source(),
                filter.customer(),
                filter.caseId(),
                filter.requestType(),
                filter.outcome(),
                filter.reason(),
                filter.policyVersion());
    }
}
