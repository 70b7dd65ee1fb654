package io.plimsoll.scenario.coverage;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** So many of so many. */
public record Figure(int covered, int of) {
    static final Figure NOTHING = new Figure(0, 0);

    Figure plus(Figure other) {
        return new Figure(covered + other.covered, of + other.of);
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object().put("covered", covered).put("of", of).build();
    }

    @Override
    public String toString() {
        return covered + " of " + of;
    }
}
