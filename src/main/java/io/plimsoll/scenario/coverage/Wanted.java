package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.SurveyedTable;
import java.math.BigDecimal;
import java.util.List;

/** What a new case should come by. */
public interface Wanted {
    SurveyedTable table();

    /** How far a table that was asked is from it: 0 is as near as can be told from the table alone. */
    long distance(Sighting.Table sight);

    /** Numbers that a column should meet to come nearer. */
    record Aim(int column, List<BigDecimal> values) {
        /** Nothing in particular. */
        public static final Aim NOWHERE = new Aim(-1, List.of());

        public Aim {
            values = List.copyOf(values);
        }
    }

    /** In which direction to move. */
    Aim aim(Sighting.Table sight);

    /** Whether the case is found; asked only where the distance is 0. */
    boolean isFound(Candidate candidate, Sighting sighting);
}
