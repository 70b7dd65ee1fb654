package io.plimsoll.policy;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.sandbox.ExaminationTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How well its scenarios test a version: asked for by people, found out in the background by whichever replica is free, and
 * laid beside the version as evidence for whoever judges it.
 */
@ApplicationScoped
public class Examinations {
    /** More would not be worked on within a day. */
    private static final int MOST_RUNNING = 50;

    private static final Logger LOG = Logger.getLogger(Examinations.class);

    private final ExaminationStore store;
    private final PolicyVersionStore versions;
    private final Registry registry;
    private final Deployed deployed;
    private final Clock clock;

    Examinations(
            ExaminationStore store, PolicyVersionStore versions, Registry registry, Deployed deployed, Clock clock) {
        this.store = store;
        this.versions = versions;
        this.registry = registry;
        this.deployed = deployed;
        this.clock = clock;
    }

    /** What somebody wants to know. */
    public record Wish(ExaminationTask.Subject subject, int most, long seed) {}

    /**
     * Begins an examination; it goes on in the background.
     *
     * @throws PlimsollException NOT_FOUND; WRONG_STATE for guardrails while no policy is active; OVERLOADED while many wait
     */
    public Examination start(VersionId id, Wish wish, String by) {
        PolicyVersion version = registry.get(id);
        Manifest.Kind other = id.kind() == Manifest.Kind.POLICY ? Manifest.Kind.GUARDRAILS : Manifest.Kind.POLICY;
        Optional<VersionId> counterpart = deployed.active(id.domain(), other);
        if (id.kind() == Manifest.Kind.GUARDRAILS && counterpart.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.WRONG_STATE,
                    "Nothing was started. Guardrails are run on the policy that they restrict, and none is active.");
        }
        if (store.running() >= MOST_RUNNING) {
            throw new PlimsollException(
                    ProblemCode.OVERLOADED,
                    "Nothing was started. " + MOST_RUNNING
                            + " examinations wait. Cancel some, or send the same request again later.");
        }
        Examination.Order order = new Examination.Order(
                id,
                version.digest(),
                counterpart.map(this::counterpart).orElse(null),
                wish.subject(),
                wish.most(),
                wish.seed(),
                by);
        Examination examination = store.add(order, now());
        LOG.infof(
                "event=examination-started examination=%d version=%s subject=%s by=%s",
                examination.id(), id, wish.subject(), by);
        return examination;
    }

    private Examination.Counterpart counterpart(VersionId id) {
        return new Examination.Counterpart(id, registry.get(id).digest());
    }

    /** @throws PlimsollException NOT_FOUND, also for that of another version */
    public Examination get(VersionId version, long id) {
        return store.find(id)
                .filter(examination -> examination.order().version().equals(version))
                .orElseThrow(Examinations::notFound);
    }

    /** There is none with this number. */
    public static PlimsollException notFound() {
        return new PlimsollException(
                ProblemCode.NOT_FOUND,
                "This version has no such examination. GET …/examinations lists those that it has.");
    }

    /**
     * Of one version, newest first.
     *
     * @throws PlimsollException NOT_FOUND
     */
    public Page<Examination> list(VersionId version, int limit, Optional<Cursor> after) {
        return store.list(registry.get(version).id(), limit, after);
    }

    /** What was found; empty while it is not done. */
    public Optional<Examination.Result> result(Examination examination) {
        return store.result(examination.id());
    }

    /**
     * Gives one up.
     *
     * @throws PlimsollException NOT_FOUND, or WRONG_STATE when it has ended
     */
    public Examination cancel(VersionId version, long id, String by) {
        get(version, id);
        if (!store.cancel(id, now())) {
            throw new PlimsollException(ProblemCode.WRONG_STATE, "Nothing was changed. It has ended already.");
        }
        LOG.infof("event=examination-cancelled examination=%d by=%s", id, by);
        return get(version, id);
    }

    /**
     * What there is to do.
     *
     * @throws PlimsollException CHANGED_MEANWHILE when the files are not those that it was asked for
     */
    ExaminationTask task(Examination.Order order) {
        PolicyBundle bundle = registry.bundle(order.version());
        if (!bundle.digest().equals(order.digest())) {
            throw new PlimsollException(
                    ProblemCode.CHANGED_MEANWHILE,
                    "The draft was changed meanwhile. Ask for an examination of its new files.");
        }
        Examination.Counterpart counterpart = order.counterpart();
        return new ExaminationTask(
                order.subject(),
                bundle,
                counterpart == null ? null : registry.bundle(counterpart.version()),
                order.most(),
                order.seed());
    }

    /** Keeps what was found, and lays it beside a version that waits for its approval. */
    @Transactional
    void finish(ExaminationStore.Claim claim, Examination.Result result) {
        Examination examination = claim.examination();
        if (store.complete(claim, result, now())) {
            LOG.infof(
                    "event=examination-ended examination=%d version=%s subject=%s",
                    examination.id(),
                    examination.order().version(),
                    examination.order().subject());
            attach(examination, result);
        }
    }

    /** Ends one that cannot be done. */
    void fail(ExaminationStore.Claim claim, String why) {
        if (store.fail(claim, why, now())) {
            LOG.warnf(
                    "event=examination-failed examination=%d detail=%s",
                    claim.examination().id(), why);
        }
    }

    /** What was found of a draft becomes evidence when it is handed in, as long as its files are still the same. */
    void submitted(@Observes Registry.Submitted event) {
        for (Examination examination : store.done(event.version().id())) {
            if (examination.order().digest().equals(event.version().digest())) {
                store.result(examination.id()).ifPresent(result -> attach(examination, result));
            }
        }
    }

    private void attach(Examination examination, Examination.Result result) {
        Examination.Order order = examination.order();
        Evidence evidence = Evidence.of(order.subject().name().toLowerCase(Locale.ROOT), result.report(), now());
        boolean known = versions.evidence(order.version()).stream()
                .anyMatch(other ->
                        other.kind().equals(evidence.kind()) && other.digest().equals(evidence.digest()));
        if (!known) {
            registry.attach(order.version(), order.digest(), evidence);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
