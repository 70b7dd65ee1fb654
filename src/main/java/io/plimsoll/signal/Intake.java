package io.plimsoll.signal;

import io.plimsoll.evaluation.Background;
import io.plimsoll.evaluation.Contract;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.record.BackgroundStore;
import io.plimsoll.record.Recollection;
import io.plimsoll.record.Source;
import io.plimsoll.record.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what a client sends: what does not fulfil the contract is refused whole, and nothing of it is kept. What is
 * accepted is put beside everything that the policy may remember, frozen at one instant.
 */
@ApplicationScoped
public class Intake {
    private static final String OCCURRED_AT = "/signal/occurredAt";

    private final Clock clock;
    private final Duration clockSkew;
    private final Scorer scorer;
    private final BackgroundStore backgrounds;

    /** @param clockSkew how far a client's clock may be ahead of ours */
    Intake(
            Clock clock,
            @ConfigProperty(name = "plimsoll.intake.clock-skew", defaultValue = "PT1M") Duration clockSkew,
            Scorer scorer,
            BackgroundStore backgrounds) {
        this.backgrounds = backgrounds;
        this.clock = clock;
        this.clockSkew = clockSkew;
        this.scorer = scorer;
    }

    /**
     * A body that was understood.
     *
     * @param content digest of the body as it was sent (before masking and scoring) as canonical JSON, so that white
     *     space and the order of fields make no difference
     */
    public record Accepted(Submission submission, Digest content) {}

    /**
     * Checks a body against the contract of its domain, masks personal data in its text, and scores the text when
     * nobody did.
     *
     * @param body as it was read
     * @param at where it stands in what the client sent
     * @throws PlimsollException CONTRACT_VIOLATED or ARGUMENT_CONTRADICTS_FACT, each with pointers
     */
    public Accepted accept(DomainName domain, Contract contract, @Nullable Object body, Pointer at) {
        refuse(
                placed(contract.violations(body), at),
                ProblemCode.CONTRACT_VIOLATED,
                "Nothing was stored. GET /v1/domains/" + domain + "/inputs tells what this domain understands.");
        Submission submission = Submission.of(Tree.asObject(body));
        refuse(
                placed(implausible(submission.signal(), now()), at),
                ProblemCode.CONTRACT_VIOLATED,
                "Nothing was stored.");
        refuse(
                placed(contract.contradictions(submission), at),
                ProblemCode.ARGUMENT_CONTRADICTS_FACT,
                "Nothing was stored. Policies read facts; arguments only repeat them.");
        return new Accepted(
                submission.with(masked(submission.signal()).scoredBy(scorer)), Digest.of(CanonicalJson.bytes(body)));
    }

    /**
     * A submission with all that the policy may know.
     *
     * @param read what must not have changed when the decision is recorded
     */
    public record Situated(Situation situation, List<Standing> read) {}

    /** Freezes the situation of a submission now. */
    public Situated situate(Manifest manifest, Source source, Submission submission) {
        Instant now = now();
        if (!manifest.needsBackground()) {
            return new Situated(new Situation(manifest.domain(), now, submission), List.of());
        }
        Recollection known = manifest.memory() == null
                ? new Recollection(Background.Found.NOTHING, List.of())
                : backgrounds.recall(manifest.domain(), manifest.memory(), submission.signal(), now);
        Background background = Background.of(manifest, source.value(), now, submission, known.found());
        return new Situated(new Situation(manifest.domain(), now, submission, background), known.read());
    }

    /** The database keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static List<Violation> placed(List<Violation> violations, Pointer at) {
        return violations.stream()
                .map(violation -> new Violation(at.value() + violation.pointer(), violation.detail()))
                .toList();
    }

    private static void refuse(List<Violation> violations, ProblemCode code, String detail) {
        if (!violations.isEmpty()) {
            throw new PlimsollException(code, detail, violations);
        }
    }

    private List<Violation> implausible(Signal signal, Instant now) {
        if (signal.occurredAt().isAfter(now.plus(clockSkew))) {
            return List.of(new Violation(
                    OCCURRED_AT, "lies in the future; the service's clock says " + now + ", check the client's"));
        }
        if (signal.occurredAt().isBefore(Instant.EPOCH)) {
            return List.of(new Violation(OCCURRED_AT, "lies before 1970; send when the signal was heard"));
        }
        return List.of();
    }

    private static Signal masked(Signal signal) {
        String text = signal.text();
        return text == null ? signal : signal.withText(PersonalText.mask(text));
    }
}
