package io.plimsoll.evaluation;

import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.Flag;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.Text;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each kind of control may cover, and how it is written. A scope with nothing in it is refused. */
public final class ControlShape {
    /** The field that says that a kill switch stops all there is. */
    public static final String EVERYTHING = "everything";

    private static final Text NAME = new Text(1, Contract.MAX_ID, Set.of());

    private ControlShape() {}

    /** @param domain whether it is said in which domain; where it is known, it is not */
    public static ObjectOf scope(Control.Kind kind, boolean domain) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (domain && kind == Control.Kind.KILL_SWITCH) {
            fields.put(EVERYTHING, Field.filled(new Flag()).described("true: every decision there is."));
        }
        if (domain) {
            fields.put("domain", kind == Control.Kind.OVERRIDE ? Field.required(NAME) : Field.filled(NAME));
        }
        switch (kind) {
            case KILL_SWITCH -> {
                fields.put("producer", Field.filled(producer()).described("Who scored the signal."));
                fields.put("action", Field.filled(NAME).described("The type of the intent to be stopped."));
            }
            case HOLD -> putSubjects(fields);
            case OVERRIDE -> {
                putSubjects(fields);
                fields.put("topic", Field.filled(NAME));
                fields.put("requestType", Field.filled(NAME).described("Only for requests of this type."));
            }
        }
        return new ObjectOf(fields);
    }

    private static void putSubjects(Map<String, Field> fields) {
        fields.put("customer", Field.filled(NAME));
        fields.put("case", Field.filled(NAME));
    }

    private static Shape producer() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("name", Field.required(NAME));
        fields.put("version", Field.filled(NAME).described("All versions when left out."));
        return new ObjectOf(fields);
    }

    /** What is wrong with a scope that says its domain itself. */
    public static List<Violation> violations(Control.Kind kind, @Nullable Object scope) {
        List<Violation> violations = new ArrayList<>(scope(kind, true).violations(scope));
        if (violations.isEmpty()) {
            Map<String, @Nullable Object> given = Tree.asObject(scope);
            switch (kind) {
                case KILL_SWITCH -> {
                    if (given.isEmpty() || Boolean.FALSE.equals(given.get(EVERYTHING))) {
                        violations.add(new Violation(
                                "", "says nothing; name a domain, a producer or an action, or say everything: true"));
                    }
                    atMostOne(given, violations, "producer", "action");
                    given.keySet().forEach(name -> atMostOne(given, violations, EVERYTHING, name));
                }
                case HOLD -> {
                    if (given.isEmpty()) {
                        violations.add(new Violation(
                                "",
                                "says nothing; name a customer, a case or a domain. A kill switch stops everything"));
                    }
                    atMostOne(given, violations, "customer", "case");
                }
                case OVERRIDE -> atMostOne(given, violations, "customer", "case", "topic");
            }
        }
        return violations;
    }

    private static void atMostOne(Map<String, @Nullable Object> given, List<Violation> into, String... names) {
        List<String> present =
                Stream.of(names).distinct().filter(given::containsKey).toList();
        if (present.size() > 1) {
            into.add(new Violation(
                    Pointer.ROOT.field(present.get(1)).value(),
                    "cannot stand beside " + present.get(0) + "; keep one of them"));
        }
    }
}
