package io.plimsoll.replay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.platform.Digest;
import io.plimsoll.policy.Evidence;
import io.plimsoll.policy.Registry;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.replay.dossier.Case;
import io.plimsoll.replay.dossier.Dossier;
import io.plimsoll.replay.dossier.Header;
import io.plimsoll.replay.dossier.ReproductionReport;
import io.plimsoll.replay.dossier.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Ends replays whose parts are done: puts the parts together and writes down what they say. */
@ApplicationScoped
class Endings {
    private static final Logger LOG = Logger.getLogger(Endings.class);

    private final ReplayStore store;
    private final Grounds grounds;
    private final Judges judges;
    private final DecisionStore decisions;
    private final Registry registry;
    private final Clock clock;
    private final Counter differing;

    Endings(
            ReplayStore store,
            Grounds grounds,
            Judges judges,
            DecisionStore decisions,
            Registry registry,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.grounds = grounds;
        this.judges = judges;
        this.decisions = decisions;
        this.registry = registry;
        this.clock = clock;
        this.differing = Counter.builder("plimsoll.replay.differing")
                .description("Recorded decisions that did not come out as they were recorded")
                .register(meters);
    }

    /** Ends a replay of which nothing is left to do. Nothing happens when somebody else was quicker. */
    void end(long id) {
        Replay replay = store.find(id).orElseThrow();
        Parts parts = new Parts(replay);
        store.parts(id, parts::add);
        String dossier = dossier(replay, parts);
        ReplayStore.Ending ending = new ReplayStore.Ending(clock.instant(), null, parts.digest(), dossier);
        if (store.end(id, Replay.State.DONE, ending)) {
            LOG.infof(
                    "event=replay-ended replay=%d mode=%s evaluated=%d changed=%d",
                    id,
                    replay.order().mode(),
                    replay.progress().evaluated(),
                    replay.progress().changed());
            tell(replay, dossier);
        }
    }

    /** Ends a replay that cannot be done. */
    void fail(long id, String why) {
        if (store.end(id, Replay.State.FAILED, new ReplayStore.Ending(clock.instant(), why, null, null))) {
            LOG.errorf("event=replay-failed replay=%d detail=%s", id, why);
        }
    }

    /** All parts together. */
    private final class Parts {
        private final StringBuilder digests = new StringBuilder();
        private final Tally tally;

        Parts(Replay replay) {
            ReplayOrder.Change change = replay.order().change();
            this.tally =
                    change == null ? PartWork.nothing() : grounds.of(change).tally();
        }

        void add(Tally part, Digest digest) {
            tally.merge(part);
            digests.append(digest.hex()).append('\n');
        }

        /** SHA-256 over a line for the digest of each part, in their order. */
        Digest digest() {
            return Digest.of(digests.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void tell(Replay replay, String dossier) {
        ReplayOrder.Change change = replay.order().change();
        if (change == null) {
            differing.increment(replay.progress().changed());
        } else {
            registry.attach(
                    change.candidate().id(),
                    change.candidate().digest(),
                    Evidence.of(Evidence.DOSSIER, dossier, clock.instant()));
        }
    }

    private String dossier(Replay replay, Parts parts) {
        ReplayOrder.Change change = replay.order().change();
        if (change == null) {
            Replay.Progress progress = replay.progress();
            return ReproductionReport.of(
                            data(replay, parts.digest()),
                            new ReproductionReport.Counts(
                                    Math.max(progress.decisions(), progress.done()),
                                    progress.evaluated(),
                                    progress.changed()),
                            parts.tally,
                            Engine.NAME,
                            replay.createdAt())
                    .json();
        }
        Ground ground = grounds.of(change);
        return Dossier.of(
                        header(replay, change, parts.digest()),
                        parts.tally,
                        ground.difference(),
                        ground.inventory(),
                        cases(replay.order(), parts.tally))
                .json();
    }

    private static Header header(Replay replay, ReplayOrder.Change change, Digest data) {
        ReplayOrder order = replay.order();
        ReplayOrder.Named counterpart = change.counterpart();
        return new Header(
                order.mode().name(),
                change.candidate().id().domain(),
                version(change.baseline()),
                version(change.candidate()),
                counterpart == null ? List.of() : List.of(version(counterpart)),
                Engine.NAME,
                data(replay, data),
                replay.createdAt());
    }

    private static Header.DataSet data(Replay replay, Digest digest) {
        DecisionFilter filter = replay.order().data();
        return new Header.DataSet(DataWords.of(filter), digest, filter.from(), filter.to());
    }

    private static Header.Version version(ReplayOrder.Named named) {
        return new Header.Version(named.id().toString(), named.digest());
    }

    /** What a simulation would have decided cannot be told from what was recorded; its verdicts are. */
    private List<Case> cases(ReplayOrder order, Tally tally) {
        if (order.mode() != Mode.COMPARE) {
            return List.of();
        }
        return Dossier.consequential(tally).stream()
                .flatMap(id -> decisions.find(new DecisionId(UUID.fromString(id))).stream())
                .flatMap(decision -> judges.explain(order, decision).stream())
                .toList();
    }
}
