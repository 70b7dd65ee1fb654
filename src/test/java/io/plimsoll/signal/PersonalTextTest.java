package io.plimsoll.signal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to Jo.Doe+x@mail.example.com.|write to [email].",
                "card 4111 1111 1111 1111!|card [card]!",
                "card 4111-1111-1111-1111|card [card]",
                "card 4111111111111111|card [card]",
                "card 4111 1111 1111 1111 12/27|card [card] 12/27",
                "4111 1111 1111 1111 123|[card] 123",
                "order 5 4111 1111 1111 1111|order 5 [card]",
                "card 4111.1111.1111.1111|card [card]",
                "card 4111  1111  1111  1111|card [card]",
                "DE89-3704-0044-0532-0130-00|[iban]",
                "jörg@müller.de|[email]",
                "card 4111 1111 1111 1112|card 4111 1111 1111 1112",
                "IBAN DE89 3704 0044 0532 0130 00 please|IBAN [iban] please",
                "DE89370400440532013000|[iban]",
                "DE89370400440532013001|DE89370400440532013001",
                "call (415) 555-2671 now|call [phone] now",
                "call +44 20 7946 0958|call [phone]",
                "order #W2378156, zip 19031, $354.49|order #W2378156, zip 19031, $354.49",
                "item 12345 of 2026-03-02|item 12345 of 2026-03-02",
                "nothing here|nothing here"
            })
    void mask_findsWhatFollowsAPattern_andLeavesTheRest(String text, String masked) {
        assertThat(PersonalText.mask(text)).isEqualTo(masked);
    }

    @Test
    void mask_emptyText_staysEmpty() {
        assertThat(PersonalText.mask("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "a", "@", "a@", "a.", "DE89 "})
    void mask_longRepetitions_end(String part) {
        assertThat(PersonalText.mask(part.repeat(20_000 / part.length()))).isNotEmpty();
    }

    @Property(tries = 200)
    void mask_maskedText_staysAsItIs(@ForAll @StringLength(max = 200) String text) {
        String once = PersonalText.mask("mail a@b.example " + text);

        assertThat(once).doesNotContain("a@b.example");
    }
}
