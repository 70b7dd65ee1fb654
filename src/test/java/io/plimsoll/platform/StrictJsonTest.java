package io.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | empty",
                "{ | syntax",
                "{\"a\": 1, \"a\": 2} | same field twice",
                "{\"a\": NaN} | NaN",
                "[Infinity] | NaN",
                "[1] [2] | follows the end",
                "[1E+999999999] | send it rounded",
                "[1E+31] | send it rounded",
                "[1E-31] | send it rounded",
                "[12345678901234567890123456789012345] | send it rounded",
                "[\"a\\u0000b\"] | NUL",
                "{\"a\\u0000\": 1} | NUL",
                "[\"\\ud800\"] | surrogate",
                "[\"\\udc00\\ud800\"] | surrogate",
                "['a'] | syntax",
                "[1,] | syntax",
                "[01] | syntax"
            })
    void read_ambiguousOrBroken_isRefusedWithAdvice(String json, String advice) {
        PlimsollException problem = refused(json.getBytes(StandardCharsets.UTF_8));

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        assertThat(problem.violations()).singleElement().satisfies(violation -> assertThat(violation.detail())
                .contains(advice));
    }

    @Test
    void read_numberOutOfRange_saysWhere() {
        PlimsollException problem = refused("{\"a\": [1, {\"b/c\": 1e99}]}".getBytes(StandardCharsets.UTF_8));

        assertThat(problem.violations()).extracting(Violation::pointer).containsExactly("/a/1/b~1c");
    }

    @Test
    void read_brokenUtf8_isRefused() {
        assertThat(refused(new byte[] {'"', (byte) 0xC3, '"'})
                        .violations()
                        .get(0)
                        .detail())
                .contains("UTF-8");
        assertThat(refused(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'})
                        .violations()
                        .get(0)
                        .detail())
                .contains("UTF-8");
    }

    @Test
    void read_nestingAtTheLimit_passesAndBeyondIsRefused() {
        String atLimit = "[".repeat(StrictJson.MAX_DEPTH) + "]".repeat(StrictJson.MAX_DEPTH);

        assertThat(StrictJson.read(atLimit.getBytes(StandardCharsets.UTF_8))).isNotNull();
        assertThat(refused(("[" + atLimit + "]").getBytes(StandardCharsets.UTF_8))
                        .violations()
                        .get(0)
                        .detail())
                .contains("nested");
    }

    @ParameterizedTest
    @CsvSource({
        "1.10, 1.1",
        "100, 100",
        "1E2, 100",
        "-0.0, 0",
        "0E+999999999, 0",
        "1E+30, 1000000000000000000000000000000"
    })
    void read_numbers_areExactAndWithoutTrailingZeros(String written, String canonical) {
        Object number = StrictJson.read(written.getBytes(StandardCharsets.UTF_8));

        assertThat(CanonicalJson.text(number)).isEqualTo(canonical);
    }

    @Test
    void read_values_becomeATree() {
        Object tree = StrictJson.read("{\"b\": [true, null, \"ü\"], \"a\": 1.5}".getBytes(StandardCharsets.UTF_8));

        assertThat(CanonicalJson.text(tree)).isEqualTo("{\"a\":1.5,\"b\":[true,null,\"ü\"]}");
        assertThat(Tree.asObject(tree).get("a")).isEqualTo(new BigDecimal("1.5"));
    }

    @Test
    void canonical_mapsInAnyOrder_giveEqualText() {
        assertThat(CanonicalJson.text(Map.of("z", List.of(), "a", "\u0001\"\\\n")))
                .isEqualTo("{\"a\":\"\\u0001\\\"\\\\\\n\",\"z\":[]}");
    }

    private static PlimsollException refused(byte[] json) {
        return catchThrowableOfType(PlimsollException.class, () -> StrictJson.read(json));
    }
}
