package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.Finding;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vocabulary of the tests. */
public final class Facts {
    public static final RuleTypes TYPES =
            new RuleTypes(List.of(Signal.class, Baseline.class), List.of(Finds.class, Alarm.class));

    private Facts() {}

    public enum Channel {
        CHAT,
        EMAIL
    }

    public record Signal(
            String id,
            Instant occurredAt,
            long ageHours,
            int retries,
            @Nullable BigDecimal sentiment,
            String intention,
            Channel channel,
            boolean read) {}

    public record Baseline(String intention, BigDecimal perWeek) {}

    public record Finds(String code, BigDecimal number) {}

    public record Alarm(String code, int level, Channel channel) {}

    public static Signal signal(String id, long ageHours, String sentiment, String intention) {
        return new Signal(
                id,
                Instant.EPOCH.minusSeconds(ageHours * 3600),
                ageHours,
                0,
                new BigDecimal(sentiment),
                intention,
                Channel.CHAT,
                false);
    }

    static String id(Record fact) {
        return fact instanceof Signal signal ? signal.id() : fact.toString();
    }

    static RuleReading reading(String drl) {
        return RuleFiles.parse("rules/test.drl", drl.getBytes(StandardCharsets.UTF_8), TYPES);
    }

    static List<Finding> findings(String drl) {
        return reading(drl).fold(readable -> List.of(), RuleReading.Refused::findings);
    }

    static RuleFile file(String drl) {
        return reading(drl).fold(RuleReading.Readable::file, refused -> {
            throw new AssertionError(refused.findings());
        });
    }

    static RuleBase base(String drl) {
        return RuleBase.compile(List.of(file(drl)), TYPES).fold(RuleCompilation.Compiled::base, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    static RuleRun.Completed completed(RuleRun run) {
        return run.fold(completed -> completed, faulted -> {
            throw new AssertionError(faulted);
        });
    }

    static RuleRun.Completed run(RuleBase base, Record... facts) {
        return completed(base.run(List.of(facts), 100, Facts::id));
    }
}
