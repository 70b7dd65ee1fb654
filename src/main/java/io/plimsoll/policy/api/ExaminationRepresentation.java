package io.plimsoll.policy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.policy.Examination;
import io.plimsoll.policy.ExaminationReport;
import io.plimsoll.sandbox.ExaminationTask;
import io.plimsoll.scenario.Progress;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An examination on the wire.
 *
 * @param digest of the files that are examined
 * @param counterpart the guardrails, or the policy, that the scenarios run with; left out when there are none
 * @param limit of mutants that are tried; left out for coverage
 * @param seed by which they are drawn when there are more; left out for coverage
 * @param failure why it could not be done; left out in every other state
 * @param result the figures of the report; left out until it is done, and in lists
 */
@Schema(
        name = "Examination",
        requiredProperties = {"id", "version", "digest", "kind", "state", "progress", "by", "createdAt", "links"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExaminationRepresentation(
        long id,
        String version,
        String digest,
        @Nullable String counterpart,

        @Schema(enumeration = {"COVERAGE", "MUTATION"}) String kind,

        @Nullable Integer limit,
        @Nullable Long seed,

        @Schema(enumeration = {"RUNNING", "DONE", "CANCELLED", "FAILED"})
        String state,

        ProgressRepresentation progress,
        String by,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String failure,

        @JsonRawValue @Schema(implementation = Object.class) @Nullable String result,

        Links links) {

    /**
     * How far it is.
     *
     * @param phase what is worked on; left out as long as it waits
     * @param done of it
     * @param of how much there is to do in this phase: scenarios, mutants, or things for which cases are looked for; 0 when
     *     that is not known
     * @param perMinute so far; left out before there is a figure
     * @param timeLeft of this phase at this rate, as an ISO 8601 duration; left out when it is not known
     */
    @Schema(
            name = "ExaminationProgress",
            requiredProperties = {"done", "of"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProgressRepresentation(
            @Schema(enumeration = {"SCENARIOS", "MUTANTS", "CASES"}) @Nullable String phase,

            int done,
            int of,
            @Nullable Long perMinute,
            @Nullable String timeLeft) {}

    /**
     * Where to go on.
     *
     * @param report left out until it is done, as the next two
     * @param survivors left out for coverage
     */
    @Schema(
            name = "ExaminationLinks",
            requiredProperties = {"self"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(
            String self,
            @Nullable String report,
            @Nullable String proposals,
            @Nullable String survivors) {}

    /**
     * A mistake that no scenario would notice.
     *
     * @param number counted from 1
     * @param subject the table, constant or file of rules in which it lies
     * @param kind of change
     * @param place where in the subject; empty for all of it
     * @param before what stands there
     * @param after what could stand there instead; empty for nothing
     * @param words what nobody tests, for people
     * @param scenario address of a case that would notice it; left out when none was found
     */
    @Schema(
            name = "Survivor",
            requiredProperties = {"number", "subject", "kind", "place", "before", "after", "words"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SurvivorRepresentation(
            int number,
            String subject,
            String kind,
            String place,
            String before,
            String after,
            String words,
            @Nullable String scenario) {
        static SurvivorRepresentation of(Examination examination, ExaminationReport.Survivor survivor) {
            return new SurvivorRepresentation(
                    survivor.number(),
                    survivor.subject(),
                    survivor.kind(),
                    survivor.place(),
                    survivor.before(),
                    survivor.after(),
                    survivor.words(),
                    survivor.scenario() == null
                            ? null
                            : self(examination) + "/survivors/" + survivor.number() + "/scenario");
        }
    }

    static ExaminationRepresentation brief(Examination examination, Instant now) {
        return of(examination, null, now);
    }

    static ExaminationRepresentation of(Examination examination, @Nullable String result, Instant now) {
        Examination.Order order = examination.order();
        Examination.Counterpart counterpart = order.counterpart();
        boolean mutation = order.subject() == ExaminationTask.Subject.MUTATION;
        return new ExaminationRepresentation(
                examination.id(),
                order.version().toString(),
                order.digest().toString(),
                counterpart == null ? null : counterpart.version().toString(),
                order.subject().name(),
                mutation ? order.most() : null,
                mutation ? order.seed() : null,
                examination.state().name(),
                progress(examination, now),
                order.by(),
                examination.createdAt(),
                examination.endedAt(),
                examination.failure(),
                result,
                links(examination));
    }

    private static ProgressRepresentation progress(Examination examination, Instant now) {
        Examination.Advance advance = examination.advance();
        Progress.Phase phase = advance.phase();
        return new ProgressRepresentation(
                phase == null ? null : phase.name(),
                advance.done(),
                advance.total(),
                examination.perMinute(now).orElse(null),
                examination.timeLeft(now).map(String::valueOf).orElse(null));
    }

    private static Links links(Examination examination) {
        String self = self(examination);
        if (examination.state() != Examination.State.DONE) {
            return new Links(self, null, null, null);
        }
        boolean mutation = examination.order().subject() == ExaminationTask.Subject.MUTATION;
        return new Links(self, self + "/report", self + "/proposals", mutation ? self + "/survivors" : null);
    }

    private static String self(Examination examination) {
        return VersionAnswers.PATH + "/" + examination.order().version() + "/examinations/" + examination.id();
    }
}
