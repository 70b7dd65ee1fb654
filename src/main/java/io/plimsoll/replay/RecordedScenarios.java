package io.plimsoll.replay;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.record.RecordedDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What was recorded, as files that can be kept, changed and run again. */
@ApplicationScoped
public class RecordedScenarios {
    /** Entries of one scenario; more than people read. */
    static final int MOST = 500;

    private static final String NOTE = "Exported from what was recorded.";

    private final DecisionStore store;

    RecordedScenarios(DecisionStore store) {
        this.store = store;
    }

    /**
     * One decision.
     *
     * @throws PlimsollException NOT_FOUND
     */
    public String of(UUID decision) {
        RecordedDecision found = store.find(new DecisionId(decision))
                .orElseThrow(() -> new PlimsollException(ProblemCode.NOT_FOUND, "There is no such decision."));
        return ScenarioExport.yaml("decision-" + decision, NOTE, List.of(found));
    }

    /**
     * All decisions about a case or a customer, as one timeline.
     *
     * @param filter names a domain, and a case or a customer
     * @throws PlimsollException NOT_FOUND, or INVALID_PARAMETER when they are too many or came from several sources
     */
    public String of(DecisionFilter filter) {
        List<RecordedDecision> found = new ArrayList<>();
        Cursor after = null;
        do {
            Page<RecordedDecision> page = store.list(filter, Page.MAX_LIMIT, after);
            found.addAll(page.items());
            after = Cursor.decode(page.nextCursor()).orElse(null);
        } while (after != null && found.size() <= MOST);
        if (found.isEmpty()) {
            throw new PlimsollException(ProblemCode.NOT_FOUND, "Nothing was decided about it in this domain.");
        }
        if (found.size() > MOST) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "There are more than " + MOST + " decisions. Narrow them down with from and to.");
        }
        if (found.stream().map(RecordedDecision::source).distinct().count() > 1) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "A scenario has one source, and these decisions have several. Choose one with source.");
        }
        Collections.reverse(found);
        String name = filter.caseId() == null ? "customer " + filter.customer() : "case " + filter.caseId();
        return ScenarioExport.yaml(name, NOTE, found);
    }
}
