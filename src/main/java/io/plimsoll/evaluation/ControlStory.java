package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what controls did, from a trace ({@link ControlTrace}). */
final class ControlStory {
    private ControlStory() {}

    /** @return with a space before it; empty when there were none */
    static String told(@Nullable Object controls) {
        if (controls == null) {
            return "";
        }
        Map<String, @Nullable Object> trace = Tree.asObject(controls);
        String told = Tree.asList(trace.get("applied")).stream()
                .map(each -> told(Tree.asObject(each)))
                .collect(Collectors.joining());
        Object proposed = trace.get("proposed");
        return proposed == null
                ? told
                : told + " The policy alone proposed " + Trees.text(Tree.asObject(proposed), "outcome") + ".";
    }

    private static String told(Map<String, @Nullable Object> applied) {
        String did =
                switch (Control.Kind.valueOf(Trees.text(applied, "kind"))) {
                    case KILL_SWITCH -> "switched this off";
                    case HOLD -> "put this on hold";
                    case OVERRIDE -> "overrode the policy";
                };
        String second = applied.get("confirmedBy") == null ? "" : ", confirmed by " + applied.get("confirmedBy");
        return " " + Trees.text(applied, "by") + " " + did + second + ": \"" + Trees.text(applied, "reason") + "\".";
    }
}
