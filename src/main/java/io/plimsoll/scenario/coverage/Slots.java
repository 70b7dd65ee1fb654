package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Contract;
import io.plimsoll.evaluation.Input;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The places of a body that a domain's contract lets be changed, and which inputs of tables they feed. */
final class Slots {
    /** Items of a list whose fields are changed one by one. */
    private static final int FIRST_ITEMS = 3;

    private static final String SCORES = "scores";
    /** What is heard is read under these names; ids, texts and names of producers decide nothing by themselves. */
    private static final Map<List<Object>, String> OF_SIGNAL = Map.of(
            List.of("signal", "channel"), "Channel",
            List.of("signal", "topic"), "Topic",
            List.of("signal", SCORES, "sentiment"), "Sentiment",
            List.of("signal", SCORES, "intensity"), "Intensity",
            List.of("signal", SCORES, "activeness"), "Activeness",
            List.of("signal", SCORES, "confidence"), "Confidence",
            List.of("signal", SCORES, "intention"), "Intention",
            List.of("signal", "producer", "kind"), "Producer Kind",
            List.of("signal", "case"), "Case Known",
            List.of("signal", "occurredAt"), "Signal Age Hours");

    private final Manifest manifest;
    private final Set<String> remembered;

    Slots(Manifest manifest) {
        this.manifest = manifest;
        this.remembered = manifest.features().keySet();
    }

    /** All of a body. */
    List<Slot> all(Map<String, @Nullable Object> body) {
        List<Slot> slots = new ArrayList<>();
        slots.add(new Slot(
                List.of("request", "type"),
                new Shape.Text(1, 100, new LinkedHashSet<>(manifest.requests().keySet())),
                Set.of("Request Type")));
        OF_SIGNAL.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(each -> slots.add(new Slot(each.getKey(), shape(each.getKey()), Set.of(each.getValue()))));
        manifest.inputs()
                .forEach((key, input) ->
                        add(input, List.of("facts", key), Bodies.at(body, List.of("facts", key)), input.name(), slots));
        return slots;
    }

    /** Those whose change may change what a table meets. */
    List<Slot> of(Map<String, @Nullable Object> body, Set<String> inputs) {
        List<Slot> slots = all(body);
        Set<String> known = new HashSet<>(remembered);
        slots.forEach(slot -> known.addAll(slot.feeds()));
        boolean anything = inputs.stream().anyMatch(name -> !known.contains(name) && !isClock(name));
        boolean signals = inputs.stream().anyMatch(remembered::contains);
        return slots.stream()
                .filter(slot -> anything
                        || slot.feeds().stream().anyMatch(inputs::contains)
                        || (signals && slot.path().get(0).equals("signal"))
                        || slot.path().get(0).equals("request")
                        || feedsClock(slot, inputs))
                .toList();
    }

    private boolean isClock(String name) {
        return manifest.clocks().keySet().stream().anyMatch(clock -> name.equals(clock + " Clock"));
    }

    /** Whether the slot names the zone of a clock that is read. */
    private boolean feedsClock(Slot slot, Set<String> inputs) {
        return manifest.clocks().entrySet().stream()
                .anyMatch(clock -> inputs.contains(clock.getKey() + " Clock")
                        && slot.path()
                                .equals(List.of(
                                        "facts", String.valueOf(clock.getValue().fact()))));
    }

    private static Shape shape(List<Object> path) {
        Shape shape = Contract.signal();
        for (Object step : path.subList(1, path.size())) {
            shape = Objects.requireNonNull(((Shape.ObjectOf) shape).fields().get(step))
                    .shape();
        }
        return shape;
    }

    private static void add(Input input, List<Object> path, @Nullable Object value, String feeds, List<Slot> into) {
        if (input.fields().isEmpty()) {
            into.add(new Slot(path, input.shape(), Set.of(feeds)));
        }
        input.fields().forEach((key, field) -> {
            List<Object> inner = appended(path, key);
            add(field, inner, Bodies.at(value, List.of(key)), feeds, into);
        });
        Input item = input.item();
        if (item != null && value instanceof List<?> list) {
            for (int i = 0; i < Math.min(FIRST_ITEMS, list.size()); i++) {
                add(item, appended(path, i), list.get(i), feeds, into);
            }
        }
    }

    private static List<Object> appended(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
