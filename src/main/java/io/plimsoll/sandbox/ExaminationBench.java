package io.plimsoll.sandbox;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Tree;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.coverage.Coverage;
import io.plimsoll.scenario.coverage.Examined;
import io.plimsoll.scenario.coverage.GeneratedCases;
import io.plimsoll.scenario.mutation.Fate;
import io.plimsoll.scenario.mutation.Journal;
import io.plimsoll.scenario.mutation.Mutation;
import io.plimsoll.scenario.mutation.MutationReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bundle whose scenarios are examined.
 *
 * @param teller is told on the way, of each mutant before it is tried
 */
record ExaminationBench(
        PolicyBundle bundle,
        CompiledPolicy subject,
        @Nullable CompiledPolicy counterpart,
        List<Finding> findings,
        Consumer<Map<String, @Nullable Object>> teller)
        implements Bench {
    /** Texts are cut: what one message may hold in one piece is bounded. */
    private static final int PIECE = 50_000;
    /** One mutant at a time, so that it is known which one does not come to an end. */
    private static final int THREADS = 1;

    ExaminationBench {
        findings = List.copyOf(findings);
    }

    @Override
    public Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question) {
        Examined examined = Examined.of(subject, bundle, counterpart);
        if (examined.scenarios().items().isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.WRONG_STATE,
                    "It has no scenario that could be run, so there is nothing to examine. Add some to the bundle and list"
                            + " their files in the manifest.");
        }
        Telling progress = new Telling();
        if (ExaminationTask.Subject.COVERAGE.name().equals(question.get("subject"))) {
            Coverage.Measured measured = Coverage.measure(examined, progress);
            GeneratedCases cases = GeneratedCases.of(examined, measured, progress);
            return answer(measured.report().tree(), cases.file(examined));
        }
        Notebook notebook = Notebook.of(String.valueOf(question.get("notes")));
        MutationReport report = Mutation.run(
                examined,
                new Mutation.Options(
                        number(question, "most").intValueExact(),
                        number(question, "seed").longValueExact(),
                        THREADS,
                        Mutation.Options.CASES),
                progress,
                new Noted(notebook));
        return answer(report.tree(), report.file());
    }

    private static BigDecimal number(Map<String, @Nullable Object> question, String name) {
        if (question.get(name) instanceof BigDecimal number) {
            return number;
        }
        throw new IllegalStateException("no number: " + name);
    }

    private static Map<String, @Nullable Object> answer(Map<String, @Nullable Object> report, String proposals) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < proposals.length(); ) {
            int end = Math.min(proposals.length(), i + PIECE);
            // A character outside of the first plane is not cut in two.
            end -= end < proposals.length() && Character.isHighSurrogate(proposals.charAt(end - 1)) ? 1 : 0;
            pieces.add(proposals.substring(i, end));
            i = end;
        }
        return Tree.object().put("report", report).put("proposals", pieces).build();
    }

    /** Tells how far it is, and that it is alive, but not too often. Nobody cancels it: it is killed. */
    private final class Telling implements Progress {
        private static final Duration PULSE = Duration.ofMillis(250);

        private Phase phase = Phase.SCENARIOS;
        private int done;
        private int all;
        private long told = System.nanoTime();

        @Override
        public synchronized void begins(Phase next) {
            phase = next;
            done = 0;
            all = 0;
            tell();
        }

        @Override
        public synchronized void at(int reached, int of) {
            done = reached;
            all = of;
            pulse();
        }

        @Override
        public synchronized boolean cancelled() {
            pulse();
            return false;
        }

        private void pulse() {
            if (System.nanoTime() - told >= PULSE.toNanos()) {
                tell();
            }
        }

        private void tell() {
            told = System.nanoTime();
            teller.accept(Tree.object()
                    .put("phase", phase)
                    .put("done", BigDecimal.valueOf(done))
                    .put("of", BigDecimal.valueOf(all))
                    .build());
        }
    }

    /** Tells of each mutant, because nobody can ask when it does not come to an end. */
    private final class Noted implements Journal {
        private final Notebook notebook;

        Noted(Notebook notebook) {
            this.notebook = notebook;
        }

        @Override
        public void open(Digest mutants, int count) {
            notebook.open(mutants, count);
            teller.accept(Tree.object()
                    .put("mutants", mutants.hex())
                    .put("count", BigDecimal.valueOf(count))
                    .build());
        }

        @Override
        public Optional<Fate> known(int mutant) {
            return notebook.fate(mutant);
        }

        @Override
        public void begins(int mutant) {
            teller.accept(
                    Tree.object().put("begins", BigDecimal.valueOf(mutant)).build());
        }

        @Override
        public void ended(int mutant, Fate fate) {
            notebook.note(mutant, fate);
            teller.accept(Tree.object()
                    .put("ended", BigDecimal.valueOf(mutant))
                    .put("fate", fate)
                    .build());
        }
    }
}
