package io.plimsoll.app;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bundles that are built in, by the names that stand for them on the command line: {@code retail} is the policy of that
 * domain, {@code retail/guardrails} what restricts it. A file or a folder of that name goes first.
 */
final class BuiltInName {
    private static final String GUARDRAILS = "/guardrails";

    private BuiltInName() {}

    /** Empty when the name is that of a file or a folder, or of nothing. */
    static Optional<PolicyBundle> bundle(String named) {
        if (Files.exists(Path.of(named))) {
            return Optional.empty();
        }
        if (named.endsWith(GUARDRAILS)) {
            String domain = named.substring(0, named.length() - GUARDRAILS.length());
            return BuiltInPolicies.DOMAINS.contains(domain) ? BuiltInPolicies.guardrails(domain) : Optional.empty();
        }
        return BuiltInPolicies.DOMAINS.contains(named) ? Optional.of(BuiltInPolicies.bundle(named)) : Optional.empty();
    }

    /** With what a built-in bundle is run where nothing else is named: a policy with its guardrails, these with their policy. */
    static Optional<String> counterpart(String named) {
        if (bundle(named).isEmpty()) {
            return Optional.empty();
        }
        String other = named.endsWith(GUARDRAILS)
                ? named.substring(0, named.length() - GUARDRAILS.length())
                : named + GUARDRAILS;
        return bundle(other).map(any -> other);
    }
}
