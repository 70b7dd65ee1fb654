package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.TestGuardrails.guardrails;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.policy.BuiltInPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairingTest {
    private static final String NONE = "{}";
    private static final CompiledPolicy FORGETFUL = TestPolicy.policy()
            .input("size: {name: Size, type: string, values: [S, M, L]}")
            .request("refund", TestPolicy.PERMIT)
            .compiled();
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .manifest("history: {within: P30D, signals: 10}\nfeatures: {Hot: {type: boolean}}\n"
                    + "clocks: {Care: {zone: UTC}}")
            .request("refund", TestPolicy.PERMIT)
            .compiled();

    @Test
    void builtInGuardrails_fitTheirPolicies() {
        for (String domain : BuiltInPolicies.DOMAINS) {
            BuiltInPolicies.guardrails(domain).ifPresent(guard -> assertThat(
                            Pairing.findings(compiled(BuiltInPolicies.bundle(domain)), compiled(guard)))
                    .isEmpty());
        }
    }

    @Test
    void inputOfAFeatureAndAClock_thatOnlyOnePolicyHas_isFoundForTheOther() {
        CompiledPolicy guardrails = guardrails()
                .reading("Hot", "boolean")
                .reading("Care Clock", "Any")
                .verdict("v", "if Hot and Care Clock != null then {} else {}")
                .compiled();

        assertThat(Pairing.findings(POLICY, guardrails)).isEmpty();
        assertThat(Pairing.findings(FORGETFUL, guardrails))
                .extracting(Finding::place, Finding::detail)
                .allSatisfy(each -> assertThat(each.toList().get(0)).isEqualTo("policy.yaml, step Guards / v"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount: {name: Amount, type: number}                          | ",
                "amount: {name: Sum, type: number, min: -1000, max: 2000}      | ",
                "amount: {name: Amount, type: number, min: 0}                  | /inputs/amount",
                "amount: {name: Amount, type: number, max: 999}                | /inputs/amount",
                "amount: {name: Amount, type: integer}                         | /inputs/amount",
                "amount: {name: Amount, type: string}                          | /inputs/amount",
                "amounts: {name: Amount, type: number}                         | /inputs/amounts",
                "size: {name: Size, type: string, values: [L, M, S, XL]}       | ",
                "size: {name: Size, type: string}                              | ",
                "size: {name: Size, type: string, values: [S, M]}              | /inputs/size",
                "kind: {name: Kind, type: string, values: [A, B]}              | /inputs/kind"
            })
    void fact_thatThePolicyDeclaresOtherwise_isFound(String input, String place) {
        CompiledPolicy guardrails =
                guardrails().inputs(input).verdict("v", NONE).compiled();

        assertThat(Pairing.findings(FORGETFUL, guardrails))
                .extracting(Finding::place)
                .isEqualTo(place == null ? List.of() : List.of("policy.yaml " + place));
    }

    @Test
    void fact_calledLikeAFeature_isFound() {
        CompiledPolicy guardrails = guardrails()
                .inputs("amount: {name: Hot, type: number}")
                .verdict("v", NONE)
                .compiled();

        assertThat(Pairing.findings(POLICY, guardrails))
                .extracting(Finding::place)
                .containsExactly("policy.yaml /inputs/amount/name");
    }

    @Test
    void rule_thatReadsWhatThePolicyDoesNotRemember_isFound() {
        CompiledPolicy guardrails = guardrails()
                .rules("rule \"A\" when Proposal() not( Grant() ) Sign( sign == \"Hot\" ) then"
                        + " insert(new Restrict(\"refnud\", \"REFUSED\", \"\", \"NOT_NOW\")); end")
                .compiled();

        assertThat(Pairing.findings(POLICY, guardrails))
                .extracting(Finding::detail)
                .containsExactly("the policy has no intent refnud");
        assertThat(Pairing.findings(FORGETFUL, guardrails)).hasSize(3).anySatisfy(finding -> assertThat(
                        finding.detail())
                .contains("reads Grant, of which the policy has none"));
    }

    @Test
    void policyOfAnotherDomain_isFound() {
        CompiledPolicy other = TestPolicy.policy()
                .named("other")
                .request("refund", TestPolicy.PERMIT)
                .compiled();
        CompiledPolicy guardrails = guardrails().verdict("v", NONE).compiled();

        assertThat(Pairing.findings(other, guardrails))
                .extracting(Finding::place)
                .containsExactly("policy.yaml /domain");
        assertThat(Pairing.findings(guardrails, guardrails))
                .extracting(Finding::place)
                .containsExactly("policy.yaml /kind");
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
