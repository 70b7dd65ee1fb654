package io.plimsoll.clients;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.clients.Client.Question;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "May I refund 120?", asked by every client of docs/clients.md, at the same time. */
@QuarkusTest
class ClientsTest {
    private static final String ALLOWED = """
            {"id": "019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b", "domain": "customer-recovery", "signal": "s",
             "decidedAt": "2026-03-02T09:15:01Z",
             "policy": {"name": "customer-recovery", "version": 1, "digest": "sha256:0", "stage": "ACTIVE"},
             "verdict": {"outcome": "%s", "severity": 1, "route": null, "reasons": [], "suppressed": [],
               "intents": [{"type": "%s", "disposition": "%s", "ceiling": %s, "parameters": {}, "approvers": null,
                            "reasons": []}]},
             "links": {"self": "/", "explanation": "/", "situation": "/", "trace": "/"}}
            """;
    private static final String DOLLARS = "{\"amount\": 120, \"currency\": \"USD\"}";

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @EnumSource(Client.class)
    void client_canBeTriedOnThisMachine(Client client) {
        assumeTrue(client.missing().isEmpty(), () -> "NOT TESTED: " + client + " needs " + client.missing());

        assertThat(client.ask(service, question("PLATINUM", "120", "150"))).isEqualTo("ACT");
    }

    @Test
    void exampleOfThePage_mayBePaid() throws IOException {
        given().auth()
                .preemptive()
                .basic("client", "client-demo")
                .contentType("application/json")
                .body(Files.readString(NodeProject.SOURCES.resolve("refund.json")))
                .post("/v1/domains/customer-recovery/decisions")
                .then()
                .statusCode(201)
                .body("verdict.outcome", equalTo("ACT"))
                .body("verdict.intents[0].ceiling.amount", equalTo(120));
    }

    @ParameterizedTest
    @CsvSource({
        // the boundary without approval is 150 and 50 USD
        "PLATINUM,120,150,ACT",
        "STANDARD,120,150,ASK_APPROVAL",
        "PLATINUM,120.01,120,MONITOR",
        "PLATINUM,149.99,150,ACT",
        // no tier of the domain: a problem, and nothing stored
        "IRIDIUM,120,150,ESCALATE"
    })
    void refund_isAnsweredByThePolicy(String tier, String amount, String paid, String outcome) {
        everyClient(service, question(tier, amount, paid), outcome);
    }

    @Test
    void sameOrder_askedAgain_getsTheFirstDecision() {
        for (Client client : available()) {
            Question question = question("PLATINUM", "120", "150");

            assertThat(List.of(client.ask(service, question), client.ask(service, question)))
                    .as(client.name())
                    .containsOnly("ACT");
            assertThat(decisionsAbout(question.customer())).as(client.name()).isEqualTo(1);
        }
    }

