package io.plimsoll.replay.dossier;

import java.util.List;
import java.util.Map;

/** Takes down what people shall read, from top to bottom. What it is told is plain text: escaping is its own business. */
interface Page {
    /** A column of a table; numbers stand to the right. */
    record Column(String name, boolean isNumber) {
        static Column text(String name) {
            return new Column(name, false);
        }

        static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** @param level 1 for the title, which comes first and once */
    void heading(int level, String text);

    void paragraph(String text);

    /** What should not be overlooked. */
    void warning(String text);

    void list(List<String> items);

    /** Names with their values. */
    void terms(Map<String, String> terms);

    /**
     * Rows under common columns; left out when there are none.
     *
     * @param caption says what the rows are, to those who cannot see where the table stands
     * @param rows each as long as the columns; a cell may have several lines
     */
    void table(String caption, List<Column> columns, List<List<String>> rows);

    /** Lines as they are. */
    void code(List<String> lines);

    /** Room to sign, for each of these roles. */
    void signatures(List<String> roles);

    /** All that was taken down. */
    String finished();
}
