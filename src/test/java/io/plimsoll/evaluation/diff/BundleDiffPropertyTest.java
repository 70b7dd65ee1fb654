package io.plimsoll.evaluation.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.policy.BuiltInPolicies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Nothing that differs is missing, whatever somebody or something did to a file. */
class BundleDiffPropertyTest {
    private static final Map<String, byte[]> MODELS = models();
    private static final Pattern CELL =
            Pattern.compile("(?s)<(?:in|out)putEntry id=\"([^\"]+)\">\\s*<text>([^<]*)</text>");

    private static Map<String, byte[]> models() {
        Map<String, byte[]> models = new LinkedHashMap<>();
        List.of(
                        BuiltInPolicies.bundle("retail"),
                        BuiltInPolicies.bundle("customer-recovery"),
                        BuiltInPolicies.guardrails("customer-recovery").orElseThrow())
                .forEach(bundle -> bundle.paths().stream()
                        .filter(path -> path.endsWith(".dmn"))
                        .forEach(path -> models.put(path, bundle.file(path))));
        return models;
    }

    private static PolicyBundle bundle(byte[] model) {
        return new PolicyBundle(Map.of("dmn/model.dmn", model));
    }

    private static byte[] model(Random random) {
        List<byte[]> all = List.copyOf(MODELS.values());
        return all.get(random.nextInt(all.size()));
    }

    @Property(tries = 250, shrinking = ShrinkingMode.OFF)
    void mutation_atAnyPlace_isTold(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int times) {
        Random random = new Random(seed);
        byte[] before = model(random);
        byte[] after = Mutation.mutated(before, random, times);

        Difference difference = BundleDiff.between(bundle(before), bundle(after));

        if (!Mutation.canonical(before, false).equals(Mutation.canonical(after, false))) {
            assertThat(difference.changes()).isNotEmpty();
        }
        if (Mutation.canonical(before, true).equals(Mutation.canonical(after, true))) {
            assertThat(difference.changes()).isEmpty();
        }
        assertThat(difference.isEmpty() && difference.unlisted().isEmpty()).isFalse();
        assertThat(difference.changes()).extracting(Change::id).doesNotHaveDuplicates();
        assertThat(difference.changes())
                .allSatisfy(change -> assertThat(change.text()).isNotBlank().doesNotContain("\n"));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void difference_ofTheOtherDirection_isTheMirror(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        Random random = new Random(seed);
        byte[] before = model(random);
        byte[] after = Mutation.mutated(before, random, times);

        Difference there = BundleDiff.between(bundle(before), bundle(after));
        Difference back = BundleDiff.between(bundle(after), bundle(before));

        assertThat(back).isEqualTo(there.mirrored());
        assertThat(there.mirrored().mirrored()).isEqualTo(there);
        assertThat(CanonicalJson.text(
                        BundleDiff.between(bundle(before), bundle(after)).tree()))
                .isEqualTo(CanonicalJson.text(there.tree()));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void cells_changedAnywhere_areToldOneByOneAndNothingElse(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int number) {
        Random random = new Random(seed);
        String text = new String(model(random), StandardCharsets.UTF_8);
        List<MatchResult> cells = CELL.matcher(text).results().toList();
        Map<String, String> edits = new LinkedHashMap<>();
        StringBuilder edited = new StringBuilder(text);
        List<MatchResult> chosen = new ArrayList<>();
        for (int i = 0; i < number && !cells.isEmpty(); i++) {
            MatchResult cell = cells.get(random.nextInt(cells.size()));
            if (edits.put(cell.group(1), cell.group(2) + " + " + i) == null) {
                chosen.add(cell);
            } else {
                edits.remove(cell.group(1));
                chosen.removeIf(each -> each.group(1).equals(cell.group(1)));
            }
        }
        chosen.sort((one, other) -> other.start(2) - one.start(2));
        chosen.forEach(
                cell -> edited.replace(cell.start(2), cell.end(2), Objects.requireNonNull(edits.get(cell.group(1)))));

        Difference difference = BundleDiff.between(
                bundle(text.getBytes(StandardCharsets.UTF_8)),
                bundle(edited.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(difference.changes()).allSatisfy(change -> {
            assertThat(change.subject()).isEqualTo(Subject.CELL);
            assertThat(change.action()).isEqualTo(Action.CHANGED);
        });
        assertThat(difference.changes())
                .extracting(change -> unescaped(change.before() + " → " + change.after()))
                .containsExactlyInAnyOrderElementsOf(chosen.stream()
                        .map(cell -> unescaped(cell.group(2) + " → " + edits.get(cell.group(1))))
                        .toList());
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void bundle_comparedWithItself_differsInNothing(@ForAll long seed) {
        byte[] model = Mutation.mutated(model(new Random(seed)), new Random(seed), 3);

        Difference difference = BundleDiff.between(bundle(model), bundle(model.clone()));

        assertThat(difference.isEmpty() && difference.unlisted().isEmpty()).isTrue();
        assertThat(difference.text()).isEqualTo("Nothing differs.");
    }
}
