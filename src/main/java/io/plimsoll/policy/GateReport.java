package io.plimsoll.policy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Gate} says of a bundle. Equal bundles, checked against equal counterparts by the same engine, give equal
 * {@link #bytes}.
 *
 * @param bundle digest of what was checked
 * @param counterpart digest of the guardrails, or of the policy, that it was checked with; null for none
 * @param findings errors first
 * @param scenarios how the scenarios of the bundle went
 * @param policy ready to evaluate; null when there are errors that keep it from being compiled. Whoever gets the report
 *     MUST close it
 */
public record GateReport(
        Digest bundle,
        @Nullable Digest counterpart,
        List<Finding> findings,
        ScenarioResults scenarios,
        @Nullable CompiledPolicy policy) {
    public GateReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing keeps the bundle from being submitted. */
    public boolean passed() {
        return policy != null && of(Severity.ERROR).isEmpty();
    }

    /** The findings of one severity. */
    public List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** All of it but the policy, for programs and as evidence: no times, no durations, nothing of this machine. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("gate", 1)
                .put("engine", Engine.NAME)
                .put("bundle", bundle.toString())
                .put("counterpart", counterpart == null ? null : counterpart.toString())
                .put("passed", passed())
                .put("findings", findings.stream().map(Finding::tree).toList())
                .put("scenarios", scenarios.tree())
                .build();
    }

    /** {@link #tree} as canonical JSON. */
    public byte[] bytes() {
        return CanonicalJson.bytes(tree());
    }
}
