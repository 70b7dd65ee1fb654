package io.plimsoll.policy;

import java.util.Set;

/**
 * The life of a version. This table is the only door from one state to another; the database holds the same pairs and
 * refuses all others.
 */
public enum Transition {
    /** Its author says that it is ready, and the gate agrees. From here on its files never change. */
    SUBMIT(Set.of(State.DRAFT), State.SUBMITTED, Actor.AUTHOR),
    /** Somebody else has seen the evidence and takes responsibility. */
    APPROVE(Set.of(State.SUBMITTED), State.APPROVED, Actor.SOMEBODY_ELSE),
    /** Somebody has seen it and says no. */
    REJECT(Set.of(State.SUBMITTED, State.APPROVED), State.REJECTED, Actor.ANYBODY),
    /** It is not needed any more. */
    RETIRE(Set.of(State.DRAFT, State.SUBMITTED, State.APPROVED, State.REJECTED), State.RETIRED, Actor.ANYBODY);

    /** Where a version stands. */
    public enum State {
        /** Its author still changes it. */
        DRAFT,
        /** It waits for somebody's approval. */
        SUBMITTED,
        /** It may be rolled out. */
        APPROVED,
        /** It may not. */
        REJECTED,
        /** Nobody wants it any more. */
        RETIRED
    }

    /** Who of those that have the role may do it. */
    enum Actor {
        AUTHOR,
        SOMEBODY_ELSE,
        ANYBODY
    }

    private final Set<State> from;
    private final State to;
    private final Actor actor;

    Transition(Set<State> from, State to, Actor actor) {
        this.from = from;
        this.to = to;
        this.actor = actor;
    }

    public Set<State> from() {
        return from;
    }

    public State to() {
        return to;
    }

    Actor actor() {
        return actor;
    }
}
