package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.ModelEvaluation;
import io.plimsoll.evaluation.ModelQuestion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DMN models that belong to no policy. */
record ModelBench(ModelEvaluation models) implements Bench {
    @Override
    public List<Finding> findings() {
        return models.findings();
    }

    @Override
    public Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question) {
        return models.evaluate(ModelQuestion.of(question)).tree();
    }
}
