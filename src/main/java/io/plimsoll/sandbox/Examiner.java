package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Tree;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.mutation.Fate;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how well its scenarios test a bundle, in a child process: whatever the bundle or one of its mutants does, the
 * service goes on. A mutant that does not come to an end is stopped, and the next child goes on behind it. Thread-safe;
 * every call blocks for as long as it takes.
 */
@ApplicationScoped
public class Examiner {
    private static final Logger LOG = Logger.getLogger(Examiner.class);

    private final ExaminationSettings settings;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "examination-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    Examiner(ExaminationSettings settings) {
        this.settings = settings;
    }

    /** Who waits for it. */
    @FunctionalInterface
    public interface Watch {
        /**
         * Hears about once a second how far it is.
         *
         * @return false to give it up
         */
        boolean goesOn(Stand stand);
    }

    /**
     * How far it is.
     *
     * @param of how much there is to do in the phase; 0 when that is not known yet
     * @param notes with which it goes on here if it ends before it is done; empty for nothing
     */
    public record Stand(Progress.Phase phase, int done, int of, String notes) {}

    /**
     * What was found.
     *
     * @param report canonical JSON, byte for byte as the command line writes it
     * @param proposals a file of scenarios whose expectations are open; empty when there are none
     */
    public record Found(byte[] report, String proposals) {}

    /**
     * Examines a bundle.
     *
     * @param notes of an examination of the same bundle that ended in between; empty for none
     * @throws PlimsollException DOES_NOT_COMPILE, WRONG_STATE without scenarios, another code where a scenario cannot be read,
     *     or SANDBOX_STOPPED; its text says why
     * @throws Progress.Cancelled when the watch gave it up
     */
    public Found examine(ExaminationTask task, String notes, Watch watch) {
        Session session = new Session(task, Notebook.of(notes), watch);
        for (int stopped = 0; ; stopped++) {
            try {
                return session.run();
            } catch (Child.Ended e) {
                LOG.warnf(
                        "event=examination-stopped bundle=%s reason=%s",
                        task.bundle().digest(), e.stop());
                if (stopped >= settings.stops() || !session.passOver()) {
                    throw stopped(e.stop());
                }
            }
        }
    }

    private PlimsollException stopped(Stop stop) {
        return new PlimsollException(
                ProblemCode.SANDBOX_STOPPED,
                switch (stop) {
                    case TIME ->
                        "It was stopped. One step took more than "
                                + settings.limit().toSeconds()
                                + " s, or all together more than "
                                + settings.longest().toMinutes()
                                + " min. Look for what computes for so long.";
                    case MEMORY ->
                        "It was stopped because it needed more than " + settings.memory()
                                + " MB. Look for lists and texts that grow.";
                    case RECURSION -> "It was stopped because something in it calls itself too often.";
                    case ANSWER_TOO_LARGE ->
                        "The report is larger than may be kept: " + settings.answer()
                                + " bytes. Ask for fewer mutants.";
                    case CRASHED -> "The process in which it was examined ended without an answer. Ask for it again.";
                });
    }

    /** One examination, in as many children as it takes. */
    private final class Session {
        private final ExaminationTask task;
        private final Notebook notebook;
        private final Watch watch;
        private final long began = System.nanoTime();
        private Progress.Phase phase = Progress.Phase.SCENARIOS;
        private int done;
        private int all;
        private @Nullable Integer worksOn;

        Session(ExaminationTask task, Notebook notebook, Watch watch) {
            this.task = task;
            this.notebook = notebook;
            this.watch = watch;
        }

        Found run() throws Child.Ended {
            worksOn = null;
            Bundles bundles = new Bundles(Bundles.Kind.EXAMINATION, task.bundle(), task.counterpart());
            Child child =
                    Child.start(new Child.Size(settings.memory(), settings.classes(), settings.answer()), watchdog);
            try (Sitting sitting = new Sitting(child, bundles, task.question(notebook.text()), this::isWanted)) {
                requireCompiled(sitting.next(settings.limit()));
                while (true) {
                    Optional<Found> found = heard(sitting.next(settings.limit()));
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            } catch (Progress.Cancelled e) {
                if (isLate()) {
                    worksOn = null;
                    throw new Child.Ended(Stop.TIME);
                }
                throw e;
            }
        }

        private boolean isLate() {
            return System.nanoTime() - began > settings.longest().toNanos();
        }

        private boolean isWanted() {
            return !isLate() && watch.goesOn(new Stand(phase, done, all, notebook.text()));
        }

        /** Leaves out what did not come to an end; false when it is not known what that was. */
        boolean passOver() {
            Integer mutant = worksOn;
            if (mutant == null) {
                return false;
            }
            Optional<Fate> fate = notebook.fate(mutant);
            notebook.note(mutant, fate.isEmpty() ? Fate.STOPPED : Fate.UNSOUGHT);
            return fate.isEmpty() || fate.get() == Fate.SURVIVED;
        }

        private Optional<Found> heard(Map<String, @Nullable Object> reply) throws Child.Ended {
            try {
                Stop stop = Reply.stop(reply);
                if (stop != null) {
                    worksOn = null;
                    throw new Child.Ended(stop);
                }
                Map<String, @Nullable Object> told = Reply.toldOf(reply);
                if (told == null) {
                    return Optional.of(found(Reply.answerOf(reply)));
                }
                note(told);
                return Optional.empty();
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | NullPointerException
                    | ClassCastException
                    | ArithmeticException
                    | IndexOutOfBoundsException e) {
                // What a child sends may be anything.
                throw new Child.Ended(Stop.CRASHED);
            }
        }

        private void note(Map<String, @Nullable Object> told) {
            if (told.containsKey("mutants")) {
                notebook.open(new Digest(text(told, "mutants")), Math.min(number(told, "count"), task.most()));
            } else if (told.containsKey("begins")) {
                worksOn = number(told, "begins");
                notebook.fate(worksOn);
            } else if (told.containsKey("ended")) {
                worksOn = null;
                notebook.note(number(told, "ended"), Fate.valueOf(text(told, "fate")));
            } else {
                phase = Progress.Phase.valueOf(text(told, "phase"));
                done = number(told, "done");
                all = number(told, "of");
            }
        }

        private Found found(Map<String, @Nullable Object> answer) {
            Map<String, @Nullable Object> report = Tree.asObject(answer.get("report"));
            if (!task.bundle().digest().toString().equals(report.get("bundle"))) {
                throw new IllegalStateException("a report of something else");
            }
            List<@Nullable Object> pieces = Tree.asList(answer.get("proposals"));
            return new Found(
                    CanonicalJson.bytes(report),
                    pieces.stream().map(String.class::cast).collect(Collectors.joining()));
        }
    }

    private static void requireCompiled(Map<String, @Nullable Object> reply) {
        if (!Reply.isCompiled(reply)) {
            throw new PlimsollException(
                    ProblemCode.DOES_NOT_COMPILE,
                    "It cannot be evaluated: "
                            + Reply.findings(reply).stream()
                                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                                    .map(Finding::words)
                                    .findFirst()
                                    .orElse("its findings say why")
                            + ". GET …/findings tells everything.");
        }
    }

    private static String text(Map<String, @Nullable Object> tree, String name) {
        return (String) Objects.requireNonNull(tree.get(name));
    }

    private static int number(Map<String, @Nullable Object> tree, String name) {
        int number = ((BigDecimal) Objects.requireNonNull(tree.get(name))).intValueExact();
        if (number < 0) {
            throw new IllegalStateException("less than nothing");
        }
        return number;
    }

    @PreDestroy
    void close() {
        watchdog.shutdownNow();
    }
}
