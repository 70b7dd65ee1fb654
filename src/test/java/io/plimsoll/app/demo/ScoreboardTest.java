package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.app.demo.Play.Heard;
import io.plimsoll.app.demo.Scoreboard.Figures;
import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final Map<String, @Nullable Object> WATCH = verdict("MONITOR", List.of(), List.of());

    private final List<Heard> heard = new ArrayList<>();

    @Test
    void story_nobodyAnsweredAsItCallsFor_isMissed() {
        Heard threat = heard(Pattern.LEGAL_THREAT);
        Scoreboard scoreboard = scoreboard();

        scoreboard.answered(threat, WATCH);

        assertThat(scoreboard.figures(Pattern.LEGAL_THREAT)).isEqualTo(new Figures(1, 1, 0, 0));
        assertThat(scoreboard.figures().recall()).isEqualTo("0.000");
        assertThat(scoreboard.figures().precision()).isEqualTo("-");
    }

    @Test
    void story_anotherAnswerThanItCallsFor_isMissedAndUnexpected() {
        Heard threat = heard(Pattern.LEGAL_THREAT);
        Scoreboard scoreboard = scoreboard();

        scoreboard.answered(threat, verdict("ACT", List.of(intent("reach_out", "PERMITTED")), List.of()));

        assertThat(scoreboard.figures(Pattern.LEGAL_THREAT)).isEqualTo(new Figures(1, 1, 0, 1));
        assertThat(scoreboard.figures(Response.REACH_OUT)).isEqualTo(new Figures(1, 0, 0, 1));
        assertThat(scoreboard.figures(Response.PERSON)).isEqualTo(new Figures(1, 1, 0, 0));
    }

    @Test
    void escalation_heldBackByACap_isFound() {
        Heard threat = heard(Pattern.LEGAL_THREAT);
        Scoreboard scoreboard = scoreboard();

        scoreboard.answered(threat, verdict("MONITOR", List.of(), List.of(held("ESCALATE", "QUEUE_CAP"))));

        assertThat(scoreboard.figures(Pattern.LEGAL_THREAT)).isEqualTo(new Figures(1, 1, 1, 0));
    }

    @Test
    void reachOut_heldBackInFavourOfAPerson_isNotGiven() {
        Heard again = heard(Pattern.SUPERVISOR_AGAIN);
        Scoreboard scoreboard = scoreboard();

        scoreboard.answered(again, verdict("ESCALATE", List.of(), List.of(held("reach_out", "CASE_WITH_PERSON"))));

        assertThat(scoreboard.figures(Pattern.SUPERVISOR_AGAIN)).isEqualTo(new Figures(1, 1, 1, 0));
    }

    @Test
    void intent_refused_isNotGiven() {
        Heard delay = heard(Pattern.DELAY_WITHOUT_CONSENT);
        Scoreboard scoreboard = scoreboard();

        scoreboard.answered(delay, verdict("DISMISS", List.of(intent("send_coupon", "REFUSED")), List.of()));

        assertThat(scoreboard.figures(Pattern.DELAY_WITHOUT_CONSENT)).isEqualTo(new Figures(1, 0, 0, 0));
    }

    @Test
    void reachOut_grantedTwice_isUnexpectedTheSecondTime() {
        Heard first = heard(Pattern.THREE_NEGATIVES);
        Heard second = again(first);
        Scoreboard scoreboard = scoreboard();
        Map<String, @Nullable Object> reachOut =
                verdict("ACT", List.of(intent("reach_out", "NEEDS_APPROVAL")), List.of());

        assertThat(scoreboard.answered(first, reachOut)).isTrue();
        assertThat(scoreboard.answered(second, reachOut)).isTrue();

        assertThat(scoreboard.figures(Pattern.THREE_NEGATIVES)).isEqualTo(new Figures(1, 1, 1, 1));
        assertThat(scoreboard.figures().precision()).isEqualTo("0.500");
    }

    @Test
    void message_thatComesTwice_countsOnce() {
        Heard first = heard(Pattern.THREE_NEGATIVES);
        Scoreboard scoreboard = scoreboard();
        Map<String, @Nullable Object> reachOut = verdict("ACT", List.of(intent("reach_out", "PERMITTED")), List.of());

        scoreboard.answered(first, reachOut);

        assertThat(scoreboard.answered(first, reachOut)).isFalse();
        assertThat(scoreboard.figures(Pattern.THREE_NEGATIVES)).isEqualTo(new Figures(1, 1, 1, 0));
    }

    @Test
    void table_hasALineForEveryPatternAndResponse() {
        heard(Pattern.HAPPY);

        assertThat(scoreboard().table().lines()).hasSize(1 + Pattern.values().length + Response.values().length + 1);
    }

    private Scoreboard scoreboard() {
        return new Scoreboard(heard.stream().map(Heard::story).distinct().toList());
    }

    private Heard heard(Pattern pattern) {
        Heard one = new Heard(AT, new Story("story", pattern, List.of()), message("1"));
        heard.add(one);
        return one;
    }

    private static Heard again(Heard heard) {
        return new Heard(AT, heard.story(), message("2"));
    }

    private static Message message(String id) {
        return new Message(Map.of("signal", Map.of("id", id)));
    }

    private static Map<String, @Nullable Object> held(String what, String reason) {
        return Map.of("what", what, "reason", Map.of("code", reason));
    }

    private static Map<String, @Nullable Object> intent(String type, String disposition) {
        return Map.of("type", type, "disposition", disposition);
    }

    private static Map<String, @Nullable Object> verdict(
            String outcome,
            List<Map<String, @Nullable Object>> intents,
            List<Map<String, @Nullable Object>> suppressed) {
        return Tree.object()
                .put("outcome", outcome)
                .put("intents", intents)
                .put("suppressed", suppressed)
                .build();
    }
}
