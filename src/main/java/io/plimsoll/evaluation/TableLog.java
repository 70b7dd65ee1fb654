package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;

/**
 * Collects which rows of which tables hit during one evaluation. The engine knows listeners per runtime, not per call: a
 * single {@link Listener} is added when the models are compiled, and each call brings its own log in the metadata of its
 * context. Only references are kept; they are rendered later.
 */
class TableLog {
    private static final String KEY = TableLog.class.getName();

    private final List<AfterEvaluateDecisionTableEvent> events = new ArrayList<>();

    final void attachTo(org.kie.dmn.api.core.DMNContext context) {
        context.getMetadata().set(KEY, this);
    }

    final List<AfterEvaluateDecisionTableEvent> events() {
        return events;
    }

    /** Called while the table's variables are still as the table saw them. */
    void add(AfterEvaluateDecisionTableEvent event) {
        events.add(event);
    }

    /** The one listener of a runtime. */
    static final class Listener implements DMNRuntimeEventListener {
        @Override
        public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
            if (event.getResult().getContext().getMetadata().get(KEY) instanceof TableLog log) {
                log.add(event);
            }
        }
    }
}
