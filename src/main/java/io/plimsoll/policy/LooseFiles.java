package io.plimsoll.policy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictYaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of bundles that may still be wrong in every respect. */
public final class LooseFiles {
    private LooseFiles() {}

    /** Whose bundle it is, as far as its manifest tells. */
    public static Optional<DomainName> domain(PolicyBundle bundle) {
        return field(bundle, "domain").filter(DomainName::isValid).map(DomainName::new);
    }

    /** What it is, as far as its manifest tells; a policy when it does not. */
    public static Manifest.Kind kind(PolicyBundle bundle) {
        return field(bundle, "kind").filter("GUARDRAILS"::equalsIgnoreCase).isPresent()
                ? Manifest.Kind.GUARDRAILS
                : Manifest.Kind.POLICY;
    }

    private static Optional<String> field(PolicyBundle bundle, String name) {
        if (!bundle.paths().contains(PolicyBundle.MANIFEST)) {
            return Optional.empty();
        }
        try {
            Object manifest =
                    StrictYaml.read(bundle.file(PolicyBundle.MANIFEST)).tree();
            return manifest instanceof Map<?, ?> map && map.get(name) instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (PlimsollException e) {
            // The gate tells what is wrong with it.
            return Optional.empty();
        }
    }

    /**
     * A bundle with some of its files changed.
     *
     * @param changed content by path
     * @param removed paths that shall be gone
     */
    public static PolicyBundle with(PolicyBundle base, Map<String, byte[]> changed, Set<String> removed) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        base.paths().forEach(path -> files.put(path, base.file(path)));
        files.putAll(changed);
        files.keySet().removeAll(removed);
        return new PolicyBundle(files);
    }
}
