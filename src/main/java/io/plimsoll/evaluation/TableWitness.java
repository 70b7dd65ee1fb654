package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.feel.runtime.events.InvalidInputEvent;

/** A log that also keeps what each table saw, so that its cells can be asked again. For explanations only. */
final class TableWitness extends TableLog {
    private final List<Sight> sights = new ArrayList<>();

    /**
     * A table that was asked.
     *
     * @param variables by name, as they were when the table was asked
     */
    record Sight(AfterEvaluateDecisionTableEvent event, Map<String, Object> variables) {
        String decision() {
            return event.getNodeName();
        }

        /** Whether the table tried no row, because a value is not one that its column allows. */
        boolean isRefused() {
            return event.getResult().getMessages().stream()
                    .anyMatch(message -> message.getFeelEvent() instanceof InvalidInputEvent refused
                            && refused.getNodeName().equals(event.getDecisionTableName()));
        }
    }

    /** The context changes as the evaluation goes on, so a copy is taken here and not later. */
    @Override
    void add(AfterEvaluateDecisionTableEvent event) {
        super.add(event);
        sights.add(new Sight(event, new HashMap<>(event.getResult().getContext().getAll())));
    }

    /** In the order in which a trace names the tables. */
    List<Sight> sights() {
        return sights.stream().sorted(Comparator.comparing(Sight::decision)).toList();
    }
}
