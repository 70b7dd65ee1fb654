package io.plimsoll.sandbox;

/** Why a child ended before it answered. */
public enum Stop {
    /** It took too long and was killed. */
    TIME,
    /** It needed more memory than it may have. */
    MEMORY,
    /** Something in it calls itself too often. */
    RECURSION,
    /** The answer is larger than it may be. */
    ANSWER_TOO_LARGE,
    /** It ended for another reason. */
    CRASHED
}
