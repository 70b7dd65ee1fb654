package io.plimsoll.app.kogito;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNDecisionResult.DecisionEvaluationStatus;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.kogito.dmn.DmnDecisionModel;
import org.kie.kogito.dmn.rest.KogitoDMNDecisionResult;
import org.kie.kogito.dmn.rest.KogitoDMNResult;

/**
 * One model for the length of one question. Where Kogito would answer 500 this refuses with a problem. The engine's
 * messages stay inside: they quote values and name classes, and Kogito puts them into a header.
 */
final class CheckedModel extends DmnDecisionModel {
    private final Map<String, @Nullable Object> sent;

    /** @param sent the body of the request; Kogito makes the context of it */
    CheckedModel(DMNRuntime runtime, String namespace, String name, Map<String, @Nullable Object> sent) {
        super(runtime, namespace, name);
        this.sent = sent;
    }

    /** @throws PlimsollException CONTRACT_VIOLATED for inputs that the model does not accept, or NO_ANSWER */
    @Override
    public DMNResult evaluateAll(DMNContext inputs) {
        List<Violation> violations = ModelInputs.violations(getDMNModel(), sent, inputs.getAll());
        if (!violations.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED, "Mend the places in errors and ask again.", violations);
        }
        return answered(super.evaluateAll(inputs));
    }

    /** @throws PlimsollException NO_ANSWER */
    @Override
    public DMNResult evaluateDecisionService(DMNContext inputs, String service) {
        return answered(super.evaluateDecisionService(inputs, service));
    }

    private DMNResult answered(DMNResult result) {
        if (result.hasErrors()) {
            throw new PlimsollException(
                    ProblemCode.NO_ANSWER,
                    "Without an answer: " + failed(result)
                            + ". The whole model is evaluated: send the inputs that these decisions need, or tell whoever writes"
                            + " the policy. POST /v1/domains/{domain}/decisions asks only what a request needs, and hands over to"
                            + " a person what it cannot answer.");
        }
        KogitoDMNResult answer =
                new KogitoDMNResult(getDMNModel().getNamespace(), getDMNModel().getName(), result);
        answer.setMessages(List.of());
        answer.setDmnContext(plain(answer.getDmnContext()));
        answer.setDecisionResults(
                result.getDecisionResults().stream().map(CheckedModel::plain).toList());
        return answer;
    }

    private static String failed(DMNResult result) {
        return result.getDecisionResults().stream()
                .filter(decision -> decision.getEvaluationStatus() != DecisionEvaluationStatus.SUCCEEDED)
                .map(DMNDecisionResult::getDecisionName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static DMNDecisionResult plain(DMNDecisionResult result) {
        KogitoDMNDecisionResult plain = KogitoDMNDecisionResult.of(result);
        plain.setMessages(List.of());
        plain.setResult(plain(result.getResult()));
        return plain;
    }

    private static Map<String, @Nullable Object> plain(Map<?, ?> context) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        context.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
        return plain;
    }

    /** Whole numbers as people write them: Kogito's own writer makes 5E+1 of what is 50 elsewhere. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
        if (value instanceof Map<?, ?> context) {
            return plain(context);
        }
        return value instanceof List<?> list
                ? list.stream()
                        .map(item -> plain((@Nullable Object) item))
                        .collect(Collectors.toCollection(ArrayList::new))
                : value;
    }
}
