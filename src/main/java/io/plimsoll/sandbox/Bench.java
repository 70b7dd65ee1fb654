package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bundle on which questions are tried; lives in the child only. */
interface Bench {
    /** What the compiler says of the bundle. */
    List<Finding> findings();

    /**
     * Answers.
     *
     * @throws io.plimsoll.platform.PlimsollException when the question is not understood
     */
    Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question);
}
