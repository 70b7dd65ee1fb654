package io.plimsoll.evaluation.rules;

import static io.plimsoll.evaluation.rules.Facts.run;
import static io.plimsoll.evaluation.rules.Facts.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.rules.Facts.Alarm;
import io.plimsoll.evaluation.rules.Facts.Baseline;
import io.plimsoll.evaluation.rules.Facts.Channel;
import io.plimsoll.evaluation.rules.Facts.Finds;
import io.plimsoll.evaluation.rules.Facts.Signal;
import io.plimsoll.evaluation.rules.RuleRun.Fault;
import io.plimsoll.evaluation.rules.RuleRun.Faulted;
import io.plimsoll.evaluation.rules.RuleRun.Firing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kie.api.KieServices;

class RuleBaseTest {
    private static final Signal ONE =
            new Signal("a", Instant.EPOCH, 3, 2, new BigDecimal("-0.50"), "REFUND", Channel.EMAIL, true);

    /** A chain of three strata: signals make findings, the number of findings an alarm, its absence another finding. */
    private static final String CHAIN = """
            rule "Mild" when not( Alarm( code == "MANY" ) ) then insert(new Alarm("FEW", 1, "CHAT")); end
            rule "Pairs"
            when
                $s : Signal( sentiment < 0 )
                $t : Signal( sentiment < $s.sentiment, $hours : ageHours )
            then
                insert(new Finds($s.intention, $hours * 0.1 + $s.sentiment));
            end
            rule "All of one" when $f : Finds( number > 1 ) then insert(new Finds("CHAINED", $f.number)); end
            """;

