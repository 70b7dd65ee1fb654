package io.plimsoll.scenario.model;

import java.util.List;

/**
 * A test case: what one set of inputs has to lead to.
 *
 * @param id as people find it in the file
 */
public record ModelCase(String id, List<ModelCheck> checks) {
    public ModelCase {
        checks = List.copyOf(checks);
    }
}
