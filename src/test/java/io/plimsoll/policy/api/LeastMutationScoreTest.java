package io.plimsoll.policy.api;

import static io.plimsoll.rollout.api.Policies.approve;
import static io.plimsoll.rollout.api.Policies.as;
import static io.plimsoll.rollout.api.Policies.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both sides of the score that an approval asks for; that of {@link WeakPolicy} is 0.4. */
@QuarkusTest
@TestProfile(LeastMutationScoreTest.Asked.class)
class LeastMutationScoreTest {
    /** One domain asks for what the policy has, another for a little more. */
    public static class Asked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.approval.least-mutation-score", "0.4,strict-exam=0.4001");
        }
    }

    private static void examine(String id) {
        assertThat(WeakPolicy.ended(as("reviewer")
                                .body("{\"kind\": \"MUTATION\"}")
                                .post("/v1/policy-versions/" + id + "/examinations"))
                        .getString("state"))
                .isEqualTo("DONE");
    }

    @Test
    void scoreThatIsNotKnown_thenEnough_isApproved() {
        String id = WeakPolicy.draft("lenient-exam");
        submit(id).then().statusCode(201);
        approve("reviewer", id)
                .then()
                .statusCode(422)
                .body("type", endsWith("gate-closed"))
                .body(
                        "detail",
                        containsString("Its mutation score is not among the evidence, and at least 0.4 is asked"));

        examine(id);

        approve("reviewer", id).then().statusCode(201).body("state", equalTo("APPROVED"));
    }

    @Test
    void scoreThatIsTooLow_isNotApproved() {
        String id = WeakPolicy.draft("strict-exam");
        examine(id);
        submit(id).then().statusCode(201);

        approve("reviewer", id)
                .then()
                .statusCode(422)
                .body("type", endsWith("gate-closed"))
                .body("detail", containsString("Its mutation score is 0.4, and at least 0.4001 is asked for."));
    }
}
