package io.plimsoll.evaluation.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a|aa)+$",
                "(a*)*",
                "(a+)+b",
                "(.*a){20}",
                "a*a*a*a*b",
                "a?a?a?a?a?a?a?a?aaaaaaaa",
                "a?b?a?b?a?b?a?b?a?b?a?b?c",
                "(a)\\1",
                "(?=a)b",
                "(?<!a)b",
                "[a-z-[aeiou]]",
                "\\p{L}+",
                ".*.*.*x",
                "a{1,1000}",
                "a{1000}",
                "[a",
                "(a",
                "a**",
                "*a",
                "\\"
            })
    void pattern_thatCanRunAway_isRefused(String pattern) {
        assertThat(PatternCheck.refusal(pattern)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refund",
                "^[A-Z]{2}-[0-9]+$",
                "^[^@ ]+@[^@ ]+$",
                "[^0-9]",
                ",",
                "\\s+",
                "^\\d{4}-\\d{2}-\\d{2}$",
                "^(yes|no)$",
                "colou?r",
                "^a.*b$",
                "\\.",
                "(refund|money back)"
            })
    void pattern_thatIsOrdinary_isLeftAlone(String pattern) {
        assertThat(PatternCheck.refusal(pattern)).isNull();
    }

    /** Whatever is let pass is tried on texts on which bad patterns never end. */
    @Property(tries = 2_000)
    void pattern_thatIsLeftAlone_matchesQuickly(
            @ForAll
                    @StringLength(max = 14)
                    @CharRange(from = 'a', to = 'b')
                    @Chars({'(', ')', '[', ']', '|', '*', '+', '?', '.', '^', '$', '{', '}', '2', ',', '\\', 'w', '-'})
                    String pattern) {
        if (PatternCheck.refusal(pattern) != null) {
            return;
        }
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (java.util.regex.PatternSyntaxException e) {
            return;
        }
        for (String text : List.of("a".repeat(1_000) + "!", "ab".repeat(500) + "!", "aab".repeat(333) + "!")) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> compiled.matcher(text).find());
        }
    }
}
