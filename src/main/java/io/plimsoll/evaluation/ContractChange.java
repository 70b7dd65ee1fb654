package io.plimsoll.evaluation;

import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the data contracts of two versions, seen by a client that knows the earlier one only.
 *
 * @param place a JSON pointer into a submission; {@code *} stands for every item of a list, and an argument stands below the
 *     type of its request
 * @param effect on that client
 * @param detail what changed, in lower case, one line
 */
public record ContractChange(String place, Effect effect, String detail) {
    /** What a change does to a client that does not know of it. */
    public enum Effect {
        /** Whatever the client could send is understood and decided as before the change. */
        COMPATIBLE,
        /** Something that the client could send is refused now, or handed over for want of a fact. */
        BREAKING
    }

    /** What differs, in the order of the earlier manifest; a field with a new name is one removed and one added. */
    public static List<ContractChange> between(Manifest earlier, Manifest later) {
        List<ContractChange> changes = new ArrayList<>();
        Pointer requests = Pointer.ROOT.field("request").field("arguments");
        earlier.requests().forEach((type, request) -> {
            Manifest.RequestType now = later.requests().get(type);
            if (now == null) {
                changes.add(breaking(Pointer.ROOT.field("request").field("type"), type + " is no request any more"));
            } else {
                arguments(request.arguments(), now.arguments(), requests.field(type), changes);
            }
        });
        added(earlier.requests(), later.requests())
                .forEach(type -> changes.add(
                        compatible(Pointer.ROOT.field("request").field("type"), type + " is a new request")));
        inputs(earlier.inputs(), later.inputs(), Pointer.ROOT.field("facts"), changes);
        return changes;
    }

    private static void arguments(
            Map<String, Manifest.Argument> earlier,
            Map<String, Manifest.Argument> later,
            Pointer at,
            List<ContractChange> into) {
        inputs(inputs(earlier), inputs(later), at, into);
        later.forEach((name, now) -> {
            Manifest.Argument before = earlier.get(name);
            if (before != null && now.fact() != null && !Objects.equals(before.fact(), now.fact())) {
                into.add(breaking(at.field(name), "must not differ from the fact " + now.fact()));
            }
        });
    }

    private static Map<String, Input> inputs(Map<String, Manifest.Argument> arguments) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        arguments.forEach((name, argument) -> inputs.put(name, argument.input()));
        return inputs;
    }

    private static void inputs(
            Map<String, Input> earlier, Map<String, Input> later, Pointer at, List<ContractChange> into) {
        earlier.forEach((name, before) -> {
            Input now = later.get(name);
            if (now == null) {
                into.add(breaking(at.field(name), "is not understood any more"));
            } else {
                input(before, now, at.field(name), into);
            }
        });
        added(earlier, later).forEach(name -> {
            Set<String> needed = Objects.requireNonNull(later.get(name)).requiredFor();
            into.add(
                    needed.isEmpty()
                            ? compatible(at.field(name), "is new")
                            : breaking(at.field(name), "is new, and needed for " + listed(needed)));
        });
    }

    private static void input(Input before, Input now, Pointer at, List<ContractChange> into) {
        Set<String> needed = new TreeSet<>(now.requiredFor());
        if (!before.requiredFor().contains(Input.ALWAYS)) {
            needed.removeAll(before.requiredFor());
        } else {
            needed.clear();
        }
        if (!needed.isEmpty()) {
            into.add(breaking(at, "is needed for " + listed(needed)));
        } else if (!now.requiredFor().equals(before.requiredFor())) {
            into.add(compatible(at, "is needed less often"));
        }
        if (before.item() != null && now.item() != null) {
            bound(at, "items", maxItems(before), maxItems(now), into);
            input(before.item(), now.item(), at.field("*"), into);
        } else if (before.shape() instanceof Shape.ObjectOf && now.shape() instanceof Shape.ObjectOf) {
            inputs(before.fields(), now.fields(), at, into);
        } else if (before.shape() instanceof Shape.Text earlier && now.shape() instanceof Shape.Text later) {
            text(earlier, later, at, into);
        } else if (before.shape() instanceof Shape.Numeric earlier && now.shape() instanceof Shape.Numeric later) {
            number(earlier, later, at, into);
        } else if (!before.shape().equals(now.shape())) {
            into.add(breaking(at, "is of another type"));
        }
    }

    private static void text(Shape.Text earlier, Shape.Text later, Pointer at, List<ContractChange> into) {
        if (earlier.values().equals(later.values())) {
            bound(at, "characters", earlier.maxLength(), later.maxLength(), into);
            return;
        }
        Set<String> gone = new TreeSet<>(earlier.values());
        gone.removeAll(later.values());
        if (later.values().isEmpty()) {
            into.add(compatible(at, "may be any text"));
        } else if (earlier.values().isEmpty()) {
            into.add(breaking(at, "must be one of " + listed(later.values())));
        } else {
            into.add(
                    gone.isEmpty()
                            ? compatible(at, "may have more values")
                            : breaking(at, "must not be " + listed(gone) + " any more"));
        }
    }

    private static void number(Shape.Numeric earlier, Shape.Numeric later, Pointer at, List<ContractChange> into) {
        if (earlier.whole() != later.whole()) {
            into.add(later.whole() ? breaking(at, "must be whole") : compatible(at, "may have fractions"));
        }
        edge(at, "least", earlier.min(), later.min(), 1, into);
        edge(at, "greatest", earlier.max(), later.max(), -1, into);
    }

    /** @param inwards the sign of a move of this edge that leaves less room */
    private static void edge(
            Pointer at,
            String name,
            @Nullable BigDecimal earlier,
            @Nullable BigDecimal later,
            int inwards,
            List<ContractChange> into) {
        int move = earlier == null || later == null
                ? (earlier == later ? 0 : earlier == null ? inwards : -inwards)
                : later.compareTo(earlier);
        if (move != 0) {
            into.add(
                    move == inwards ? breaking(at, "has another " + name + " value") : compatible(at, "has more room"));
        }
    }

    private static void bound(Pointer at, String what, int earlier, int later, List<ContractChange> into) {
        if (later != earlier) {
            String detail = "may have " + later + " " + what;
            into.add(later < earlier ? breaking(at, detail) : compatible(at, detail));
        }
    }

    private static int maxItems(Input list) {
        return list.shape() instanceof Shape.ListOf shape ? shape.maxItems() : 0;
    }

    private static <T> Set<String> added(Map<String, T> earlier, Map<String, T> later) {
        Set<String> added = new LinkedHashSet<>(later.keySet());
        added.removeAll(earlier.keySet());
        return added;
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static ContractChange breaking(Pointer at, String detail) {
        return new ContractChange(at.value(), Effect.BREAKING, detail);
    }

    private static ContractChange compatible(Pointer at, String detail) {
        return new ContractChange(at.value(), Effect.COMPATIBLE, detail);
    }
}
