package io.plimsoll.scenario.model;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, collected so that all of it can be told at once. */
final class Faults {
    private record Fault(int line, String detail) {}

    private final List<Fault> faults = new ArrayList<>();

    void add(XmlElement at, String detail) {
        faults.add(new Fault(at.line(), "<" + at.name() + "> " + detail));
    }

    /** @throws PlimsollException with all of it from top to bottom, if there is anything */
    void refuse() {
        if (!faults.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED,
                    "These test cases cannot be read. Mend the places and try again.",
                    faults.stream()
                            .sorted(Comparator.comparing(Fault::line))
                            .map(fault -> new Violation("", "line " + fault.line() + ": " + fault.detail()))
                            .toList());
        }
    }
}
