package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VariantsTest {
    private static final String RULES = """
            rule "Large"
            when
                Proposal( what == "refund", severity <= 3 )
            then
                insert(new Restrict("refund", "REFUSED", "", "LATE"));
            end
            """;
    private static final PolicyBundle BUNDLE = TestPolicy.policy()
            .table("refund", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT)
            .table("coupon", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT)
            .manifest("history: {within: P1D, signals: 10}")
            .reason("LATE")
            .rules("govern", RULES)
            .bundle();
    private static final Situation REFUND = new Chronicle(compiled(BUNDLE).manifest())
            .situation(
                    "test",
                    Situations.NOON,
                    Situations.requesting("refund", "{\"amount\": 200}").submission());

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compileCold(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    private static Disposition answer(CompiledPolicy policy) {
        return Evaluator.evaluate(policy, REFUND).verdict().intents().get(0).disposition();
    }

    private static CompiledPolicy variant(CompiledPolicy original, String path, String content) {
        return new Variants(original, BUNDLE)
                .with(path, content.getBytes(StandardCharsets.UTF_8))
                .fold(Compilation.Compiled::policy, rejected -> {
                    throw new AssertionError(rejected.findings());
                });
    }

    private static String model() {
        return new String(BUNDLE.file("dmn/test.dmn"), StandardCharsets.UTF_8);
    }

    @Test
    void model_thatIsChanged_decidesAndTheOriginalStaysAsItIs() {
        CompiledPolicy original = compiled(BUNDLE);

        CompiledPolicy variant = variant(original, "dmn/test.dmn", model().replace("&lt;= 200", "&lt; 200"));

        assertThat(Evaluator.evaluate(variant, REFUND).isHandedOver()).isTrue();
        assertThat(answer(original)).isEqualTo(Disposition.REFUSED);
        assertThat(variant.digest()).isNotEqualTo(original.digest());
        assertThat(variant.models()).hasSize(1);
        variant.close();
        assertThat(answer(original)).as("rules are shared").isEqualTo(Disposition.REFUSED);
    }

    @Test
    void rules_thatAreChanged_governAndTheOriginalStaysAsItIs() {
        CompiledPolicy original = compiled(BUNDLE);

        CompiledPolicy changed = variant(original, "rules/govern0.drl", RULES.replace("severity <= 3", "severity > 3"));
        CompiledPolicy none = variant(original, "rules/govern0.drl", "");

        assertThat(answer(changed)).isEqualTo(Disposition.PERMITTED);
        assertThat(answer(none)).isEqualTo(Disposition.PERMITTED);
        assertThat(none.ruleNames()).isEmpty();
        changed.close();
        none.close();
        assertThat(answer(original)).isEqualTo(Disposition.REFUSED);
    }

    @Test
    void variant_thatDoesNotCompile_isRejected() {
        Variants variants = new Variants(compiled(BUNDLE), BUNDLE);

        assertThat(variants.with("rules/govern0.drl", "rule".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Compilation.Rejected.class);
        assertThat(variants.with(
                        "dmn/test.dmn",
                        model().replace("&lt;= 200", "&lt;= Nobody").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Compilation.Rejected.class);
    }

    @Test
    void modelsThatImportEachOther_areCompiledTogether() {
        String importing = """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="test" name="Test"
                             xmlns:limits="https://plimsoll.io/limits" namespace="https://plimsoll.io/test">
                  <import namespace="https://plimsoll.io/limits" name="limits"
                          importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
                  <decision id="refund" name="refund"><variable id="refund_v" name="refund"/>
                    <informationRequirement id="r1"><requiredDecision href="https://plimsoll.io/limits#most"/></informationRequirement>
                    <literalExpression id="refund_e"><text>{intents: [{disposition:
                      if limits.Most > 5 then "PERMITTED" else "REFUSED", ceiling: "none", reasons: ["FINE"]}]}</text></literalExpression>
                  </decision>
                </definitions>
                """;
        String limits = """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="limits" name="Limits"
                             namespace="https://plimsoll.io/limits">
                  <decision id="most" name="Most"><variable id="most_v" name="Most" typeRef="number"/>
                    <literalExpression id="most_e"><text>6</text></literalExpression></decision>
                </definitions>
                """;
        TestPolicy policy = TestPolicy.policy().request("refund", TestPolicy.PERMIT);
        PolicyBundle bundle = policy.file("dmn/test.dmn", importing)
                .file("dmn/limits.dmn", limits)
                .file(
                        PolicyBundle.MANIFEST,
                        policy.manifest().replace("dmn: [dmn/test.dmn]", "dmn: [dmn/test.dmn, dmn/limits.dmn]"))
                .bundle();
        CompiledPolicy original = compiled(bundle);

        CompiledPolicy variant = new Variants(original, bundle)
                .with("dmn/limits.dmn", limits.replace(">6<", ">5<").getBytes(StandardCharsets.UTF_8))
                .fold(Compilation.Compiled::policy, rejected -> {
                    throw new AssertionError(rejected.findings());
                });

        Situation refund = Situations.requesting("refund", "{}");
        assertThat(Evaluator.evaluate(original, refund)
                        .verdict()
                        .intents()
                        .get(0)
                        .disposition())
                .isEqualTo(Disposition.PERMITTED);
        assertThat(Evaluator.evaluate(variant, refund)
                        .verdict()
                        .intents()
                        .get(0)
                        .disposition())
                .isEqualTo(Disposition.REFUSED);
    }
}
