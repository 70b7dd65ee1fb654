package io.plimsoll.evaluation.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares two DMN files that could be read. */
final class ModelDiff {
    private ModelDiff() {}

    static void compare(ModelFile before, ModelFile after, Report report) {
        ChangePlace place = place(new Sides<>(before, after));
        if (!before.path().equals(after.path())) {
            report.add(Change.of(Subject.FILE, Action.MOVED, place.at("path"), place.file(), false));
        }
        report.addLayout(differing(before.layout(), after.layout()));
        report.addComments(differing(before.comments(), after.comments()));
        boolean versions = !before.version().equals(after.version());
        if (versions) {
            boolean only = before.root().fingerprint().equals(after.root().fingerprint());
            report.add(Change.of(
                    Subject.DMN_VERSION,
                    Action.CHANGED,
                    place.at(only ? "only version" : "version"),
                    new Sides<>(before.version(), after.version()),
                    true));
        }
        new ElementDiff(report, names(before, after)).compare(place, before.root(), after.root());
    }

    /** A file that is on one side only: the file, and all that it says. */
    static void tell(Sides<ModelFile> sides, Report report) {
        ChangePlace place = place(sides);
        report.add(Change.of(Subject.FILE, place, sides.map(file -> "DMN " + file.version()), true));
        Sides<Node> roots = sides.map(ModelFile::root);
        Node root = Objects.requireNonNull(roots.any());
        Node empty = Node.of(root.tag(), root.attributes(), List.of(), "");
        ModelFile file = Objects.requireNonNull(sides.any());
        new ElementDiff(report, names(file, file))
                .compareChildren(
                        place, roots.before() == null ? empty : root, roots.before() == null ? root : empty, Map.of());
    }

    private static ChangePlace place(Sides<ModelFile> sides) {
        Sides<Part> models = sides.map(file -> new Part("model", null, file.name(), 0));
        ModelFile first = Objects.requireNonNull(sides.first());
        return ChangePlace.file(sides.map(ModelFile::path), "dmn:" + first.identity())
                .withModel(models);
    }

    /** What the elements are called by what refers to them; the earlier name where it changed. */
    private static Map<String, String> names(ModelFile before, ModelFile after) {
        Map<String, String> names = new HashMap<>();
        for (ModelFile file : List.of(before, after)) {
            for (Node element : file.root().children()) {
                String name = element.attribute("name");
                if (element.id() != null && name != null) {
                    names.putIfAbsent("#" + element.id(), name);
                }
            }
        }
        return names;
    }

    /** How many have to be added, removed or exchanged to get from one to the other, in whichever order. */
    private static int differing(List<String> before, List<String> after) {
        List<String> gone = new ArrayList<>(before);
        List<String> come = new ArrayList<>(after);
        Map<String, Integer> counts = new HashMap<>();
        before.forEach(each -> counts.merge(each, 1, Integer::sum));
        come.removeIf(each -> counts.merge(each, -1, Integer::sum) >= 0);
        counts.clear();
        after.forEach(each -> counts.merge(each, 1, Integer::sum));
        gone.removeIf(each -> counts.merge(each, -1, Integer::sum) >= 0);
        return Math.max(gone.size(), come.size());
    }
}
