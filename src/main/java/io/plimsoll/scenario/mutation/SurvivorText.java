package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.SurveyedTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells what nobody tests, in the words of the table. */
final class SurvivorText {
    private static final int MOST = 80;

    private SurvivorText() {}

    /** @param killing a case that would notice the mutant */
    static String words(Mutant mutant, Optional<KillingCases.Killing> killing) {
        return killing.map(found -> nobody(mutant, found) + "; " + mutant.words() + " goes unnoticed")
                .orElseGet(() -> mutant.words() + " (no case found that tells the two apart)");
    }

    private static String nobody(Mutant mutant, KillingCases.Killing killing) {
        SurveyedTable table = mutant.table();
        Optional<Sighting.Table> sight = table == null
                ? Optional.empty()
                : killing.sighting().tables().stream()
                        .filter(each -> each.name().equals(table.name()) && !each.refused())
                        .findFirst();
        return table == null || sight.isEmpty()
                ? "nobody tests a case like " + killing.told().id()
                : "nobody tests that " + met(mutant, table, sight.get()) + " " + answer(table, sight.get());
    }

    /** What the columns met to which the changed row, or else any row, is not indifferent. */
    private static String met(Mutant mutant, SurveyedTable table, Sighting.Table sight) {
        List<Integer> columns = IntStream.range(0, table.columns().size())
                .filter(column -> mutant.row() < 0
                        || !table.rows()
                                .get(mutant.row())
                                .cells()
                                .get(column)
                                .strip()
                                .equals("-"))
                .boxed()
                .toList();
        return columns.isEmpty()
                ? "the table"
                : columns.stream()
                        .map(column -> table.columns().get(column).name() + " "
                                + sight.met().get(column).text())
                        .collect(Collectors.joining(" and "));
    }

    private static String answer(SurveyedTable table, Sighting.Table sight) {
        if (sight.selected().isEmpty()) {
            return "has no answer";
        }
        String conclusions = sight.selected().stream()
                .sorted()
                .map(row -> conclusions(table, row - 1))
                .collect(Collectors.joining("; "));
        return "gives " + (conclusions.length() <= MOST ? conclusions : conclusions.substring(0, MOST) + "…");
    }

    private static String conclusions(SurveyedTable table, int row) {
        return IntStream.range(0, table.outputs().size())
                .mapToObj(i -> table.outputs().get(i).name() + " "
                        + table.rows().get(row).conclusions().get(i).replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }
}
