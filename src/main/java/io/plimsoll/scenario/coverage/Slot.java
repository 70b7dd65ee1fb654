package io.plimsoll.scenario.coverage;

import io.plimsoll.platform.Shape;
import java.util.List;
import java.util.Set;

/**
 * A place of a body where another value could stand.
 *
 * @param path to it
 * @param shape that a value must have
 * @param feeds the names under which tables read it
 */
record Slot(List<Object> path, Shape shape, Set<String> feeds) {
    Slot {
        path = List.copyOf(path);
        feeds = Set.copyOf(feeds);
    }
}
