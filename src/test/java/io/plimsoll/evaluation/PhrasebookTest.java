package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Explanations.explained;
import static io.plimsoll.evaluation.Situations.requesting;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Explanation.ToldReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasebookTest {
    private static final String SAID = "Fine, said at length";
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .wording(
                    "GOOD",
                    "{text: " + quoted(SAID) + ", customer: All is well., translations: {de: {text: Gut., customer:"
                            + " Alles ist gut.}, pt-BR: {text: Bom., customer: Tudo bem.}}}")
            .request(
                    "permit",
                    "{intents: [{disposition: \"PERMITTED\", ceiling: \"none\", reasons: [\"GOOD\", \"FINE\"]}]}")
            .compiled();

    @Test
    void reasons_areToldInTheLanguageThatIsAskedFor_elseInEnglish() {
        assertThat(told("de"))
                .containsExactly(
                        new ToldReason("GOOD", "Gut.", "Alles ist gut.", "de"),
                        new ToldReason("FINE", "It is fine.", null, "en"),
                        new ToldReason(
                                "NO_MONEY_GRANTED",
                                "Die Richtlinie gewährt hier kein Geld; ein Preisunterschied wird für sich abgerechnet.",
                                "Bei diesem Schritt selbst wird kein Geld ausgezahlt.",
                                "de"));
        assertThat(told("en").get(0)).isEqualTo(new ToldReason("GOOD", SAID, "All is well.", "en"));
        assertThat(told("pt-BR").get(0).text()).isEqualTo("Bom.");
        assertThat(new Phrasebook(POLICY.manifest(), null).languages()).containsExactly("de", "en", "pt-BR");
    }

    @Test
    void reason_ofTheEngine_keepsItsNamesInEveryLanguage() {
        Reason missing = EngineReason.INSUFFICIENT_CONTEXT.reason("/amount, /items/0/price");

        ToldReason told = new Phrasebook(POLICY.manifest(), null).told(missing, "de");

        assertThat(told.text())
                .isEqualTo("Es fehlen Angaben, die diese Entscheidung braucht: /amount, /items/0/price.");
        assertThat(told.customer()).isNotNull().doesNotContain("/amount");
    }

    @Test
    void reason_thatNobodyStates_isToldAsItWasRecorded() {
        assertThat(new Phrasebook(POLICY.manifest(), null).told(new Reason("GOOD", "Another text."), "de"))
                .isEqualTo(new ToldReason("GOOD", "Another text.", null, "en"));
    }

    @Test
    void verdict_recordsTheEnglishTextForColleagues_andNothingElse() {
        Evaluation evaluation = Evaluator.evaluate(POLICY, requesting("permit", "{}"));

        assertThat(evaluation.verdictJson()).contains(SAID).doesNotContain("All is well", "Gut.");
        assertThat(evaluation.traceJson()).doesNotContain("All is well", "Gut.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{text: A., translations: {german: {text: B.}}} | /reasons/GOOD/translations/german | no language tag",
                "{text: A., translations: {xx: {text: B.}}} | /reasons/GOOD/translations/xx | no language tag",
                "{text: A., translations: {de_AT: {text: B.}}} | /reasons/GOOD/translations/de_AT | no language tag",
                "{text: A., translations: {DE-at: {text: B.}}} | /reasons/GOOD/translations/DE-at | as de-AT",
                "{text: A., translations: {en: {text: B.}}} | /reasons/GOOD/translations/en | are the English ones",
                "{text: A., customer: C., translations: {de: {text: B.}}} | /reasons/GOOD/translations/de/customer | missing",
                "{text: A., translations: {de: {text: B., customer: C.}}} | /reasons/GOOD/customer | is missing; in de",
                "{text: A., translations: {de: {customer: C.}}} | /reasons/GOOD/translations/de/text | is missing",
                "{customer: C.} | /reasons/GOOD/text | is missing",
                "{text: A., internal: C.} | /reasons/GOOD/internal | is not declared",
                "[A.] | /reasons/GOOD | must be a string or an object"
            })
    void wording_thatIsWrong_isRefusedAtItsPlace(String wording, String place, String detail) {
        Compilation compilation = PolicyCompiler.compile(TestPolicy.policy()
                .wording("GOOD", wording)
                .request("permit", TestPolicy.PERMIT)
                .bundle());

        List<Finding> findings = compilation.fold(compiled -> List.of(), Compilation.Rejected::findings);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.at().file()).isEqualTo(PolicyBundle.MANIFEST);
            assertThat(finding.at().within()).isEqualTo(place);
            assertThat(finding.detail()).contains(detail);
        });
    }

    private static List<ToldReason> told(String language) {
        Situation situation = requesting("permit", "{}");
        return explained(POLICY, null, situation, Evaluator.evaluate(POLICY, situation), language)
                .reasons();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
