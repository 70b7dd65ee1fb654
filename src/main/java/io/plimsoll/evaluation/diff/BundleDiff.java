package io.plimsoll.evaluation.diff;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.diff.ModelReader.Unreadable;
import io.plimsoll.evaluation.rules.RuleFiles;
import io.plimsoll.evaluation.rules.RuleSource;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictYaml;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what differs between two bundles. Pure, deterministic, and for drafts too: what cannot be read is compared as
 * text or by digest.
 */
public final class BundleDiff {
    /** Larger files that cannot be read are compared by digest only. */
    private static final int MAX_TEXT = 1024 * 1024;

    /** The rank of licences, notes and whatever else lies in a bundle. */
    private static final int OTHER_FILES = 4;

    private final Report report = new Report();

    private BundleDiff() {}

    /**
     * Nothing that differs is missing: it is listed, or counted where it cannot have an effect. {@code between(b, a)} is
     * {@code between(a, b)} mirrored: where several descriptions are as good, which of two swapped rows has moved for
     * example, both choose the same.
     */
    public static Difference between(PolicyBundle before, PolicyBundle after) {
        boolean swapped = before.digest().hex().compareTo(after.digest().hex()) > 0;
        Difference difference = swapped ? compared(after, before) : compared(before, after);
        return swapped ? difference.mirrored() : difference;
    }

    private static Difference compared(PolicyBundle before, PolicyBundle after) {
        BundleDiff diff = new BundleDiff();
        diff.compare(files(before, after), files(after, before));
        return new Difference(before.digest(), after.digest(), diff.report.changes(), diff.report.unlisted());
    }

    /**
     * A file of a bundle.
     *
     * @param model null where it is no DMN that can be read
     * @param flaw why it cannot be read as what its name says; null without one
     */
    private record File(
            String path,
            byte[] content,
            @Nullable ModelFile model,
            @Nullable String flaw) {
        String digest() {
            return Digest.of(content).toString();
        }

        @Nullable String model(Function<ModelFile, @Nullable String> key) {
            return model == null ? null : key.apply(model);
        }

        int rank() {
            return path.equals(PolicyBundle.MANIFEST)
                    ? 0
                    : path.endsWith(".dmn") ? 1 : path.endsWith(".drl") ? 2 : isScenarios() ? 3 : OTHER_FILES;
        }

        boolean isScenarios() {
            return path.startsWith("scenarios/") && (path.endsWith(".yaml") || path.endsWith(".jsonl"));
        }
    }

    /** The files of the first that are not the same in the second: only these have to be read. */
    private static List<File> files(PolicyBundle bundle, PolicyBundle other) {
        return bundle.paths().stream()
                .filter(path -> !other.paths().contains(path) || !Arrays.equals(bundle.file(path), other.file(path)))
                .map(path -> file(path, bundle.file(path)))
                .sorted(Comparator.comparingInt(File::rank).thenComparing(File::path))
                .toList();
    }

    private static File file(String path, byte[] content) {
        if (!path.endsWith(".dmn")) {
            return new File(path, content, null, null);
        }
        try {
            return new File(path, content, ModelReader.read(path, content), null);
        } catch (Unreadable e) {
            return new File(path, content, null, e.getMessage());
        }
    }

    private void compare(List<File> before, List<File> after) {
        Matches<File> files = new Matches<>(before, after)
                .by(file -> file.model(model -> model.identity() + " " + model.path()))
                .by(file -> file.model(ModelFile::identity))
                .by(File::path)
                .by(file -> file.model(ModelFile::namespace))
                .by(File::digest);
        for (Sides<Integer> indices : files.indices()) {
            compare(files.at(indices));
        }
    }

    private void compare(Sides<File> sides) {
        File before = sides.before();
        File after = sides.after();
        if (before == null || after == null) {
            oneSided(sides);
            return;
        }
        if (Arrays.equals(before.content(), after.content())) {
            if (!before.path().equals(after.path())) {
                ChangePlace place = place(sides);
                report.add(Change.of(Subject.FILE, Action.MOVED, place.at("path"), place.file(), false));
            }
            return;
        }
        int reported = report.size();
        if (before.model() != null && after.model() != null) {
            ModelDiff.compare(before.model(), after.model(), report);
        } else if (before.model() != null || after.model() != null || before.flaw() != null || !read(sides)) {
            unread(sides);
        }
        if (report.size() == reported) {
            report.addFormatting();
        }
    }

