package io.plimsoll.sandbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tries policies and models that nobody has approved yet. They are compiled and evaluated in a child process that has
 * little memory, no environment and nothing to do with any other bundle, and that is killed when it takes too long: whatever
 * they do, the service goes on. Nothing is stored. Thread-safe; every call blocks.
 */
@ApplicationScoped
public class Sandbox {
    private static final Logger LOG = Logger.getLogger(Sandbox.class);

    private final SandboxSettings settings;
    private final Children children;
    private final MeterRegistry meters;

    Sandbox(SandboxSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        this.children = new Children(settings);
    }

    /**
     * Tries a policy on a case.
     *
     * @param guardrails restrict what the policy says; null for none
     * @throws PlimsollException CONTRACT_VIOLATED or ARGUMENT_CONTRADICTS_FACT, with pointers into the trial, or SANDBOX_BUSY
     */
    public Tried<TrialAnswer> evaluate(PolicyBundle bundle, @Nullable PolicyBundle guardrails, Trial trial) {
        return ask(new Bundles(Bundles.Kind.POLICY, bundle, guardrails), trial.question(), TrialAnswer::of);
    }

    /**
     * Asks a DMN model. The bundle needs no manifest; every {@code .dmn} file in it counts.
     *
     * @throws PlimsollException CONTRACT_VIOLATED when there is no such model, decision or service, or no DMN at all, or
     *     SANDBOX_BUSY
     */
    public Tried<ModelAnswer> evaluateModel(PolicyBundle bundle, ModelQuestion question) {
        return ask(new Bundles(Bundles.Kind.MODELS, bundle, null), question.tree(), ModelAnswer::of);
    }

    private <A> Tried<A> ask(
            Bundles bundles,
            Map<String, @Nullable Object> question,
            Function<Map<String, @Nullable Object>, A> reader) {
        long start = System.nanoTime();
        String outcome = "refused";
        try {
            Tried<A> tried = children.use(bundles, open -> {
                if (!open.compiled()) {
                    return new Tried.Rejected<>(open.findings());
                }
                return open.child().ask(question, settings.limit(), reply -> {
                    Stop stop = Reply.stop(reply);
                    return stop == null
                            ? new Tried.Answered<>(reader.apply(Reply.answerOf(reply)), open.findings())
                            : stopped(stop);
                });
            });
            outcome = tried.fold(answered -> "answered", rejected -> "rejected", stopped -> stopped.stop()
                    .name()
                    .toLowerCase(Locale.ROOT));
            return tried;
        } catch (Child.Ended e) {
            outcome = e.stop().name().toLowerCase(Locale.ROOT);
            return stopped(e.stop());
        } finally {
            record(bundles, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private <A> Tried<A> stopped(Stop stop) {
        return new Tried.Stopped<>(
                stop,
                switch (stop) {
                    case TIME -> "stopped after " + settings.limit().toSeconds() + " s";
                    case MEMORY -> "stopped because it needed more than " + settings.memory() + " MB";
                    case RECURSION -> "stopped because something in it calls itself too often";
                    case ANSWER_TOO_LARGE ->
                        "stopped because its answer is larger, or deeper, than may be sent: " + settings.answer()
                                + " bytes";
                    case CRASHED -> "stopped because the process in which it was tried ended without an answer";
                });
    }

    private void record(Bundles bundles, String outcome, Duration took) {
        Timer.builder("plimsoll.sandbox")
                .description("Questions tried in a child process")
                .tags("kind", bundles.kind().name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .register(meters)
                .record(took);
        LOG.infof(
                "event=tried kind=%s bundle=%s outcome=%s millis=%d",
                bundles.kind(), bundles.bundle().digest(), outcome, took.toMillis());
    }

    /** The children that wait for the next question. */
    List<Long> idleChildren() {
        return children.idlePids();
    }

    @PreDestroy
    void close() {
        children.close();
    }
}
