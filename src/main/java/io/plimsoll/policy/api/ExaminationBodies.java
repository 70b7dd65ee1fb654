package io.plimsoll.policy.api;

import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.policy.Examinations;
import io.plimsoll.sandbox.ExaminationTask;
import io.plimsoll.scenario.mutation.Mutation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send about examinations. */
final class ExaminationBodies {
    private ExaminationBodies() {}

    /** A new examination. */
    @Schema(name = "NewExamination", additionalProperties = Schema.False.class)
    record NewExamination(
            @Schema(
                    required = true,
                    enumeration = {"COVERAGE", "MUTATION"})
            String kind,

            @Schema(description = "Of mutants that are tried; 5000 when left out", minimum = "1", maximum = "5000")
            @Nullable Integer limit,

            @Schema(description = "By which mutants are drawn when there are more; 1 when left out", minimum = "0")
            @Nullable Integer seed) {
        private static final Shape.ObjectOf SHAPE = shape();

        private static Shape.ObjectOf shape() {
            Map<String, Field> fields = new LinkedHashMap<>();
            fields.put(
                    "kind",
                    Field.required(new Shape.Text(
                            1,
                            20,
                            Arrays.stream(ExaminationTask.Subject.values())
                                    .map(Enum::name)
                                    .collect(Collectors.toSet()))));
            fields.put(
                    "limit",
                    Field.optional(new Shape.Numeric(BigDecimal.ONE, BigDecimal.valueOf(Mutation.Options.MOST), true)));
            fields.put(
                    "seed",
                    Field.optional(new Shape.Numeric(BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE), true)));
            return new Shape.ObjectOf(fields);
        }

        static Examinations.Wish read(byte[] body) {
            Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
            ExaminationTask.Subject subject = ExaminationTask.Subject.valueOf(String.valueOf(tree.get("kind")));
            for (String name : List.of("limit", "seed")) {
                if (subject == ExaminationTask.Subject.COVERAGE && tree.get(name) != null) {
                    throw Body.violated(
                            List.of(new Violation("/" + name, "concerns mutants; leave it out for COVERAGE")));
                }
            }
            return new Examinations.Wish(
                    subject, number(tree.get("limit"), Mutation.Options.MOST), number(tree.get("seed"), 1));
        }

        private static int number(@Nullable Object given, int absent) {
            return given == null ? absent : ((BigDecimal) given).intValueExact();
        }
    }
}
