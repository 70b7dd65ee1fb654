package io.plimsoll.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.record.DecisionFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a replay when those who work on it die, are slow, or are told to stop. Nobody else works on it here. */
@QuarkusTest
@TestProfile(ReplayResumesTest.NobodyWorks.class)
class ReplayResumesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    Replays replays;

    @Inject
    ReplayStore store;

    @Inject
    PartWork work;

    @Inject
    Endings endings;

    /** A replica without threads for replays. */
    public static class NobodyWorks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.replay.threads", "0", "plimsoll.replay.part-size", "100");
        }
    }

    @Test
    void partOfAWorkerThatDied_isClaimedByAnother_andTheDeadOneCannotComeBack() {
        Replay replay = started(250);
        Instant now = Instant.now();
        Part dying = claim("first", now);
        Part.Result tooLate = work.run(dying, count -> true).orElseThrow();

        assertThat(store.claim("second", now, now.plus(MINUTE)).map(Part::number))
                .as("not yet, and not the same part")
                .isNotEqualTo(Optional.of(dying.number()));
        Part again = claim("third", now.plus(MINUTE).plusSeconds(1));

        assertThat(again.number()).isEqualTo(dying.number());
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(store.extend(dying, tooLate.count(), now.plus(MINUTE))).isFalse();
        assertThat(store.complete(dying, tooLate)).isFalse();
        assertThat(store.complete(again, work.run(again, count -> true).orElseThrow()))
                .isTrue();
        assertThat(store.completed()).doesNotContain(replay.id());
        finish(now.plus(MINUTE).plusSeconds(2));
        Replay ended = replays.get(replay.id());
        assertThat(ended.state()).isEqualTo(Replay.State.DONE);
        assertThat(ended.progress()).isEqualTo(new Replay.Progress(250, 250, 0, 0));
    }

    @Test
    void sameDecisions_giveTheSameDigest_whoeverDidWhichPart() {
        Instant now = Instant.now();
        String customer = decided(201);
        Replay one = replays.start(wish(customer));
        finish(now);
        Replay other = replays.start(wish(customer));
        Part first = claim("slow", now);
        finish(now);
        assertThat(store.complete(first, work.run(first, count -> true).orElseThrow()))
                .isTrue();
        finish(now);

        assertThat(replays.get(one.id()).data()).isNotNull();
        assertThat(replays.get(other.id()).data())
                .isEqualTo(replays.get(one.id()).data());
    }

    @Test
    void cancelledReplay_letsNobodyGoOn() {
        Replay replay = started(101);
        Instant now = Instant.now();
        Part part = claim("worker", now);

        replays.cancel(replay.id(), "operator");

        assertThat(work.run(part, count -> store.extend(part, count, now.plus(MINUTE))))
                .as("it is told at the next step")
                .isEmpty();
        assertThat(store.claim("other", now, now.plus(MINUTE))).isEmpty();
        assertThat(replays.get(replay.id()).state()).isEqualTo(Replay.State.CANCELLED);
    }

    @Test
    void partThatWasGivenBack_isThereForTheNext() {
        started(1);
        Instant now = Instant.now();
        Part part = claim("worker", now);

        store.release(part);

        assertThat(claim("other", now).number()).isEqualTo(part.number());
        finish(now.plus(MINUTE).plusSeconds(1));
    }

    private Part claim(String by, Instant now) {
        return store.claim(by, now, now.plus(MINUTE)).orElseThrow();
    }

    /** Does all that there is to do. */
    private void finish(Instant now) {
        Optional<Part> part = store.claim("finisher", now, now.plus(MINUTE));
        while (part.isPresent()) {
            assertThat(store.complete(
                            part.get(), work.run(part.get(), count -> true).orElseThrow()))
                    .isTrue();
            part = store.claim("finisher", now, now.plus(MINUTE));
        }
        store.completed().forEach(endings::end);
    }

    private Replay started(int decisions) {
        return replays.start(wish(decided(decisions)));
    }

    private static Replays.Wish wish(String customer) {
        return new Replays.Wish(
                Mode.REPRODUCE,
                new DecisionFilter("retail", null, null, customer, null, null, null, null, null, null, null),
                null,
                null,
                "auditor",
                "A test.");
    }

    private static String decided(int times) {
        String customer = "resumed-" + UUID.randomUUID();
        String line = "{\"signal\": {\"id\": \"%s-%d\", \"customer\": \"" + customer
                + "\", \"occurredAt\": \"2026-03-02T09:15:00Z\"}, \"request\": {\"type\": \"cancel_pending_order\"},"
                + " \"facts\": {\"status\": \"pending\"}}\n";
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, times).forEach(number -> lines.append(line.formatted(customer, number)));
        given().auth()
                .preemptive()
                .basic("feed", "feed-demo")
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/domains/retail/decisions")
                .then()
                .statusCode(200);
        return customer;
    }
}
