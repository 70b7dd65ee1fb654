package io.plimsoll.rollout.api;

import static io.plimsoll.rollout.api.Policies.activeRetail;
import static io.plimsoll.rollout.api.Policies.end;
import static io.plimsoll.rollout.api.Policies.number;
import static io.plimsoll.rollout.api.Policies.smallRefund;
import static io.plimsoll.rollout.api.Policies.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Versions are activated and rolled back and a kill switch is set and lifted while 64 clients ask. How long it takes is
 * measured by {@link SwapLatency}.
 */
@QuarkusTest
class SwapUnderLoadTest {
    private static final int CLIENTS = 64;
    private static final int ROUNDS = 2;

    private final List<Act> acts = new ArrayList<>();

    /** Of what was answered after it and before the next one, everything is so. */
    private record Act(String name, long sent, long answered, Predicate<SwapLoad.Answer> from) {}

    @AfterEach
    void liftAll() {
        ControlCalls.liftAll();
    }

    @Test
    void versionsAndKillSwitch_thatAreSwappedUnderLoad_loseNothingAndAnswerWholly() throws InterruptedException {
        int shipped = number(activeRetail());
        String other = smallRefund();

        try (SwapLoad load = new SwapLoad(URI.create("http://localhost:" + RestAssured.port), CLIENTS)) {
            load.further(CLIENTS);
            for (int round = 0; round < ROUNDS; round++) {
                swap(load, other, shipped);
            }
            load.end();

            assertThat(load.failures()).isEmpty();
            assertThat(load.refused()).isZero();
            assertThat(load.answers()).allMatch(answer -> answer.isWhole(Map.of(shipped, 50, number(other), 20)));
            requireActed(load.answers());
        }
    }

    private void swap(SwapLoad load, String other, int shipped) {
        long rollout = act("activation", 201, only(number(other)), () -> start(other, "ACTIVE", null))
                .jsonPath()
                .getLong("id");
        load.further(3 * CLIENTS);
        act("rollback", 201, only(shipped), () -> end(rollout, "rollbacks"));
        load.further(3 * CLIENTS);
        String everything = ControlCalls.kill("{\"everything\": true}");
        String control = act(
                        "kill switch",
                        201,
                        SwapLoad.Answer::stopped,
                        () -> ControlCalls.set(ControlCalls.fresh("k"), everything))
                .path("id");
        load.further(3 * CLIENTS);
        act("lift", 200, only(shipped), () -> ControlCalls.lift(control));
        load.further(3 * CLIENTS);
    }

    private static Predicate<SwapLoad.Answer> only(int version) {
        return answer -> !answer.stopped() && answer.version() == version;
    }

    private Response act(String name, int status, Predicate<SwapLoad.Answer> from, Supplier<Response> call) {
        long sent = System.nanoTime();
        Response response = call.get();
        acts.add(new Act(name, sent, System.nanoTime(), from));
        response.then().statusCode(status);
        return response;
    }

    /** What was asked after an act was answered is answered accordingly, until the next act is sent. */
    private void requireActed(List<SwapLoad.Answer> answers) {
        for (int i = 0; i < acts.size(); i++) {
            Act act = acts.get(i);
            long until = i + 1 < acts.size() ? acts.get(i + 1).sent() : Long.MAX_VALUE;
            assertThat(answers)
                    .as("%s, %d of %d", act.name(), i + 1, acts.size())
                    .filteredOn(answer -> answer.sent() > act.answered() && answer.answered() < until)
                    .isNotEmpty()
                    .allMatch(act.from());
        }
    }
}
