package io.plimsoll.rollout.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.evaluation.Control;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.rollout.ControlStore;
import io.plimsoll.rollout.RecordedControl;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A control on the wire.
 *
 * @param answer as it was sent
 * @param loosens whether a second person has to confirm it before it acts
 */
@Schema(
        name = "Control",
        requiredProperties = {
            "id",
            "kind",
            "state",
            "scope",
            "answer",
            "loosens",
            "until",
            "set",
            "confirmed",
            "lifted",
            "links"
        })
record ControlRepresentation(
        UUID id,
        Control.Kind kind,
        RecordedControl.State state,
        ScopeRepresentation scope,

        @Schema(implementation = AnswerRepresentation.class, nullable = true) @JsonRawValue @Nullable String answer,

        boolean loosens,
        @Schema(nullable = true) @Nullable Instant until,
        Deed set,
        @Schema(nullable = true) @Nullable Deed confirmed,
        @Schema(nullable = true) @Nullable Deed lifted,
        Links links) {
    /** What somebody did with it. */
    @Schema(
            name = "ControlDeed",
            requiredProperties = {"by", "at", "reason"})
    record Deed(
            String by,
            Instant at,
            @Schema(nullable = true) @Nullable String reason) {}

    /** Where it can be found, lifted and confirmed. */
    @Schema(name = "ControlLinks")
    record Links(String self, String lifts, String confirmations) {}

    static ControlRepresentation of(RecordedControl control, Instant now) {
        String self = ControlStore.PATH + "/" + control.id();
        return new ControlRepresentation(
                control.id().value(),
                control.kind(),
                control.state(now),
                ScopeRepresentation.of(control.scope()),
                control.answer() == null ? null : CanonicalJson.text(control.answer()),
                control.loosens(),
                control.until(),
                deed(control.set()),
                control.confirmed() == null ? null : deed(control.confirmed()),
                control.lifted() == null ? null : deed(control.lifted()),
                new Links(self, self + "/lifts", self + "/confirmations"));
    }

    private static Deed deed(RecordedControl.Change change) {
        return new Deed(change.by(), change.at(), change.reason());
    }
}
