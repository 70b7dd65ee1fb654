package io.plimsoll.rollout;

import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.OverrideAnswer;
import io.plimsoll.platform.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a new control against the policies that decide now, so that none is set that could do nothing. */
@ApplicationScoped
class ControlCheck {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final ActivePolicies policies;

    ControlCheck(ActivePolicies policies) {
        this.policies = policies;
    }

    /** @return with pointers into the body of a request; empty when it may be set */
    List<Violation> violations(NewControl control, Instant now) {
        List<Violation> violations = new ArrayList<>(end(control, now));
        ControlScope scope = control.scope();
        DomainName domain = scope.domain();
        Manifest manifest = domain == null ? null : manifest(domain);
        if (domain != null && manifest == null) {
            violations.add(new Violation("/scope/domain", "is no domain here; GET /v1/domains lists them"));
            return violations;
        }
        if (scope.action() != null && !isAnIntent(scope.action(), domain)) {
            violations.add(new Violation(
                    "/scope/action", "is no intent of a policy that decides now, so there is nothing to stop"));
        }
        if (manifest != null && control.kind() == Control.Kind.OVERRIDE) {
            String request = scope.requestType();
            if (request != null && !manifest.requests().containsKey(request)) {
                violations.add(new Violation(
                        "/scope/requestType", "is no request of the domain; GET /v1/domains/" + domain + "/inputs"));
            } else {
                OverrideAnswer.violations(manifest, request, control.answer())
                        .forEach(each -> violations.add(new Violation("/answer" + each.pointer(), each.detail())));
            }
        }
        return violations;
    }

    private @Nullable Manifest manifest(DomainName domain) {
        return policies.all().stream()
                .filter(active -> active.domain().equals(domain))
                .map(active -> active.policy().manifest())
                .findFirst()
                .orElse(null);
    }

    /** Of a policy that decides, or of a canary. */
    private boolean isAnIntent(String action, @Nullable DomainName only) {
        return policies.all().stream()
                .filter(active -> only == null || active.domain().equals(only))
                .flatMap(active -> Stream.concat(
                        Stream.of(active),
                        policies.candidatePolicy(active.domain().value()).stream()))
                .anyMatch(policy -> policy.policy().manifest().intents().containsKey(action));
    }

    private static List<Violation> end(NewControl control, Instant now) {
        Instant until = control.until();
        if (until == null) {
            return control.kind() == Control.Kind.KILL_SWITCH
                    ? List.of()
                    : List.of(new Violation("/until", "is missing; a hold and an override end by themselves"));
        }
        return until.isAfter(now) && !until.isAfter(now.plus(LONGEST))
                ? List.of()
                : List.of(new Violation(
                        "/until", "must lie after " + now + " and at most " + LONGEST.toDays() + " days later"));
    }
}
