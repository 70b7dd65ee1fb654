package io.plimsoll.replay.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.policy.VersionId;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.replay.Mode;
import io.plimsoll.replay.Replays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send about replays: each record is the schema of a body and reads it. */
final class ReplayBodies {
    private ReplayBodies() {}

    /** Which decisions. */
    @Schema(name = "ReplaySelection", additionalProperties = Schema.False.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Selection(
            @Schema(description = "Least instant of the decision, inclusive; the first decision when left out")
            @Nullable Instant from,

            @Schema(description = "Greatest instant of the decision, exclusive; now when left out") @Nullable Instant to,

            @Nullable String source,

            @Nullable String customer,

            @JsonProperty("case") @Nullable String caseId,

            @Nullable String requestType,

            @Nullable Outcome outcome,

            @Schema(description = "A reason code of the recorded verdict") @Nullable String reason,

            @Schema(minimum = "1") @Nullable Integer policyVersion) {
        private static final Shape.ObjectOf SHAPE = shape();

        private static Shape.ObjectOf shape() {
            Shape text = new Shape.Text(1, 500, Set.of());
            Shape instant = new Shape.Temporal(Shape.Temporal.Kind.INSTANT);
            Map<String, Field> fields = new LinkedHashMap<>();
            fields.put("from", Field.optional(instant));
            fields.put("to", Field.optional(instant));
            List.of("source", "customer", "case", "requestType", "reason")
                    .forEach(name -> fields.put(name, Field.optional(text)));
            fields.put("outcome", Field.optional(constants(Outcome.values())));
            fields.put(
                    "policyVersion",
                    Field.optional(new Shape.Numeric(BigDecimal.ONE, new BigDecimal(999_999_999), true)));
            return new Shape.ObjectOf(fields);
        }

        static DecisionFilter read(@Nullable Object domain, @Nullable Object tree) {
            Map<String, @Nullable Object> data = tree == null ? Map.of() : Tree.asObject(tree);
            Object outcome = data.get("outcome");
            BigDecimal version = (BigDecimal) data.get("policyVersion");
            return new DecisionFilter(
                    (String) domain,
                    null,
                    (String) data.get("source"),
                    (String) data.get("customer"),
                    (String) data.get("case"),
                    (String) data.get("requestType"),
                    outcome == null ? null : Outcome.valueOf((String) outcome),
                    (String) data.get("reason"),
                    version == null ? null : version.intValueExact(),
                    instant(data.get("from")),
                    instant(data.get("to")));
        }

        private static @Nullable Instant instant(@Nullable Object text) {
            return text == null ? null : OffsetDateTime.parse((String) text).toInstant();
        }
    }

    /** A new replay. */
    @Schema(name = "NewReplay", additionalProperties = Schema.False.class)
    record NewReplay(
            @Schema(required = true) Mode mode,

            @Schema(
                    description = "Whose decisions; all when left out, and that of the candidate where there is one",
                    examples = "retail")
            @Nullable String domain,

            @Schema(description = "For COMPARE and SIMULATE", examples = "retail.policy.2") @Nullable String candidate,

            @Schema(
                    description = "What the candidate is held against; the active version when left out",
                    examples = "retail.policy.1")
            @Nullable String baseline,

            @Nullable Selection data,

            @Schema(required = true, minLength = 1, maxLength = 2_000)
            String why) {
        private static final Shape.ObjectOf SHAPE = shape();

        private static Shape.ObjectOf shape() {
            Shape version = new Shape.Text(1, 80, Set.of());
            Map<String, Field> fields = new LinkedHashMap<>();
            fields.put("mode", Field.required(constants(Mode.values())));
            fields.put("domain", Field.optional(new Shape.Text(1, 40, Set.of())));
            fields.put("candidate", Field.optional(version));
            fields.put("baseline", Field.optional(version));
            fields.put("data", Field.optional(Selection.SHAPE));
            fields.put("why", Field.required(new Shape.Text(1, 2_000, Set.of())));
            return new Shape.ObjectOf(fields);
        }

        static Replays.Wish read(byte[] body, String by) {
            Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
            Mode mode = Mode.valueOf(String.valueOf(tree.get("mode")));
            VersionId candidate = version("candidate", tree.get("candidate"));
            VersionId baseline = version("baseline", tree.get("baseline"));
            Object domain = tree.get("domain");
            if (domain != null && !DomainName.isValid((String) domain)) {
                throw violated("domain", "must be the name of a domain, such as retail");
            }
            if (mode == Mode.REPRODUCE && (candidate != null || baseline != null)) {
                throw violated(
                        candidate != null ? "candidate" : "baseline",
                        "is compared with by COMPARE and SIMULATE; REPRODUCE asks the versions that decided");
            }
            if (mode != Mode.REPRODUCE && candidate == null) {
                throw violated("candidate", "is missing; name the version that you want to know more of");
            }
            if (candidate != null
                    && baseline != null
                    && (!candidate.domain().equals(baseline.domain()) || candidate.kind() != baseline.kind())) {
                throw violated("baseline", "must be a version of the same policy as the candidate");
            }
            if (candidate != null
                    && domain != null
                    && !candidate.domain().value().equals(domain)) {
                throw violated("domain", "must be that of the candidate");
            }
            return new Replays.Wish(
                    mode,
                    Selection.read(domain, tree.get("data")),
                    candidate,
                    baseline,
                    by,
                    String.valueOf(tree.get("why")));
        }

        private static @Nullable VersionId version(String field, @Nullable Object text) {
            return text == null
                    ? null
                    : VersionId.tryParse((String) text)
                            .orElseThrow(() -> violated(field, "must be named like retail.policy.3"));
        }

        private static PlimsollException violated(String field, String detail) {
            return Body.violated(List.of(new Violation("/" + field, detail)));
        }
    }

    private static Shape.Text constants(Enum<?>[] values) {
        return new Shape.Text(1, 40, Arrays.stream(values).map(Enum::name).collect(Collectors.toSet()));
    }
}
