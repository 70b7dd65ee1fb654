package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.RuleRun.Firing;
import io.plimsoll.platform.CanonicalJson;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.AgendaEventListener;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;

/** Collects what happens in one run. Only references are kept; they are put in order at the end. */
final class RunLog {
    private final Combinations.Count combinations;
    private final Map<String, String> names = new HashMap<>();
    private final List<Record> results = new ArrayList<>();
    private final List<Fired> fired = new ArrayList<>();

    private record Fired(String rule, List<Object> objects) {}

    RunLog(Combinations combinations, List<String> names) {
        this.combinations = combinations.new Count();
        for (int i = 0; i < names.size(); i++) {
            this.names.put(EngineText.name(i), names.get(i));
        }
    }

    /** What a run starts with is counted at once: to count it fact by fact costs as much as some rules. */
    void start(Collection<? extends Record> facts) {
        combinations.addAll(facts);
    }

    RuleRuntimeEventListener insertions() {
        return new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                if (event.getRule() != null && event.getObject() instanceof Record result) {
                    combinations.add(result.getClass().getSimpleName());
                    results.add(result);
                }
            }
        };
    }

    AgendaEventListener activations() {
        return new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                fired.add(new Fired(
                        event.getMatch().getRule().getName(), event.getMatch().getObjects()));
            }
        };
    }

    RuleRun completed(Function<Record, String> ids) {
        List<Firing> firings = fired.stream()
                .map(each -> new Firing(names.getOrDefault(each.rule(), each.rule()), facts(each.objects(), ids)))
                .sorted(Comparator.comparing(Firing::rule).thenComparing(firing -> CanonicalJson.text(firing.facts())))
                .toList();
        List<Record> sorted =
                results.stream().sorted(Comparator.comparing(RunLog::key)).toList();
        return new RuleRun.Completed(sorted, firings);
    }

    private static List<String> facts(Iterable<?> objects, Function<Record, String> ids) {
        TreeSet<String> facts = new TreeSet<>();
        objects.forEach(object -> collect(object, ids, facts));
        return List.copyOf(facts);
    }

    /** An accumulate stands in a match as the array of its results, of which one is the facts that it has seen. */
    private static void collect(@Nullable Object object, Function<Record, String> ids, TreeSet<String> facts) {
        if (object instanceof Record fact) {
            facts.add(ids.apply(fact));
        } else if (object instanceof Exact.Seen seen) {
            for (Object each : seen.values()) {
                collect(each, ids, facts);
            }
        } else if (object instanceof Object[] array) {
            for (Object each : array) {
                collect(each, ids, facts);
            }
        }
    }

    /** A text that is different for records that are different. */
    private static String key(Record fact) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(fact.getClass().getSimpleName());
        try {
            for (RecordComponent component : fact.getClass().getRecordComponents()) {
                Object value = component.getAccessor().invoke(fact);
                values.add(value == null || value instanceof BigDecimal ? value : value.toString());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a fact that cannot be read: " + fact.getClass(), e);
        }
        return CanonicalJson.text(values);
    }
}
