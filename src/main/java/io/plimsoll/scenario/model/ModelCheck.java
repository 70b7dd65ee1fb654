package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.ModelQuestion;
import java.util.List;

/**
 * A question to a model, and what has to come out.
 *
 * @param line on which it stands in the file, counted from 1
 * @param subject what comes out, as people call it
 * @param question without the model
 * @param path names of fields that lead from the answer to what is expected; empty for the answer itself
 */
public record ModelCheck(int line, String subject, ModelQuestion question, List<String> path, Expected expected) {
    public ModelCheck {
        path = List.copyOf(path);
    }
}
