package io.plimsoll.clients;

import com.example.plimsoll.ApiClient;
import com.example.plimsoll.ApiException;
import com.example.plimsoll.api.DecisionsApi;
import com.example.plimsoll.api.DecisionsApi.APIDecideRequest;
import com.example.plimsoll.model.Disposition;
import com.example.plimsoll.model.Intent;
import com.example.plimsoll.model.Outcome;
import com.example.plimsoll.model.Request;
import com.example.plimsoll.model.Signal;
import com.example.plimsoll.model.Submission;
import com.example.plimsoll.model.Verdict;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks whether a refund may be paid. */
final class MayIRefund {
    private final DecisionsApi decisions;

    /** @param service for example {@code http://localhost:8080} */
    MayIRefund(String service) {
        byte[] demoUser = "client:client-demo".getBytes(StandardCharsets.UTF_8);
        String credentials = "Basic " + Base64.getEncoder().encodeToString(demoUser);
        ApiClient client = new ApiClient();
        client.updateBaseUri(service);
        client.setRequestInterceptor(request -> request.header("Authorization", credentials));
        decisions = new DecisionsApi(client);
    }

    /** ACT: pay it. Anything else: do not, and with ASK_APPROVAL or ESCALATE a person goes on. */
    Outcome ask(
            String order, String customer, String tier, BigDecimal amount, BigDecimal paid, OffsetDateTime askedAt) {
        Submission submission = new Submission()
                .signal(new Signal()
                        .id("refund of " + order)
                        .customer(customer)
                        ._case(order)
                        .occurredAt(askedAt))
                .request(new Request().type("refund"))
                .facts(Map.of("tier", tier, "refund_amount", amount, "amount_paid", paid));
        APIDecideRequest call = APIDecideRequest.newBuilder()
                .domain("customer-recovery")
                .submission(submission)
                .build();
        // the same signal each time: it is decided once
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                return judge(
                        decisions
                                .decide(call)
                                .get(3, TimeUnit.SECONDS) // of the whole answer
                                .getVerdict(),
                        amount);
            } catch (ApiException | ExecutionException | TimeoutException | RuntimeException e) {
                // no answer, or none that can be understood
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Outcome.ESCALATE;
            }
        }
        return Outcome.ESCALATE;
    }

    private static Outcome judge(Verdict verdict, BigDecimal amount) {
        return switch (verdict.getOutcome()) {
            case ACT ->
                verdict.getIntents().stream().anyMatch(intent -> covers(intent, amount))
                        ? Outcome.ACT
                        : Outcome.ESCALATE;
            case ASK_APPROVAL, DISMISS, MONITOR -> verdict.getOutcome();
            case ESCALATE -> Outcome.ESCALATE;
        };
    }

    private static boolean covers(Intent refund, BigDecimal amount) {
        return refund.getType().equals("refund")
                && refund.getDisposition() == Disposition.PERMITTED
                && refund.getCeiling() != null
                && refund.getCeiling().getCurrency().equals("USD")
                && refund.getCeiling().getAmount().compareTo(amount) >= 0;
    }
}
