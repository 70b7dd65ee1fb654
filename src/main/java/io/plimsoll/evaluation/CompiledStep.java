package io.plimsoll.evaluation;

/** A step that is ready to run. One implementation per {@link Phase}; all are immutable and thread-safe. */
interface CompiledStep {
    Step step();

    /** MUST depend on nothing but the argument, and MUST NOT throw: what goes wrong is a fault of the result. */
    StepResult run(Situation situation);
}