    @Test
    void answerThatIsLost_isAskedForAgainWithTheSameSignal() throws IOException {
        Set<String> lost = ConcurrentHashMap.newKeySet();
        try (Peer careless = new Peer((call, body) -> {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.resolve(call.getRequestURI()))
                                    .header("Content-Type", "application/json")
                                    .header(
                                            "Authorization",
                                            call.getRequestHeaders().getFirst("Authorization"))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (!lost.add(body)) {
                Peer.send(call, answer.statusCode(), answer.body());
            }
        })) {
            Map<Client, Question> questions =
                    everyClient(careless.address(), question("PLATINUM", "120", "150"), "ACT");

            assertThat(careless.bodies()).hasSize(2 * questions.size());
            assertThat(new HashSet<>(careless.bodies())).hasSameSizeAs(questions.keySet());
            questions.forEach((client, question) -> assertThat(decisionsAbout(question.customer()))
                    .as(client.name())
                    .isEqualTo(1));
        }
    }

    @Test
    void serviceThatDoesNotAnswer_isAPerson() throws IOException {
        try (Peer silent = Peer.silent()) {
            Map<Client, Question> questions =
                    everyClient(silent.address(), question("PLATINUM", "120", "150"), "ESCALATE");

            assertThat(new HashSet<>(silent.bodies())).hasSameSizeAs(questions.keySet());
        }
    }

    @Test
    void answerThatNeverEnds_isAPerson() throws IOException {
        try (Peer trickling = Peer.trickling(ALLOWED.formatted("ACT", "refund", "PERMITTED", DOLLARS))) {
            everyClient(trickling.address(), question("PLATINUM", "120", "150"), "ESCALATE");
        }
    }

    @Test
    void serviceThatIsNotThere_isAPerson() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://localhost:" + socket.getLocalPort());
        }

        everyClient(nobody, question("PLATINUM", "120", "150"), "ESCALATE");
    }

    /** The counterpart of all the refusals below: it is not the peer that makes them. */
    @Test
    void answerThatAllowsIt_isTaken() throws IOException {
        try (Peer peer = Peer.answering(201, ALLOWED.formatted("ACT", "refund", "PERMITTED", DOLLARS))) {
            everyClient(peer.address(), question("PLATINUM", "120", "150"), "ACT");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LAUNCH | refund | PERMITTED | {'amount': 120, 'currency': 'USD'}",
                "ACT | refund | PERMITTED | {'amount': 119.99, 'currency': 'USD'}",
                "ACT | refund | PERMITTED | {'amount': 120, 'currency': 'JPY'}",
                "ACT | refund | PERMITTED | null",
                "ACT | refund | NEEDS_APPROVAL | {'amount': 120, 'currency': 'USD'}",
                "ACT | reach_out | PERMITTED | {'amount': 120, 'currency': 'USD'}",
                "ESCALATE | refund | PERMITTED | {'amount': 120, 'currency': 'USD'}"
            })
    void verdictThatDoesNotAllowIt_isAPerson(String outcome, String intent, String disposition, String ceiling)
            throws IOException {
        String answer = ALLOWED.formatted(outcome, intent, disposition, ceiling.replace('\'', '"'));
        try (Peer peer = Peer.answering(201, answer)) {
            everyClient(peer.address(), question("PLATINUM", "120", "150"), "ESCALATE");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 500, 503})
    void failureOverAGoodBody_isAPerson(int status) throws IOException {
        try (Peer peer = Peer.answering(status, ALLOWED.formatted("ACT", "refund", "PERMITTED", DOLLARS))) {
            everyClient(peer.address(), question("PLATINUM", "120", "150"), "ESCALATE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>ACT</html>",
                "{}",
                "null",
                "{\"verdict\": null}",
                "{\"verdict\": {\"outcome\": \"ACT\"}}"
            })
    void answerThatIsNone_isAPerson(String answer) throws IOException {
        try (Peer peer = Peer.answering(201, answer)) {
            everyClient(peer.address(), question("PLATINUM", "120", "150"), "ESCALATE");
        }
    }

    /** Each asks for a customer of its own. */
    private static Map<Client, Question> everyClient(URI service, Question model, String outcome) {
        Map<Client, Question> questions = available().stream()
                .collect(toMap(client -> client, client -> question(model.tier(), model.amount(), model.paid())));
        Map<Client, CompletableFuture<String>> answers = questions.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> CompletableFuture.supplyAsync(
                                () -> entry.getKey().ask(service, entry.getValue()),
                                command -> new Thread(command).start())));
        answers.forEach(
                (client, answer) -> assertThat(answer.join()).as(client.name()).isEqualTo(outcome));
        return questions;
    }

    private static List<Client> available() {
        return Stream.of(Client.values())
                .filter(client -> client.missing().isEmpty())
                .toList();
    }

    private static Question question(String tier, String amount, String paid) {
        String fresh = UUID.randomUUID().toString();
        return new Question(
                "W" + fresh, "c-" + fresh, tier, amount, paid, Instant.now().toString());
    }

    private static int decisionsAbout(String customer) {
        return given().auth()
                .preemptive()
                .basic("auditor", "auditor-demo")
                .get("/v1/decisions?customer=" + customer)
                .jsonPath()
                .getList("items")
                .size();
    }
}
