package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Money;
import io.plimsoll.evaluation.Verdict;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A comparison and what several figures need of it, worked out once.
 *
 * @param differences of permitted money by currency, candidate less baseline; the currencies that either permits
 */
record Weighed(Compared compared, boolean changed, SortedMap<String, BigDecimal> differences) {
    static Weighed of(Compared compared) {
        SortedMap<String, BigDecimal> differences =
                new TreeMap<>(permitted(compared.candidate().verdict()));
        permitted(compared.baseline().verdict())
                .forEach((currency, amount) -> differences.merge(currency, amount.negate(), BigDecimal::add));
        return new Weighed(compared, compared.changed(), differences);
    }

    private static Map<String, BigDecimal> permitted(Verdict verdict) {
        Map<String, BigDecimal> permitted = new TreeMap<>();
        for (Intent intent : verdict.intents()) {
            Money ceiling = intent.ceiling();
            if (intent.disposition() == Disposition.PERMITTED && ceiling != null) {
                permitted.merge(ceiling.currency(), ceiling.amount(), BigDecimal::add);
            }
        }
        return permitted;
    }

    Side side(Which which) {
        return which == Which.BASELINE ? compared.baseline() : compared.candidate();
    }

    Verdict verdict(Which which) {
        return side(which).verdict();
    }

    Rank rank() {
        Verdict before = compared.baseline().verdict();
        Verdict after = compared.candidate().verdict();
        return new Rank(
                differences.values().stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add),
                Math.abs(after.outcome().ordinal() - before.outcome().ordinal()),
                Math.abs(after.severity() - before.severity()),
                compared.id());
    }
}
