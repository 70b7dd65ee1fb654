package io.plimsoll.rollout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another version becomes active while the service runs: from then on it answers, at Kogito's endpoints too. */
@QuarkusTest
class ActiveVersionTest {
    private static final String MODEL = "dmn/cancel-pending-order.dmn";
    private static final String NAME = "Retail Cancel Pending Order";
    private static final String INPUTS = """
            {"Order Status": "pending", "Cancellation Reason": "no longer needed", "Amount Paid USD": 50,
             "Order Total USD": 50, "Original Payment": {"id": "p", "source": "paypal"}}
            """;

    @Inject
    Registry registry;

    @Inject
    Rollouts rollouts;

    private final Deque<Deployment> active = new ArrayDeque<>();

    @AfterEach
    void restore() {
        while (!active.isEmpty()) {
            rollBack();
        }
    }

    @Test
    void model_answersFromTheVersionThatIsActive() {
        assertThat(refund()).isEqualTo(50);

        activate(changed("min(Amount Paid USD, Order Total USD)", "min(Amount Paid USD, 20)"));

        assertThat(refund()).isEqualTo(20);
        assertThat(refundOfDecision()).isEqualTo(20);

        rollBack();

        assertThat(refund()).isEqualTo(50);
        assertThat(refundOfDecision()).isEqualTo(50);
    }

    @Test
    void inputs_areThoseOfTheVersionThatIsActive() {
        activate(changed("Cancellation Reason", "Stated Reason"));

        ask().then().statusCode(422).body("errors.pointer", equalTo(List.of("/Stated Reason", "/Cancellation Reason")));
    }

    @Test
    void model_thatNoActivePolicyHasAnyMore_isGone() {
        activate(changed(NAME, "Retail Cancel Any Order"));

        ask().then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:plimsoll:problem:gone"), "detail", containsString(NAME));
    }

    @Test
    void table_withoutAMatchingRow_isAProblemThatNamesIt() {
        activate(changed("<text>\"gift_card\"</text>", "<text>\"paypal\",\"credit_card\"</text>"));

        Response answer = ask(INPUTS.replace("paypal", "gift_card"), "/" + NAME);

        answer.then()
                .statusCode(422)
                .body("type", equalTo("urn:plimsoll:problem:no-answer"), "detail", containsString("Refund Timing"));
        assertThat(answer.header("X-Kogito-decision-messages")).isNull();
    }

    @Test
    void versionsThatAreSwapped_whileManyAsk_answerWholly() throws Exception {
        VersionId other = changed("min(Amount Paid USD, Order Total USD)", "min(Amount Paid USD, 20)");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        List<Future<Set<Integer>>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(
                        () -> IntStream.range(0, 100).mapToObj(call -> refund()).collect(Collectors.toSet())));
            }
            threads.execute(() -> {
                while (!done.get()) {
                    activate(other);
                    rollBack();
                }
            });
            for (Future<Set<Integer>> each : answers) {
                assertThat(each.get()).isSubsetOf(20, 50);
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static Response ask() {
        return ask(INPUTS, "/" + NAME);
    }

    private static Response ask(String body, String path) {
        return given().auth()
                .preemptive()
                .basic("client", "client-demo")
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static int refund() {
        return ask().then().statusCode(200).extract().path("'Refund Amount USD'");
    }

    private static int refundOfDecision() {
        return ask("""
                        {"signal": {"id": "%s", "customer": "swap", "occurredAt": "2026-03-02T09:15:00Z"},
                         "request": {"type": "cancel_pending_order"},
                         "facts": {"status": "pending", "reason": "no longer needed", "paid": 50, "order_total": 50,
                                   "original_payment": {"id": "paypal_1", "source": "paypal"}}}
                        """.formatted(UUID.randomUUID()), "/v1/domains/retail/decisions")
                .then()
                .statusCode(201)
                .extract()
                .path("verdict.intents[0].ceiling.amount");
    }

    /** The built-in policy with another text in one model. */
    private VersionId changed(String text, String other) {
        PolicyBundle bundle = BuiltInPolicies.bundle("retail");
        Map<String, byte[]> files = new HashMap<>();
        bundle.paths().forEach(path -> files.put(path, bundle.file(path)));
        for (String path : List.of(MODEL, PolicyBundle.MANIFEST)) {
            files.put(
                    path,
                    new String(files.get(path), StandardCharsets.UTF_8)
                            .replace(text, other)
                            .getBytes(StandardCharsets.UTF_8));
        }
        PolicyBundle next = new PolicyBundle(files);
        return registry.ship(new DomainName("retail"), Manifest.Kind.POLICY, next)
                .id();
    }

    private void activate(VersionId version) {
        active.push(rollouts.start(
                version,
                new Rollouts.Wish(Deployment.Stage.ACTIVE, null, null, null, null, "operator", "to see it answer")));
        rollouts.takeOver();
    }

    private void rollBack() {
        rollouts.rollBack(active.pop().rollout(), "operator", "seen");
        rollouts.takeOver();
    }
}
