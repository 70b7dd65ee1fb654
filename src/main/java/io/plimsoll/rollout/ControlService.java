package io.plimsoll.rollout;

import io.plimsoll.evaluation.Control;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import io.plimsoll.rollout.RecordedControl.State;
import io.plimsoll.rollout.RecordedControl.What;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What people do with kill switches, holds and overrides. It acts on this replica after {@link #takeOver}. */
@ApplicationScoped
public class ControlService {
    private static final Logger LOG = Logger.getLogger(ControlService.class);

    private final ControlStore store;
    private final ControlCheck check;
    private final ControlWatch watch;
    private final Clock clock;

    ControlService(ControlStore store, ControlCheck check, ControlWatch watch, Clock clock) {
        this.store = store;
        this.check = check;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Sets a control.
     *
     * @param by the name of the caller
     * @throws PlimsollException CONTRACT_VIOLATED
     */
    @Transactional
    public RecordedControl set(NewControl control, String by) {
        Instant now = now();
        List<Violation> violations = check.violations(control, now);
        if (!violations.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED,
                    "Nothing was set. Mend the places in errors and send it again.",
                    violations);
        }
        RecordedControl set = store.add(control, new ControlStore.Deed(by, now, control.reason()));
        log(set, What.SET, by);
        return set;
    }

    /**
     * Lifts a control for good. Done twice it is the same as once.
     *
     * @throws PlimsollException NOT_FOUND, or WRONG_STATE when it has ended by itself
     */
    @Transactional
    public RecordedControl lift(String id, String by, String reason) {
        RecordedControl control = find(id);
        Instant now = now();
        switch (control.state(now)) {
            case LIFTED -> {
                return control;
            }
            case EXPIRED -> throw conflict("It has ended by itself at " + control.until() + ".");
            case PENDING, ACTIVE -> {
                return done(control, What.LIFTED, new ControlStore.Deed(by, now, reason));
            }
        }
        throw new IllegalStateException("a state that is not known");
    }

    /**
     * Lets an override that loosens act. Done twice it is the same as once.
     *
     * @throws PlimsollException NOT_FOUND, SECOND_PERSON_NEEDED to whoever set it, or WRONG_STATE when it does not wait
     */
    @Transactional
    public RecordedControl confirm(String id, String by) {
        RecordedControl control = find(id);
        Instant now = now();
        if (control.set().by().equals(by)) {
            throw new PlimsollException(
                    ProblemCode.SECOND_PERSON_NEEDED, "You set it yourself; a second person has to confirm it.");
        }
        State state = control.state(now);
        if (state == State.PENDING) {
            return done(control, What.CONFIRMED, new ControlStore.Deed(by, now, null));
        }
        if (state == State.ACTIVE && control.confirmed() != null) {
            return control;
        }
        throw conflict("It does not wait for a confirmation; its state is " + state + ".");
    }

    /** Lets what was committed act on this replica; the others find it by themselves. */
    public void takeOver() {
        watch.poll();
    }

    private RecordedControl done(RecordedControl control, What what, ControlStore.Deed deed) {
        if (store.change(control.id(), what, deed)) {
            log(control, what, deed.by());
        }
        return existing(control.id());
    }

    private static void log(RecordedControl control, What what, String by) {
        LOG.infof("event=control-changed what=%s control=%s kind=%s by=%s", what, control.id(), control.kind(), by);
    }

    /** @throws PlimsollException NOT_FOUND */
    public RecordedControl find(String id) {
        return existing(ControlId.parse(id).orElseThrow(ControlService::unknown));
    }

    /** Lists the latest first. */
    public Page<RecordedControl> list(
            @Nullable State state,
            Control.@Nullable Kind kind,
            @Nullable String domain,
            int limit,
            @Nullable Cursor cursor) {
        return store.list(new ControlFilter(state, kind, domain, now()), limit, cursor);
    }

    /** By which states are told; the database keeps microseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private RecordedControl existing(ControlId id) {
        return store.find(id).orElseThrow(ControlService::unknown);
    }

    private static PlimsollException conflict(String detail) {
        return new PlimsollException(ProblemCode.WRONG_STATE, "Nothing was changed. " + detail);
    }

    private static PlimsollException unknown() {
        return new PlimsollException(
                ProblemCode.NOT_FOUND, "There is no control with this id. List them with GET /v1/controls.");
    }
}
