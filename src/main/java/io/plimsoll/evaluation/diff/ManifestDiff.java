package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.Pointer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two manifests by their fields. */
final class ManifestDiff {
    /** Fields for people, which no decision reads. */
    private static final Set<String> WORDS = Set.of("title", "description");

    /** What people want to know of a change; no decision reads any of it. */
    private static final String DOSSIER = "dossier";

    /** Of lists in which the order says nothing. */
    private static final Set<String> SETS =
            Set.of("for", "values", "requiredFor", "intentions", "dmn", "rules", "scenarios", "loads", "trends");

    /** Whose fields are called as the author likes. */
    private static final Set<String> NAMED = Set.of("fields", "arguments");

    private ManifestDiff() {}

    static void compare(ChangePlace file, @Nullable Object before, @Nullable Object after, Report report) {
        for (FieldDiff.Field field : FieldDiff.between(before, after)) {
            List<String> steps = field.steps();
            String list = field.moved() ? steps.get(steps.size() - 2) : "";
            Pointer pointer = field.pointers().any();
            ChangePlace place = file.withElement(
                            field.values().map(value -> new Part("field", null, String.join(" › ", steps), 0)))
                    .at(pointer == null ? "" : pointer.value());
            boolean effective = !isForPeople(steps) && !(field.moved() && SETS.contains(list));
            report.add(
                    field.moved()
                            ? Change.of(Subject.ORDER, Action.MOVED, place, field.values(), effective)
                            : Change.of(Subject.MANIFEST, place, field.values(), effective));
        }
    }

    /** Not so a fact or an argument that is called like one of these. */
    private static boolean isForPeople(List<String> steps) {
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(0).equals(DOSSIER)) {
            return true;
        }
        boolean isName = steps.size() == 2 || (last > 0 && NAMED.contains(steps.get(last - 1)));
        return last >= 0 && WORDS.contains(steps.get(last)) && !isName;
    }
}
