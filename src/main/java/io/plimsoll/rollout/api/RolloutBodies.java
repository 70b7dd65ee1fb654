package io.plimsoll.rollout.api;

import io.plimsoll.access.Caller;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.policy.VersionId;
import io.plimsoll.rollout.Deployment;
import io.plimsoll.rollout.Gates;
import io.plimsoll.rollout.Rollouts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send about rollouts: each record is the schema of a body and reads it. */
final class RolloutBodies {
    private static final Shape WHY = new Shape.Text(1, 2_000, Set.of());
    private static final Shape SHARE = new Shape.Numeric(BigDecimal.ZERO, BigDecimal.ONE, false);
    private static final Shape INSTANT = new Shape.Temporal(Shape.Temporal.Kind.INSTANT);
    private static final Map<String, Field> STEP = step();
    private static final String VERSION = "version";

    private RolloutBodies() {}

    private static Map<String, Field> step() {
        Map<String, Field> gates = new LinkedHashMap<>();
        gates.put("minDecisions", Field.optional(new Shape.Numeric(BigDecimal.ONE, new BigDecimal(1_000_000), true)));
        gates.put("maxFailed", Field.optional(SHARE));
        gates.put("maxChanged", Field.optional(SHARE));
        gates.put("maxMoreMoney", Field.optional(new Shape.Numeric(BigDecimal.ZERO, new BigDecimal(1_000), false)));
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("stage", Field.required(new Shape.Text(1, 10, Set.of("SHADOW", "CANARY", "ACTIVE"))));
        fields.put("percent", Field.optional(new Shape.Numeric(new BigDecimal("0.01"), new BigDecimal(100), false)));
        fields.put("effectiveFrom", Field.optional(INSTANT));
        fields.put("effectiveTo", Field.optional(INSTANT));
        fields.put("gates", Field.optional(new Shape.ObjectOf(gates)));
        fields.put("why", Field.required(WHY));
        return fields;
    }

    /** The gates of a rollout. */
    @Schema(name = "Gates", additionalProperties = Schema.False.class)
    record GatesBody(
            @Schema(description = "compared before anything is judged; 20 when left out", minimum = "1") @Nullable Integer minDecisions,

            @Schema(description = "share that could not be decided; 0.01 when left out", minimum = "0", maximum = "1")
            @Nullable BigDecimal maxFailed,

            @Schema(description = "share with another verdict; any when left out", minimum = "0", maximum = "1")
            @Nullable BigDecimal maxChanged,

            @Schema(description = "share of money permitted more; any when left out", minimum = "0") @Nullable BigDecimal maxMoreMoney) {
        static GatesBody of(Gates gates) {
            return new GatesBody(gates.minDecisions(), gates.maxFailed(), gates.maxChanged(), gates.maxMoreMoney());
        }
    }

    /** A next step of a rollout. */
    @Schema(name = "Promotion", additionalProperties = Schema.False.class)
    record Promotion(
            @Schema(
                    required = true,
                    enumeration = {"SHADOW", "CANARY", "ACTIVE"})
            String stage,

            @Schema(description = "of the customers, for CANARY", minimum = "0.01", maximum = "100") @Nullable BigDecimal percent,

            @Schema(description = "for ACTIVE: since when; now when left out") @Nullable Instant effectiveFrom,

            @Schema(description = "for ACTIVE: until when; open when left out") @Nullable Instant effectiveTo,

            @Nullable GatesBody gates,

            @Schema(required = true, minLength = 1, maxLength = 2_000)
            String why) {
        static Rollouts.Wish read(byte[] body, Caller by) {
            return wish(Body.read(body, new Shape.ObjectOf(STEP)), by);
        }
    }

    /** A new rollout. */
    @Schema(name = "NewRollout", additionalProperties = Schema.False.class)
    record NewRollout(
            @Schema(required = true, examples = "retail.policy.2")
            String version,

            @Schema(
                    required = true,
                    enumeration = {"SHADOW", "CANARY", "ACTIVE"})
            String stage,

            @Schema(description = "of the customers, for CANARY", minimum = "0.01", maximum = "100") @Nullable BigDecimal percent,

            @Schema(description = "for ACTIVE: since when; now when left out") @Nullable Instant effectiveFrom,

            @Schema(description = "for ACTIVE: until when; open when left out") @Nullable Instant effectiveTo,

            @Nullable GatesBody gates,

            @Schema(required = true, minLength = 1, maxLength = 2_000)
            String why) {
        private static final Shape.ObjectOf SHAPE = shape();

        private static Shape.ObjectOf shape() {
            Map<String, Field> fields = new LinkedHashMap<>(STEP);
            fields.put(VERSION, Field.required(new Shape.Text(1, 80, Set.of())));
            return new Shape.ObjectOf(fields);
        }

        /** A body that was understood. */
        record Read(VersionId version, Rollouts.Wish wish) {}

        static Read read(byte[] body, Caller by) {
            Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
            return new Read(
                    VersionId.tryParse(String.valueOf(tree.get(VERSION)))
                            .orElseThrow(() -> Body.violated(
                                    List.of(new Violation("/" + VERSION, "must be named like retail.policy.3")))),
                    wish(tree, by));
        }
    }

    private static Rollouts.Wish wish(Map<String, @Nullable Object> tree, Caller by) {
        Object gates = tree.get("gates");
        return new Rollouts.Wish(
                Deployment.Stage.valueOf(String.valueOf(tree.get("stage"))),
                (BigDecimal) tree.get("percent"),
                instant(tree.get("effectiveFrom")),
                instant(tree.get("effectiveTo")),
                gates == null ? null : Gates.of(Tree.asObject(gates)),
                by.qualifiedName(),
                String.valueOf(tree.get("why")));
    }

    private static @Nullable Instant instant(@Nullable Object text) {
        return text == null ? null : OffsetDateTime.parse(String.valueOf(text)).toInstant();
    }
}
