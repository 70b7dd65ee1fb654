package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inputs that every table may read without the manifest declaring them: what was heard, by whom, when. */
final class EnvelopeInputs {
    static final String REQUEST_TYPE = "Request Type";
    static final String INTENT_TYPE = "Intent Type";
    static final String INTENT_DISPOSITION = "Intent Disposition";
    static final String INTENT_AMOUNT = "Intent Amount";
    static final String PROPOSED_OUTCOME = "Proposed Outcome";
    static final String PROPOSED_SEVERITY = "Proposed Severity";
    /** What guardrails may read besides. */
    static final Set<String> OF_GUARDRAILS =
            Set.of(INTENT_TYPE, INTENT_DISPOSITION, INTENT_AMOUNT, PROPOSED_OUTCOME, PROPOSED_SEVERITY);

    private static final String CLOCK = " Clock";
    private static final Set<String> OF_SIGNAL = Set.of(
            REQUEST_TYPE,
            "Channel",
            "Topic",
            "Sentiment",
            "Intensity",
            "Activeness",
            "Confidence",
            "Intention",
            "Producer Kind",
            "Case Known",
            "Signal Age Hours");
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    private EnvelopeInputs() {}

    /** Those of one intent, which only guardrails that are asked about every intent are given. */
    static final Set<String> OF_INTENT = Set.of(INTENT_TYPE, INTENT_DISPOSITION, INTENT_AMOUNT);

    /** The names that are given whatever a manifest declares. */
    static boolean isReserved(String name) {
        return OF_SIGNAL.contains(name) || OF_GUARDRAILS.contains(name);
    }

    static String clock(String name) {
        return name + CLOCK;
    }

    /** The names of all inputs that do not come from facts: envelope, clocks and features. */
    static Set<String> names(Manifest manifest) {
        Set<String> names = new LinkedHashSet<>(OF_SIGNAL);
        manifest.clocks().keySet().forEach(clock -> names.add(clock(clock)));
        names.addAll(manifest.features().keySet());
        return names;
    }

    /** What tables may read of a situation, by the names of their inputs, as FEEL knows it. */
    static Map<String, @Nullable Object> values(Manifest manifest, Situation situation, Map<String, Object> features) {
        Map<String, @Nullable Object> values = facts(manifest, situation);
        values.putAll(envelope(manifest, situation, features));
        return values;
    }

    /** The facts that a manifest declares. */
    static Map<String, @Nullable Object> facts(Manifest manifest, Situation situation) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> facts = situation.submission().facts();
        manifest.inputs().forEach((key, input) -> values.put(input.name(), input.feelValue(facts.get(key))));
        return values;
    }

    /** Everything else: what was heard, the clocks and features of a policy. */
    static Map<String, @Nullable Object> envelope(
            Manifest manifest, Situation situation, Map<String, Object> features) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Signal signal = situation.submission().signal();
        Scores scores = signal.scores();
        values.put(REQUEST_TYPE, situation.submission().requestType());
        values.put("Channel", signal.channel() == null ? null : signal.channel().name());
        values.put("Topic", signal.topic());
        values.put("Sentiment", scores == null ? null : scores.sentiment());
        values.put("Intensity", scores == null ? null : scores.intensity());
        values.put("Activeness", scores == null ? null : scores.activeness());
        values.put("Confidence", scores == null ? null : scores.confidence());
        values.put("Intention", scores == null ? null : scores.intention());
        values.put(
                "Producer Kind",
                signal.producer() == null ? null : signal.producer().kind().name());
        values.put("Case Known", signal.caseId() != null);
        values.put("Signal Age Hours", Hours.between(signal.occurredAt(), situation.instant()));
        Background background = situation.background();
        manifest.clocks().keySet().forEach(name -> {
            LocalDateTime time = background == null ? null : background.clocks().get(name);
            values.put(clock(name), time == null ? null : clock(time));
        });
        values.putAll(features);
        return values;
    }

    private static Map<String, @Nullable Object> clock(LocalDateTime time) {
        BigDecimal fraction = BigDecimal.valueOf(time.getMinute()).divide(MINUTES, 4, RoundingMode.DOWN);
        return Tree.object()
                .put("weekday", BigDecimal.valueOf(time.getDayOfWeek().getValue()))
                .put("hour", BigDecimal.valueOf(time.getHour()).add(fraction))
                .put("date", time.toLocalDate())
                .build();
    }
}