    /** A file of rules, a manifest or scenarios; whether it could be read. */
    private boolean read(Sides<File> sides) {
        File before = Objects.requireNonNull(sides.before());
        File after = Objects.requireNonNull(sides.after());
        ChangePlace place = place(sides);
        if (before.path().endsWith(".drl")) {
            Optional<List<RuleSource>> stood = rules(before.content());
            Optional<List<RuleSource>> stand = rules(after.content());
            if (stood.isPresent() && stand.isPresent()) {
                RulesDiff.compare(place, stood.get(), stand.get(), report);
            }
            return stood.isPresent() && stand.isPresent();
        }
        try {
            if (before.path().equals(PolicyBundle.MANIFEST)) {
                Object stood = StrictYaml.read(before.content()).tree();
                Object stands = StrictYaml.read(after.content()).tree();
                ManifestDiff.compare(place, stood, stands, report);
                return true;
            }
            if (before.isScenarios() && after.isScenarios()) {
                ScenarioDiff.File stood = ScenarioDiff.read(before.path(), before.content());
                ScenarioDiff.File stand = ScenarioDiff.read(after.path(), after.content());
                ScenarioDiff.compare(place, stood, stand, report);
                return true;
            }
        } catch (PlimsollException | IllegalStateException e) {
            return false;
        }
        return false;
    }

    private static Optional<List<RuleSource>> rules(byte[] content) {
        return content.length > RuleFiles.MAX_BYTES
                ? Optional.empty()
                : text(content).flatMap(RuleSource::read);
    }

    /** A file that came or went, and what it says where that can be read. */
    private void oneSided(Sides<File> sides) {
        File file = Objects.requireNonNull(sides.any());
        if (file.model() != null) {
            ModelDiff.tell(sides.map(File::model), report);
            return;
        }
        report.add(Change.of(Subject.FILE, place(sides), sides.map(File::digest), affects(file)));
        if (file.path().endsWith(".drl")) {
            rules(file.content()).ifPresent(parts -> {
                List<RuleSource> none = List.of(new RuleSource(null, "", "", ""));
                List<RuleSource> rules = Stream.concat(parts.subList(0, parts.size() - 1).stream(), none.stream())
                        .toList();
                boolean added = sides.before() == null;
                RulesDiff.compare(place(sides), added ? none : rules, added ? rules : none, report);
            });
        }
    }

    /** What cannot be read as what it is called: as text where both are text and not too long, else by digest. */
    private void unread(Sides<File> sides) {
        File before = Objects.requireNonNull(sides.before());
        File after = Objects.requireNonNull(sides.after());
        boolean known = before.rank() < OTHER_FILES;
        boolean small = Math.max(before.content().length, after.content().length) <= MAX_TEXT;
        Optional<String> stood = known && small ? text(before.content()) : Optional.empty();
        Optional<String> stands = known && small ? text(after.content()) : Optional.empty();
        Sides<String> texts = stood.isPresent() && stands.isPresent()
                ? new Sides<>(stood.get(), stands.get())
                : sides.map(File::digest);
        String flaw = after.flaw() != null ? after.flaw() : before.flaw();
        ChangePlace place = place(sides);
        report.add(Change.of(
                Subject.FILE,
                Action.CHANGED,
                known ? place.at("unread" + (flaw == null ? "" : ": " + flaw)) : place,
                texts,
                affects(before)));
    }

    private static boolean affects(File file) {
        return file.rank() < OTHER_FILES && !file.isScenarios();
    }

    private static ChangePlace place(Sides<File> sides) {
        return ChangePlace.file(
                sides.map(File::path),
                "file:" + Objects.requireNonNull(sides.first()).path());
    }

    private static Optional<String> text(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
