package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Explanation;
import java.util.List;
import java.util.Map;

/** Takes down what people shall read, from top to bottom. What it is told is plain text: escaping is its own business. */
interface Report {
    /** @param level 1 for the title, which comes first and once */
    void heading(int level, String text);

    void paragraph(String text);

    /** Names with their values. */
    void terms(Map<String, String> terms);

    /**
     * Rows under common columns.
     *
     * @param caption says what the rows are, to those who cannot see where the table stands
     * @param rows each as long as the columns; each cell its lines
     * @param language of what stands in the rows, as BCP 47 names it
     */
    void table(String caption, List<String> columns, List<List<List<String>>> rows, String language);

    /** A decision table with what came of its cells; its name was told before. */
    void decisionTable(Explanation.Table table);

    /** All that was taken down. */
    String finished();
}
