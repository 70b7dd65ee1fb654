package io.plimsoll.scenario;

import io.plimsoll.platform.Document;
import io.plimsoll.platform.Violation;
import java.util.List;

/**
 * Where an entry stands, so that what goes wrong while it runs leads to a line and a column.
 *
 * @param document the file, or the line of a file
 * @param entry pointer to the entry
 * @param defaults pointer to what holds for all entries
 */
public record Place(Document document, String entry, String defaults) {
    private static final String EXPECT = "/expect";

    /** What is wrong with the body of a call, told at what somebody wrote: in the entry, or else in the defaults. */
    List<String> ofBody(List<Violation> violations) {
        return document
                .placed(violations.stream()
                        .map(violation -> new Violation(written(violation.pointer()), violation.detail()))
                        .toList())
                .stream()
                .map(Violation::detail)
                .toList();
    }

    /** Differences from what the entry expects. */
    List<String> ofExpectation(List<Violation> differences) {
        return differences.stream()
                .map(difference ->
                        document.position(entry + EXPECT + difference.pointer()) + ": " + difference.detail())
                .toList();
    }

    private String written(String pointer) {
        return !document.has(entry + pointer) && document.has(defaults + pointer)
                ? defaults + pointer
                : entry + pointer;
    }
}
