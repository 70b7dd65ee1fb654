package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Money;
import io.plimsoll.evaluation.Verdict;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How two evaluations of one situation came along the edits. */
record Passage(EditIndex index, Compared compared, Trail baseline, Trail candidate) {
    /** The edits whose places either evaluation came along. */
    List<Edit> reached() {
        return edits(reachedNumbers()::get);
    }

    /** Of a changed decision: the edits that decided it; those that may have only when no other did. */
    List<Edit> deciding() {
        BitSet reached = reachedNumbers();
        List<Edit> placed = edits(number -> isPlacedAndDiffers(edit(number), reached.get(number)));
        return placed.isEmpty() ? edits(number -> mayDiffer(edit(number))) : placed;
    }

    private BitSet reachedNumbers() {
        BitSet reached = index.reached(Which.BASELINE, baseline);
        reached.or(index.reached(Which.CANDIDATE, candidate));
        return reached;
    }

    private Edit edit(int number) {
        return index.edits().get(number);
    }

    private List<Edit> edits(IntPredicate wanted) {
        return IntStream.range(0, index.edits().size())
                .filter(wanted)
                .mapToObj(this::edit)
                .toList();
    }

    private boolean isPlacedAndDiffers(Edit edit, boolean reached) {
        return switch (edit.reach()) {
            case ROW, DECISION -> reached && decisionDiffers(edit);
            case RULE, FILE -> reached && rulesDiffer(edit);
            case CURRENCY -> currenciesDiffer();
            case MODEL, ANYWHERE, NOWHERE -> false;
        };
    }

    private boolean mayDiffer(Edit edit) {
        return switch (edit.reach()) {
            case ROW, DECISION, RULE, FILE -> isHandedOver() && ran(edit);
            case MODEL -> (isHandedOver() || baseline.resultsDiffer(candidate)) && ran(edit);
            case CURRENCY, ANYWHERE -> true;
            case NOWHERE -> false;
        };
    }

    /** A step that fails leaves no trace of the places that it came along. */
    private boolean isHandedOver() {
        return compared.baseline().handedOver() || compared.candidate().handedOver();
    }

    private boolean ran(Edit edit) {
        return index.phases().stream()
                .anyMatch(phase -> baseline.ran(edit.home(Which.BASELINE, phase))
                        || candidate.ran(edit.home(Which.CANDIDATE, phase)));
    }

    private boolean decisionDiffers(Edit edit) {
        return baseline.decisionDiffers(
                edit.decision(Which.BASELINE, index.tables()),
                candidate,
                edit.decision(Which.CANDIDATE, index.tables()));
    }

    private boolean rulesDiffer(Edit edit) {
        return index.phases().stream().anyMatch(phase -> {
            Key before = edit.home(Which.BASELINE, phase);
            Key after = edit.home(Which.CANDIDATE, phase);
            return (baseline.ran(before) || candidate.ran(after)) && baseline.rulesDiffer(before, candidate, after);
        });
    }

    /** Of money on both sides: an amount that is refused is no other currency. */
    private boolean currenciesDiffer() {
        Set<String> before = currencies(compared.baseline().verdict());
        Set<String> after = currencies(compared.candidate().verdict());
        return !before.isEmpty() && !after.isEmpty() && !before.equals(after);
    }

    private static Set<String> currencies(Verdict verdict) {
        return verdict.intents().stream()
                .map(Intent::ceiling)
                .filter(Objects::nonNull)
                .map(Money::currency)
                .collect(Collectors.toSet());
    }
}
