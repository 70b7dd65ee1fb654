package io.plimsoll.app.kogito;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.rollout.ActivePolicies;
import io.plimsoll.rollout.ActivePolicy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.kie.kogito.decision.DecisionModel;
import org.kie.kogito.decision.DecisionModels;

/** The decision models of all policies and guardrails that are active at the moment of the question. */
@Singleton
class ActiveModels implements DecisionModels {
    private final ActivePolicies policies;
    private final Question question;

    ActiveModels(ActivePolicies policies, Question question) {
        this.policies = policies;
        this.question = question;
    }

    /** @throws PlimsollException GONE when no active policy has such a model any more */
    @Override
    public DecisionModel getDecisionModel(String namespace, String name) {
        return policies.all().stream()
                .flatMap(ActiveModels::bundles)
                .flatMap(bundle -> bundle.runtimeOf(namespace, name).stream())
                .findFirst()
                .map(runtime -> new CheckedModel(runtime, namespace, name, question.body()))
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.GONE,
                        "No active policy has the model " + name
                                + " any more. GET /v1/domains lists the policies; POST /v1/domains/{domain}/decisions asks"
                                + " whatever they are made of."));
    }

    private static Stream<CompiledPolicy> bundles(ActivePolicy active) {
        return Stream.concat(Stream.of(active.policy()), Optional.ofNullable(active.restricting()).stream());
    }
}
