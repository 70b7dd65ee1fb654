package io.plimsoll.replay;

import io.plimsoll.record.DecisionHistory.Recording;

/** Evaluates recorded decisions again. It has no way to act. One thread at a time. */
interface Judge {
    /** @param recording the next one, in the order in which they were decided */
    Judgement judge(Recording recording);
}