    private static final RuleBase CHAINED =
            Facts.base(CHAIN.replace("Alarm( code == \"MANY\" )", "Finds( number > 9 )") + """
            rule "Many" when
                accumulate( $f : Finds() and Signal( intention == $f.code ); $n : count( $f ), $sum : sum( $f.number ),
                    $avg : average( $f.number ), $max : max( $f.number ) )
            then insert(new Alarm("MANY", $n, "EMAIL")); end
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "id == \"a\" ; true",
                "id != \"a\" ; false",
                "id == null ; false",
                "id != null ; true",
                "sentiment == -0.5 ; true",
                "sentiment == -0.500000 ; true",
                "-0.5 >= sentiment ; true",
                "sentiment < -0.50000000000000000001 ; false",
                "sentiment <= -0.49999999999999999999 ; true",
                "ageHours == 3.0 ; true",
                "ageHours < 3.0000000000000000000001 ; true",
                "ageHours > 2.9999999999999999999999 ; true",
                "ageHours + retries == 5 ; true",
                "ageHours - 1 - 1 == 1 ; true",
                "ageHours - (1 - 1) == 3 ; true",
                "(ageHours + 1) * sentiment == -2 ; true",
                "ageHours * 0.1 == 0.3 ; true",
                "retries in (1, 2.0) ; true",
                "retries not in (1, 2.0) ; false",
                "intention in (\"REFUND\", \"é\\\"\") ; true",
                "channel == \"EMAIL\" ; true",
                "channel in (\"CHAT\") ; false",
                "read == true ; true",
                "read != true ; false",
                "id == \"x\" || (ageHours == 3 && retries == 2) ; true",
                "id == \"x\" || ageHours == 3 && retries == 1 ; false",
                "(id == \"x\" || ageHours == 3) && retries == 1 ; false",
                "occurredAt <= $b.occurredAt ; true",
                "occurredAt < $b.occurredAt ; false",
                "$b.ageHours == 3 ; true",
                "$b.ageHours == 4 ; false",
                "$hours + 0.5 > ageHours ; true",
                "channel == $b.channel, read == $b.read, intention == $b.intention ; true"
            })
    void constraint_everyForm_meansWhatItSays(String constraint, boolean holds) {
        String drl = "rule r when $b : Signal( $hours : ageHours ) Signal( " + constraint
                + " ) then insert(new Finds(\"x\", 1)); end";
        assertThat(Facts.file(drl).text())
                .isEqualTo(Facts.file(Facts.file(drl).text()).text());

        try (RuleBase base = Facts.base(drl)) {
            assertThat(run(base, ONE).results()).hasSize(holds ? 1 : 0);
        }
    }

    @Test
    void comparison_withNothing_holdsForUnequalOnly() {
        Signal unscored = new Signal("a", Instant.EPOCH, 3, 2, null, "REFUND", Channel.EMAIL, true);
        try (RuleBase base = Facts.base("""
                rule "less" when Signal( sentiment < 1 ) then insert(new Finds("less", 1)); end
                rule "more" when Signal( sentiment >= 1 ) then insert(new Finds("more", 1)); end
                rule "none" when Signal( sentiment == null ) then insert(new Finds("none", 1)); end
                rule "sum" when Signal( sentiment + 1 > 0 ) then insert(new Finds("sum", 1)); end
                rule "counts" when accumulate( $s : Signal(); $n : count( $s ), $m : count( $s.sentiment ) )
                    then insert(new Finds("counts", $n * 10 + $m)); end
                rule "least" when accumulate( $s : Signal(); $n : min( $s.sentiment ) )
                    then insert(new Finds("least", $n)); end
                """)) {
            assertThat(run(base, unscored).results())
                    .containsExactly(new Finds("counts", BigDecimal.TEN), new Finds("none", BigDecimal.ONE));
        }
    }

    @Test
    void accumulate_decimals_isExact() {
        List<Record> facts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            facts.add(signal("s" + i, i, "0.1", "x"));
        }
        facts.add(signal("large", 99, "10000000000000000", "x"));
        try (RuleBase base = Facts.base("""
                rule "all" when
                    accumulate( Signal( $v : sentiment, $h : ageHours );
                        $n : count( $v ), $sum : sum( $v ), $min : min( $v ), $max : max( $h ), $avg : average( $v ) )
                then insert(new Finds("sum", $sum)); end
                rule "average" when
                    accumulate( Signal( sentiment < 1, $v : sentiment, $h : ageHours ); $avg : average( $v + $h ) )
                then insert(new Finds("average", $avg)); end
                rule "none" when accumulate( Signal( sentiment > 1000000000000000000, $v : sentiment ); $sum : sum( $v ) )
                then insert(new Finds("none", $sum)); end
                """)) {
            assertThat(run(base, facts.toArray(Record[]::new)).results())
                    .containsExactly(
                            new Finds("average", new BigDecimal("4.6")),
                            new Finds("none", BigDecimal.ZERO),
                            new Finds("sum", new BigDecimal("10000000000000001")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$b : Signal( $h : ageHours ) accumulate( Signal() | $n : sum( $h ) ) | 6",
                "$b : Signal( $h : ageHours ) accumulate( Signal() | $n : sum( $b.ageHours ) | $n == $h * 2 ) | 6",
                "$b : Signal() accumulate( Signal( ageHours == 3 ) | $n : sum( $b.retries ) ) | 4",
                "accumulate( $o : Signal( ageHours == 3 ) | $m : max( $o.ageHours ) | $m >= 3 ) exists( Signal( ageHours == $m ) )"
                        + " accumulate( $s : Signal( ageHours == $m ) | $n : count( $s ) ) | 2",
                "exists( $s : Signal( $h : ageHours ) and Signal( ageHours == $h, id != $s.id ) )"
                        + " not( $t : Signal() and Baseline( intention == $t.intention ) )"
                        + " accumulate( $q : Signal() | $n : count( $q.id ) ) | 2",
                "Signal( null == sentiment ) accumulate( $q : Signal() | $n : count( $q.id ) ) | none",
                "$s : Signal( id < \"b\" ) accumulate( $q : Signal() | $n : count( $q.id ) ) | refused"
            })
    void accumulate_everyForm_computes(String conditions) {
        int last = conditions.lastIndexOf('|');
        String expected = conditions.substring(last + 1).strip();
        String left = conditions.substring(0, last).replace('|', ';');
        String drl = "rule r when " + left + " then insert(new Finds(\"x\", $n)); end";
        if (expected.equals("refused")) {
            assertThat(Facts.findings(drl)).isNotEmpty();
            return;
        }
        Signal other = new Signal("b", Instant.EPOCH, 3, 2, BigDecimal.ONE, "REFUND", Channel.EMAIL, true);
        try (RuleBase base = Facts.base(drl)) {
            List<Record> results = run(base, ONE, other).results();
            if (expected.equals("none")) {
                assertThat(results).isEmpty();
            } else {
                assertThat(results).containsExactly(new Finds("x", new BigDecimal(expected)));
            }
        }
    }

    @Test
    void accumulate_overTwoPatterns_computesWithBoth() {
        try (RuleBase base = Facts.base("""
                rule "weighed" when
                    $low : Signal( id == "a" )
                    accumulate( $s : Signal( $h : ageHours ) and $b : Baseline( intention == $s.intention, $w : perWeek );
                        $sum : sum( $b.perWeek * $s.ageHours + $h - $w ), $n : count( $b ), $most : max( $h - $low.ageHours );
                        $sum > $low.ageHours && ($n == 2 || $most == 7) )
                then insert(new Finds("x", $sum + $n * 100 + $most)); end
                """)) {
            RuleRun.Completed run = run(
                    base,
                    signal("a", 2, "0", "x"),
                    signal("b", 3, "0", "x"),
                    signal("c", 9, "0", "y"),
                    new Baseline("x", new BigDecimal("1.5")));

            assertThat(run.results()).containsExactly(new Finds("x", new BigDecimal("210.5")));
            assertThat(run.firings()).hasSize(1);
            assertThat(run.firings().get(0).facts()).hasSize(3).contains("a", "b");
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void run_factsInAnyOrderOnManyThreads_isEqual(
            @ForAll @Size(min = 2, max = 7) List<Integer> numbers, @ForAll int seed) throws Exception {
        List<Record> facts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            facts.add(signal("s" + i, Math.abs(numbers.get(i) % 40), "-0." + Math.abs(numbers.get(i) % 3) + "0", "x"));
        }
        RuleRun expected = CHAINED.run(facts, 1000, Facts::id);
        assertThat(expected).isInstanceOf(RuleRun.Completed.class);
        java.util.Random random = new java.util.Random(seed);
        List<Callable<RuleRun>> tasks = IntStream.range(0, 16)
                .mapToObj(i -> {
                    List<Record> shuffled = new ArrayList<>(facts);
                    Collections.shuffle(shuffled, random);
                    return (Callable<RuleRun>) () -> CHAINED.run(shuffled, 1000, Facts::id);
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<RuleRun> run : threads.invokeAll(tasks)) {
                assertThat(run.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void chain_absenceAndCount_areAskedWhenEverythingIsThere() {
        RuleRun.Completed run = run(CHAINED, signal("a", 2, "-0.1", "x"), signal("b", 30, "-0.2", "y"));

        assertThat(run.results())
                .containsExactly(
                        new Alarm("FEW", 1, Channel.CHAT),
                        new Alarm("MANY", 1, Channel.EMAIL),
                        new Finds("CHAINED", new BigDecimal("2.9")),
                        new Finds("x", new BigDecimal("2.9")));
        assertThat(run.firings()).contains(new Firing("Pairs", List.of("a", "b")));
    }

    @Test
    void compile_ruleThatDeniesItsOwnResult_isRejected() {
        List<Finding> findings = RuleBase.compile(
                        List.of(Facts.file(
                                "rule r when not( Alarm() ) then insert(new Alarm(\"x\", 1, \"CHAT\")); end")),
                        Facts.TYPES)
                .fold(compiled -> List.of(), RuleCompilation.Rejected::findings);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).place()).isEqualTo("rules/test.drl, rule \"r\", line 1, column 1");
    }

    @Test
    void run_budget_isEnoughOrAFault() {
        String endless = "rule r when $f : Finds( $n : number ) then insert(new Finds(\"x\", $n + 1)); end";
        try (RuleBase base = Facts.base(endless)) {
            assertThat(base.run(List.of(new Finds("x", BigDecimal.ONE)), 50, Facts::id))
                    .isEqualTo(new Faulted(Fault.BUDGET_EXHAUSTED));
        }
        try (RuleBase base = Facts.base("rule r when Signal() then insert(new Finds(\"x\", 1)); end")) {
            List<Record> facts = List.of(signal("a", 1, "0", "x"), signal("b", 1, "0", "x"));

            assertThat(Facts.completed(base.run(facts, 2, Facts::id)).activations())
                    .isEqualTo(2);
            assertThat(base.run(facts, 1, Facts::id)).isEqualTo(new Faulted(Fault.BUDGET_EXHAUSTED));
        }
    }

    @Test
    void run_ruleThatFails_isAFault() {
        for (String rule : List.of(
                "rule r when Signal() then insert(new Alarm(\"x\", 1.5, \"CHAT\")); end",
                "rule r when Signal() then insert(new Alarm(\"x\", 99999999999, \"CHAT\")); end",
                "rule r when $f : Finds( $n : number ) then insert(new Finds(\"x\", $n * $n * 10)); end",
                "rule r when Signal( ageHours * " + "9".repeat(34) + " > 1 ) then insert(new Finds(\"x\", 1)); end")) {
            try (RuleBase base = Facts.base(rule)) {
                List<Record> facts = List.of(signal("a", 7, "0", "x"), new Finds("x", BigDecimal.TEN));

                assertThat(base.run(facts, 1000, Facts::id)).as(rule).isEqualTo(new Faulted(Fault.RULE_FAILED));
            }
        }
    }

    @Test
    void run_moreCombinationsThanAllowed_isAFault() {
        List<Record> facts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            facts.add(signal("s" + i, i, "0", "x"));
        }
        try (RuleBase base = Facts.base(
                "rule r when Signal() Signal() Signal() Signal( id == \"?\" ) then insert(new Finds(\"x\", 1)); end")) {
            assertThat(base.run(facts, 10, Facts::id)).isEqualTo(new Faulted(Fault.TOO_MANY_COMBINATIONS));
            assertThat(base.run(facts.subList(0, 30), 10, Facts::id)).isInstanceOf(RuleRun.Completed.class);
        }
    }

    @Test
    void run_factOfAnUnknownType_isTheCallersMistake() {
        record Stranger() {}
        assertThatThrownBy(() -> CHAINED.run(List.of(new Stranger()), 10, Facts::id))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void types_thatRulesCannotRead_areTheCallersMistake() {
        record Hidden(String id) {}
        for (Class<? extends Record> type : List.of(Hidden.class, Binary.class, Taken.class, Part.class)) {
            assertThatThrownBy(() -> new RuleTypes(List.of(type), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    public record Binary(double value) {}

    public record Taken(String bind) {}

    public record Part(String n) {}

    @Test
    void close_removesTheModule_andOthersGoOn() {
        String drl = "rule r when Baseline( perWeek > 1 ) then insert(new Finds(\"x\", 1)); end";
        RuleBase first = Facts.base(drl);
        RuleBase second = Facts.base(drl.replace("> 1", "> 2"));
        Record two = new Baseline("x", new BigDecimal("2"));
        assertThat(run(first, two).results()).hasSize(1);
        assertThat(run(second, two).results()).isEmpty();

        first.close();

        assertThat(run(second, two).results()).isEmpty();
        assertThat(KieServices.get().getRepository().getKieModule(first.release()))
                .isNull();
        second.close();
    }
}
