package io.plimsoll.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleChangesTest {
    private static final String FILE = """
            rule "Bad week"
            when
                $hot : Signal( sentiment <= -0.6, intention not in ("JOKE", "TEST"), $age : ageHours )
                not( Signal( sentiment >= 0.1 && retries == 0, occurredAt > $hot.occurredAt ) )
                accumulate( $s : Signal( ageHours <= 168 ); $n : count( $s ), $low : min( $s.sentiment ); $n >= 2 * 3 )
            then
                insert(new Finds("BAD", $n + 1));
            end

            rule "Shout"
            when
                exists( Signal( channel == "CHAT", read == true ) )
            then
                insert(new Alarm("LOUD", 2, "CHAT"));
            end
            """;

    private static List<String> changes(RuleVariant.Kind kind) {
        return Facts.file(FILE).variants().stream()
                .filter(variant -> variant.kind() == kind)
                .map(variant -> variant.before() + " => " + variant.after())
                .toList();
    }

    @Test
    void numbers_moveByTheirLastDigitAndFlagsTurn() {
        assertThat(changes(RuleVariant.Kind.NUMBER))
                .containsExactly(
                        "sentiment <= -0.6 => sentiment <= -0.5",
                        "sentiment <= -0.6 => sentiment <= -0.7",
                        "sentiment >= 0.1 => sentiment >= 0.2",
                        "sentiment >= 0.1 => sentiment >= 0",
                        "retries == 0 => retries == 1",
                        "retries == 0 => retries == -1",
                        "ageHours <= 168 => ageHours <= 169",
                        "ageHours <= 168 => ageHours <= 167",
                        "$n >= 2 * 3 => $n >= 3 * 3",
                        "$n >= 2 * 3 => $n >= 1 * 3",
                        "$n >= 2 * 3 => $n >= 2 * 4",
                        "$n >= 2 * 3 => $n >= 2 * 2",
                        "read == true => read == false");
    }

    @Test
    void operators_becomeTheirNeighbours() {
        assertThat(changes(RuleVariant.Kind.OPERATOR))
                .contains(
                        "sentiment <= -0.6 => sentiment < -0.6",
                        "intention not in (\"JOKE\", \"TEST\") => intention in (\"JOKE\", \"TEST\")",
                        "sentiment >= 0.1 && retries == 0 => sentiment >= 0.1 || retries == 0",
                        "occurredAt > $hot.occurredAt => occurredAt >= $hot.occurredAt",
                        "min($s.sentiment) => max($s.sentiment)",
                        "channel == \"CHAT\" => channel != \"CHAT\"",
                        "exists( Signal( channel == \"CHAT\", read == true ) )"
                                + " => not( Signal( channel == \"CHAT\", read == true ) )")
                .hasSize(13);
    }

    @Test
    void conditions_areLeftOutButNamesStay() {
        assertThat(changes(RuleVariant.Kind.CONDITION))
                .contains(
                        "sentiment <= -0.6 => ",
                        "intention not in (\"JOKE\", \"TEST\") => intention not in (\"TEST\")",
                        "$n >= 2 * 3 => ",
                        "channel == \"CHAT\" => ")
                .doesNotContain("$age : ageHours => ");
    }

    @Test
    void conclusionsAndRules_areChangedAndLeftOut() {
        assertThat(changes(RuleVariant.Kind.CONCLUSION))
                .containsExactly("$n + 1 => $n + 2", "$n + 1 => $n + 0", "2 => 3", "2 => 1");
        assertThat(changes(RuleVariant.Kind.RULE)).containsExactly("rule \"Bad week\" => ", "rule \"Shout\" => ");
    }

    @Test
    void variant_everyOne_differsInOneRuleAndIsReadAgainOrRefusedForItsTypes() {
        RuleFile file = Facts.file(FILE);
        List<RuleVariant> variants = file.variants();

        assertThat(variants).allSatisfy(variant -> {
            assertThat(variant.text()).isNotEqualTo(file.text());
            String other = variant.rule().equals("Shout") ? "Bad week" : "Shout";
            assertThat(variant.text()).contains(ruleOf(file.text(), other));
        });
        assertThat(variants).extracting(RuleVariant::text).doesNotHaveDuplicates();
        long read = variants.stream()
                .filter(variant -> Facts.reading(variant.text()).fold(readable -> true, refused -> false))
                .count();
        // Without its first condition the second rule's names are not known.
        assertThat(read).isBetween((long) variants.size() - 3, (long) variants.size());
    }

    private static String ruleOf(String text, String name) {
        int from = text.indexOf("rule \"" + name);
        return text.substring(from, text.indexOf("end\n", from));
    }
}
