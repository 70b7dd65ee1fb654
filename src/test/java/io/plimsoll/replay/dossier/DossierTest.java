package io.plimsoll.replay.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Inventory;
import io.plimsoll.evaluation.Money;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Phase;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.evaluation.Route;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.evaluation.diff.BundleDiff;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.platform.Digest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DossierTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    /** What the page is made of; everything else would be somebody's. */
    private static final Pattern OURS = Pattern.compile(
            "</?(!DOCTYPE html|html( lang=\"en\")?|head|meta charset=\"utf-8\"|meta name=\"viewport\" content=\"[-\\w=, ]+\""
                    + "|title|style|body|main|h[1-3]|p( class=\"warning\" role=\"note\")?|ul|li|dl|dt|dd"
                    + "|div( class=\"wide\")?|table( class=\"sign\")?|caption|thead|tbody|tr|td|th|br|pre"
                    + "|th scope=\"(col|row)\"( class=\"number\")?|td class=\"number\")>");

    private static Header header(String words) {
        Header.Version version = new Header.Version(words, DIGEST);
        return new Header(
                "COMPARE",
                new DomainName("test"),
                version,
                version,
                List.of(version),
                words,
                new Header.DataSet(words, DIGEST, Comparisons.NOON, null),
                Instant.parse("2026-03-03T00:00:00Z"));
    }

    private static Difference difference(String before, String after) {
        return BundleDiff.between(manifest(before), manifest(after));
    }

    private static PolicyBundle manifest(String words) {
        String yaml = "title: >-\n  " + words + "\ncurrency: >-\n  " + words + "\n";
        return new PolicyBundle(Map.of("policy.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Inventory inventory(String words) {
        return new Inventory(
                List.of(new Inventory.Table(Phase.DECIDE, words, words, words, List.of(words, "r1"))),
                List.of(new Inventory.Rule(Phase.GOVERN, words, words)));
    }

    /** The same words wherever somebody else may choose them. */
    private static Dossier dossier(String words) {
        Difference difference = difference("before", words);
        Tally tally = new Tally(new Dimensions(List.of("tier"), Map.of("tier", words)), EditIndex.of(difference));
        Reason reason = new Reason("FINE", words);
        Verdict before = Comparisons.permitting("5", "USD");
        Verdict after = new Verdict(
                Outcome.ESCALATE,
                5,
                new Route(words, 1, Duration.ofHours(1)),
                List.of(new Intent(
                        words,
                        Disposition.NEEDS_APPROVAL,
                        new Money(BigDecimal.TEN, words),
                        Map.of(words, words),
                        words,
                        List.of(reason))),
                List.of(reason),
                List.of());
        for (int i = 0; i < 40; i++) {
            tally.add(Comparisons.comparison()
                    .id(words + i)
                    .request(words)
                    .fact("tier", words)
                    .baseline(before)
                    .candidate(after)
                    .compared());
        }
        tally.leftOut(words);
        return Dossier.of(header(words), tally, difference, inventory(words), List.of());
    }

    @Test
    void html_ofWordsThatAreMarkUp_holdsNoTagThatIsNotOurs() {
        String html = dossier("</td><script>alert(1)</script><img src=x onerror=\"a()\"> ' \" & &lt; <!-- ]]> </style>")
                .html();

        assertThat(TAG.matcher(html).results().map(MatchResult::group))
                .allMatch(tag -> OURS.matcher(tag).matches());
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;").contains("&amp;lt;");
    }

    @Test
    void markdown_ofWordsThatAreMarkUp_holdsNoMarkUpOfTheirs() {
        String markdown = dossier("[a](javascript:b) | `c` <img src=x> **d** @team https://e.example #1 \\| _f_")
                .markdown();

        assertThat(markdown.lines().filter(line -> !line.startsWith("    "))).allSatisfy(line -> {
            String rest = line.replaceAll("\\\\.", "").replace("<br>", "");
            assertThat(rest).doesNotContain("<", "[", "`", "@team", "https:/", "_");
            assertThat(rest.replaceFirst("^(- |> )?\\*\\*[^*]*\\*\\*", "")).doesNotContain("**");
        });
        for (String table : markdown.split("\n\n")) {
            if (table.startsWith("|")) {
                assertThat(table.lines().map(DossierTest::columns).distinct())
                        .as(table)
                        .hasSize(1);
            }
        }
    }

    private static long columns(String line) {
        return line.replaceAll("\\\\.", "").chars().filter(c -> c == '|').count();
    }

    @Test
    void read_ofJson_isTheSameDossier() {
        Dossier dossier = dossier("plain");

        Dossier read = Dossier.read(dossier.json());

        assertThat(read.json()).isEqualTo(dossier.json());
        assertThat(read.digest()).isEqualTo(Digest.of(dossier.json().getBytes(StandardCharsets.UTF_8)));
        assertThat(read.html())
                .isEqualTo(dossier.html())
                .contains(dossier.digest().toString());
    }

    @Test
    void of_nothingCompared_saysThatNothingIsKnown() {
        Dossier dossier = Dossier.of(
                header("plain"),
                new Tally(new Dimensions(List.of(), Map.of())),
                difference("same", "same"),
                new Inventory(List.of(), List.of()),
                List.of());

        assertThat(dossier.html()).contains("No decision was compared, so nothing is known about the change.");
    }

    @Test
    void of_editThatCannotChangeWhatAnybodyDoes_listsItAsSuch() {
        Fields edits = new Fields(dossier("plain").tree()).object("edits");

        assertThat(edits.objects("list"))
                .extracting(edit -> edit.text("text"), edit -> edit.text("reach"), edit -> edit.whole("changed"))
                .containsExactlyInAnyOrder(
                        tuple("Manifest, title: before → plain", "NOWHERE", 0L),
                        tuple("Manifest, currency: before → plain", "CURRENCY", 40L));
    }

    @Test
    void coverage_ofRowsThatNeverAnswered_listsThemByTable() {
        Tally tally = new Tally(new Dimensions(List.of(), Map.of()));
        tally.add(Comparisons.comparison()
                .traces(Comparisons.trace(List.of("r2")), Comparisons.trace(List.of("r1")))
                .compared());
        Inventory inventory = new Inventory(
                List.of(new Inventory.Table(
                        Phase.DECIDE, "Refunds", "Refund", "refund_table", List.of("r1", "r2", "r3"))),
                List.of());

        Fields coverage = new Fields(Dossier.of(header("plain"), tally, difference("a", "b"), inventory, List.of())
                        .tree())
                .object("coverage");

        assertThat(coverage.objects("tables").get(0).texts("neverHit")).containsExactly("r2", "r3");
    }
}
