package io.plimsoll.scenario.coverage;

import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values that are worth trying in a slot: what stands in the policy's own conditions, and what scenarios sent there. */
final class Pools {
    private static final int MOST_SENT = 20;

    private final Set<BigDecimal> numbers = new TreeSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final Map<List<Object>, Set<Object>> sent = new HashMap<>();

    /** @param written all texts in which the policy's conditions are written */
    Pools(Collection<String> written) {
        for (String text : written) {
            for (CellWord word : CellWord.of(text)) {
                if (word.kind() == CellWord.Kind.NUMBER) {
                    BigDecimal number = new BigDecimal(word.text());
                    BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, number.scale()));
                    numbers.addAll(List.of(number, number.add(unit), number.subtract(unit)));
                } else if (word.kind() == CellWord.Kind.TEXT) {
                    texts.add(word.content().replace("\\\"", "\""));
                }
            }
        }
    }

    /** Takes note of what somebody sent. */
    void add(Map<String, @Nullable Object> body, List<Slot> slots) {
        for (Slot slot : slots) {
            Object value = Bodies.at(body, slot.path());
            Set<Object> known = sent.computeIfAbsent(general(slot.path()), path -> new LinkedHashSet<>());
            if (value != null && known.size() < MOST_SENT) {
                known.add(value);
            }
        }
    }

    /** Items of a list are alike. */
    private static List<Object> general(List<Object> path) {
        return path.stream()
                .map(step -> step instanceof Integer ? "item" : step)
                .toList();
    }

    /** Other values than the one that stands there, null for none at all; the likelier ones first. */
    List<@Nullable Object> of(Slot slot, @Nullable Object now) {
        Set<@Nullable Object> values = new LinkedHashSet<>();
        values.addAll(sent.getOrDefault(general(slot.path()), Set.of()));
        Shape shape = slot.shape();
        if (shape instanceof Shape.Text text) {
            values.addAll(text.values().isEmpty() ? texts : text.values());
        } else if (shape instanceof Shape.Flag) {
            values.addAll(List.of(true, false));
        } else if (shape instanceof Shape.Numeric numeric) {
            values.addAll(numbers);
            values.addAll(List.of(BigDecimal.ZERO, BigDecimal.ONE));
            addIfThere(numeric.min(), values);
            addIfThere(numeric.max(), values);
        } else if (shape instanceof Shape.Temporal temporal) {
            values.add(temporal.kind().sample());
        } else if (shape instanceof Shape.ListOf) {
            values.addAll(lists(now));
        }
        values.removeIf(value ->
                value == null || value.equals(now) || !shape.violations(value).isEmpty());
        List<@Nullable Object> others = new ArrayList<>(values);
        if (now != null) {
            others.add(null);
        }
        return others;
    }

    private static void addIfThere(@Nullable BigDecimal bound, Set<@Nullable Object> values) {
        if (bound != null) {
            values.add(bound);
        }
    }

    /** None, one less, one more. */
    private static List<Object> lists(@Nullable Object now) {
        List<Object> lists = new ArrayList<>(List.of(List.of()));
        if (now instanceof List<?>) {
            List<@Nullable Object> items = Tree.asList(now);
            if (!items.isEmpty()) {
                lists.add(items.subList(0, items.size() - 1));
                List<@Nullable Object> more = new ArrayList<>(items);
                more.add(items.get(items.size() - 1));
                lists.add(more);
            }
        }
        return lists;
    }
}
