package io.plimsoll.replay;

import io.plimsoll.platform.Digest;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionHistory;
import io.plimsoll.record.DecisionHistory.Position;
import io.plimsoll.record.DecisionHistory.Recording;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.replay.dossier.Compared;
import io.plimsoll.replay.dossier.Dimensions;
import io.plimsoll.replay.dossier.Edit;
import io.plimsoll.replay.dossier.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Evaluates the decisions of one part, a few at a time in memory. */
@ApplicationScoped
class PartWork {
    private static final Logger LOG = Logger.getLogger(PartWork.class);

    private static final Dimensions NO_DIMENSIONS = new Dimensions(List.of(), Map.of());

    private final ReplayStore store;
    private final DecisionHistory history;
    private final Judges judges;
    private final Grounds grounds;

    PartWork(ReplayStore store, DecisionHistory history, Judges judges, Grounds grounds) {
        this.store = store;
        this.history = history;
        this.judges = judges;
        this.grounds = grounds;
    }

    /**
     * Works until the part is done.
     *
     * @param goOn hears after every few decisions how far it is; false to give up
     * @return empty when it was given up
     * @throws KeptPolicies.NotReplayable when no part of the replay can be done
     */
    Optional<Part.Result> run(Part part, Predicate<Part.Count> goOn) {
        Replay replay = store.find(part.replay()).orElseThrow();
        Run run = new Run(replay.order());
        DecisionFilter filter = replay.order().data();
        Position after = null;
        List<Recording> read;
        do {
            read = history.read(filter, part.slice(), after, Judges.READ_AT_ONCE);
            for (Recording recording : read) {
                run.add(recording);
                after = Position.of(recording.decision());
            }
            if (!goOn.test(run.count())) {
                return Optional.empty();
            }
        } while (read.size() == Judges.READ_AT_ONCE && !part.slice().last().equals(after));
        return Optional.of(run.result());
    }

    /** A tally that counts only what was left out. */
    static Tally nothing() {
        return new Tally(NO_DIMENSIONS);
    }

    /** What has been found so far. */
    private final class Run {
        private final Mode mode;
        private final Judge judge;
        private final @Nullable Ground ground;
        private final Tally tally;
        private final MessageDigest digest = sha256();
        private final List<Part.Change> changes = new ArrayList<>();
        private long evaluated;
        private long leftOut;

        Run(ReplayOrder order) {
            this.mode = order.mode();
            this.judge = judges.of(order);
            this.ground = order.change() == null ? null : grounds.of(order.change());
            this.tally = ground == null ? nothing() : ground.tally();
        }

        void add(Recording recording) {
            RecordedDecision decision = recording.decision();
            digest.update((decision.id().value() + " " + recording.situation().hex() + " "
                            + recording.evaluation().hex() + "\n")
                    .getBytes(StandardCharsets.US_ASCII));
            judge(recording)
                    .<@Nullable Void>fold(
                            (compared, alarms) -> {
                                add(decision, compared, alarms);
                                return null;
                            },
                            reason -> {
                                leftOut++;
                                tally.leftOut(reason);
                                return null;
                            });
        }

        private Judgement judge(Recording recording) {
            try {
                return judge.judge(recording);
            } catch (KeptPolicies.NotReplayable e) {
                return new Judgement.LeftOut(e.reason());
            }
        }

        private void add(RecordedDecision decision, Compared compared, List<String> alarms) {
            evaluated++;
            List<String> details = alarms;
            if (mode == Mode.REPRODUCE) {
                if (!alarms.isEmpty()) {
                    LOG.errorf(
                            "event=reproduction-differs decision=%s",
                            decision.id().value());
                }
            } else {
                tally.add(compared);
                details = ground == null
                        ? List.of()
                        : ground.edits().deciding(compared).stream()
                                .map(Edit::text)
                                .toList();
            }
            if (mode == Mode.REPRODUCE ? !alarms.isEmpty() : compared.changed()) {
                changes.add(new Part.Change(
                        decision.id(),
                        decision.decidedAt(),
                        compared.baseline().verdict().outcome(),
                        compared.candidate().verdict().outcome(),
                        compared.baseline().verdictJson(),
                        compared.candidate().verdictJson(),
                        details));
            }
        }

        Part.Count count() {
            return new Part.Count(evaluated, leftOut, changes.size());
        }

        Part.Result result() {
            return new Part.Result(count(), Digest.ofBytes(digest.digest()), tally, changes);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
