package io.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictYamlTest {
    /** In the first column # stands for the end of a line and ~ for a tab. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1#~b: 2                | line 2, column 1: | a tab stands where a line is indented",
                "a: 1# b: 2                | line 2, column 3: | no field can begin here",
                "a: b: c                   | line 1, column 5: | no field can begin here",
                "a:#  - b# - c             | line 3, column 2: | this line does not line up",
                "a: 1#b: 'x#c: 2           | line 2, column 4: | this is opened and never closed",
                "a: 1#b: [1, 2             | line 2, column 4: | this is opened and never closed",
                "a: %b                     | line 1, column 4: | a text cannot begin with this character",
                "a: [1 2: 3}               | line 1, column 11: | a comma or a closing bracket is missing",
                "a: 1#b                    | line 2, column 2: | a name of a field needs a colon",
                "a: @x                     | line 1, column 4: | a text cannot begin with this character",
                "a: ^\\x^                  | line 1, column 7: | a backslash means something else",
                "a: {b: 1}}                | line 1, column 10: | closes or divides nothing",
                "a: 'x' y                  | line 1, column 8: | quotes around the whole text",
                "a: 1#b: 2#a: 3            | line 3, column 1: | this field is written twice",
                "? [a]#: 1                 | line 1, column 3: | the name of a field must be a plain word",
                "a: 1#---#b: 1             | line 3, column 1: | a second document begins here",
                "a: &x 1                   | line 1, column 4: | anchors and aliases",
                "a: &x {b: 1}              | line 1, column 4: | anchors and aliases",
                "a: &x#  b: 1              | line 1, column 4: | anchors and aliases",
                "&x a: 1                   | line 1, column 1: | anchors and aliases",
                "a: 1#b: *x                | line 2, column 4: | anchors and aliases",
                "a: !!str 1                | line 1, column 4: | tags",
                "a: !x {b: 1}              | line 1, column 4: | tags",
                "a:#  <<: {b: 1}           | line 2, column 3: | merging",
                "a: no                     | line 1, column 4: | write true or false",
                "a: [Yes]                  | line 1, column 5: | write true or false",
                "a: on                     | line 1, column 4: | write true or false",
                "a: y                      | line 1, column 4: | write true or false",
                "a: TRUE                   | line 1, column 4: | write true or false",
                "a: 007                    | line 1, column 4: | programs read this number differently",
                "a: 08                     | line 1, column 4: | programs read this number differently",
                "a: 1_000                  | line 1, column 4: | programs read this number differently",
                "a: 0x1F                   | line 1, column 4: | programs read this number differently",
                "a: 0o17                   | line 1, column 4: | programs read this number differently",
                "a: .5                     | line 1, column 4: | programs read this number differently",
                "a: +5                     | line 1, column 4: | programs read this number differently",
                "a: 9:30                   | line 1, column 4: | programs read this number differently",
                "a: .inf                   | line 1, column 4: | programs read this number differently",
                "a: .nan                   | line 1, column 4: | programs read this number differently",
                "a: 1e99                   | line 1, column 4: | send it rounded",
            })
    void read_brokenOrAmbiguous_isRefusedWithLineColumnAndAdvice(String yaml, String place, String advice) {
        PlimsollException problem =
                refused(yaml.replace('#', '\n').replace('~', '\t').replace('^', '"'));

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        assertThat(problem.violations()).singleElement().satisfies(violation -> assertThat(violation.detail())
                .startsWith(place + " ")
                .contains(advice));
    }

    @Test
    void read_nothing_isRefused() {
        assertThat(refused("").violations()).extracting(Violation::detail).containsExactly("nothing is written here");
        assertThat(refused("# only a comment\n").violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 2026-03-02            | #2026-03-02#",
                "a: 2026-03-02T09:15:00Z  | #2026-03-02T09:15:00Z#",
                "a: 'no'                  | #no#",
                "a: '007'                 | #007#",
                "a: '1:30'                | #1:30#",
                "a: v2.1                  | #v2.1#",
                "a: nobody                | #nobody#",
                "a: ''                    | ##",
                "a: 2.10                  | 2.1",
                "a: -0.72                 | -0.72",
                "a: 1e3                   | 1000",
                "a: ~                     | null",
                "a:                       | null",
                "a: true                  | true"
            })
    void read_plainAndQuoted_areWhatTheyLookLike(String yaml, String json) {
        Object tree = StrictYaml.read(bytes(yaml)).tree();

        assertThat(CanonicalJson.text(tree)).isEqualTo("{\"a\":" + json.replace('#', '"') + "}");
    }

    @Test
    void read_tooLong_isRefused() {
        PlimsollException problem = refused("- aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(100_000));

        assertThat(problem.violations().get(0).detail()).contains("longer than 3 million characters");
    }

    @Test
    void read_deeplyNested_isRefusedWithoutEffort() {
        assertThat(refused("[".repeat(1_000_000)).violations().get(0).detail()).contains("more than 32 deep");
        assertThat(refused("- ".repeat(1_000_000)).violations().get(0).detail()).contains("more than 32 deep");
        assertThat(refused("? ".repeat(1_000_000)).violations()).hasSize(1);
    }

    @Test
    void read_windowsFile_hasTheSamePositions() {
        Document document = StrictYaml.read(bytes("\uFEFFa: 1\r\nb:\r\n  c: \"\uD83D\uDE00\"\r\n  d: 'no'\r\n"));

        assertThat(document.position("/a")).isEqualTo(new Position(1, 1));
        assertThat(document.position("/b/d")).isEqualTo(new Position(4, 3));
    }

    @Test
    void position_fieldItemAndMissing_areNameBeginningAndSurroundings() {
        Document document = StrictYaml.read(bytes("a:\n  - b: {c: 1, \"d/e\": 2}\n    f: |\n      text\n  - 7\n"));

        assertThat(document.position("")).isEqualTo(new Position(1, 1));
        assertThat(document.position("/a")).isEqualTo(new Position(1, 1));
        assertThat(document.position("/a/0")).isEqualTo(new Position(2, 5));
        assertThat(document.position("/a/0/b/c")).isEqualTo(new Position(2, 9));
        assertThat(document.position("/a/0/b/d~1e")).isEqualTo(new Position(2, 15));
        assertThat(document.position("/a/0/f")).isEqualTo(new Position(3, 5));
        assertThat(document.position("/a/0/f/missing/deeper")).isEqualTo(new Position(3, 5));
        assertThat(document.position("/a/1")).isEqualTo(new Position(5, 5));
        assertThat(document.position("/a/2")).isEqualTo(new Position(1, 1));
    }

    @Test
    void placed_violations_areSortedAndNamed() {
        Document document = StrictYaml.read(bytes("a:\n  - b: 1\n  - 7\nc: 2\n"));

        List<Violation> placed = document.placed(List.of(
                new Violation("/c", "is odd"),
                new Violation("/a/1", "is odd"),
                new Violation("/a/0/x~1y", "is missing")));

        assertThat(placed)
                .extracting(Violation::detail)
                .containsExactly(
                        "line 2, column 5: x/y is missing",
                        "line 3, column 5: item 2 of a is odd",
                        "line 4, column 1: c is odd");
        assertThat(placed).extracting(Violation::pointer).containsExactly("/a/0/x~1y", "/a/1", "/c");
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }

    private static PlimsollException refused(String yaml) {
        return catchThrowableOfType(PlimsollException.class, () -> StrictYaml.read(bytes(yaml)));
    }
}
