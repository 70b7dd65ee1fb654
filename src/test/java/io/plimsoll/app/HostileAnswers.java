package io.plimsoll.app;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.app.HostileRequests.Request;
import io.plimsoll.app.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds what is wrong with the answers to hostile requests. */
final class HostileAnswers {
    /** None of these is in what is sent. The type of our events may be named. */
    private static final Pattern INNARDS =
            Pattern.compile("Exception|\\bat (io|org|java)\\.|\\bjava\\.|\\bjavax?\\.|jakarta\\."
                    + "|io\\.plimsoll\\.(?!signal\\.v1)|org\\.(kie|drools|postgres|hibernate|jboss)|fasterxml|io\\.(quarkus|vertx|netty)"
                    + "|\\b(SELECT|INSERT INTO|PSQL|SQLSTATE)\\b");

    private static final String EVENTS = "{\"items\":[{\"event\":";
    private static final ObjectMapper JSON = new ObjectMapper();

    private HostileAnswers() {}

    /** What is wrong with this answer; empty if nothing is. */
    static String fault(Request request, Answer answer) {
        int status = answer.status();
        if (status == 0) {
            // a sender of too much may lose the answer with the connection
            return request.body().length > 1_000_000 ? "" : "no answer";
        } else if (status >= 500
                && !(status == 503 && !answer.header("Retry-After").isEmpty())) {
            return "5xx";
        } else if (INNARDS.matcher(answer.body()).find()) {
            return "innards";
        } else if (request.method().equals("HEAD")) {
            return "";
        } else if (status < 400) {
            return entries(request, answer);
        } else if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            return isProtocolError(answer) ? "" : "no problem";
        }
        return problem(tree(answer.body()), status, tree(text(request)));
    }

    /** The ids of the decisions that an answer calls new. */
    static List<String> decided(Answer answer) {
        if (answer.status() == 201
                && answer.header("Location").startsWith("/v1/decisions/")
                && answer.header("Idempotent-Replayed").isEmpty()) {
            return List.of(tree(answer.body()).path("id").asText());
        }
        Stream<JsonNode> entries = answer.header("Content-Type").startsWith("application/x-ndjson")
                ? answer.body().lines().map(HostileAnswers::tree)
                : answer.body().startsWith(EVENTS)
                        ? StreamSupport.stream(tree(answer.body()).path("items").spliterator(), false)
                        : Stream.of();
        return entries.filter(entry ->
                        entry.has("decision") && !entry.path("replayed").asBoolean())
                .map(entry -> entry.at("/decision/id").asText())
                .toList();
    }

    /** Broken HTTP is answered by the server itself, before there is a request. */
    private static boolean isProtocolError(Answer answer) {
        return answer.body().isEmpty() && List.of(400, 414, 431).contains(answer.status());
    }

    /** Of batches: the problems in each line or event. */
    private static String entries(Request request, Answer answer) {
        String type = answer.header("Content-Type");
        if (type.startsWith("application/x-ndjson")) {
            String[] lines = text(request).replaceFirst("^\uFEFF", "").split("\n", -1);
            return answer.body()
                    .lines()
                    .map(HostileAnswers::tree)
                    .map(entry -> entry(entry, tree(lines[entry.path("line").asInt() - 1])))
                    .filter(fault -> !fault.isEmpty())
                    .findFirst()
                    .orElse("");
        } else if (type.startsWith("application/json") && answer.body().startsWith(EVENTS)) {
            JsonNode sent = tree(text(request));
            for (JsonNode entry : tree(answer.body()).path("items")) {
                String fault = entry(entry, sent.path(entry.path("event").asInt() - 1));
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "";
    }

    private static String entry(JsonNode entry, JsonNode sent) {
        if (entry.path("status").asInt() >= 500 && entry.path("status").asInt() != 503) {
            return "5xx in a batch";
        }
        return entry.has("problem")
                ? problem(entry.path("problem"), entry.path("status").asInt(), sent)
                : entry.has("decision") ? "" : "entry without answer";
    }

    private static String problem(JsonNode problem, int status, JsonNode sent) {
        for (String name : List.of("type", "title", "detail", "instance")) {
            if (problem.path(name).asText().isBlank()) {
                return "problem without " + name;
            }
        }
        if (problem.path("status").asInt() != status) {
            return "problem of another status";
        }
        String detail = problem.path("detail").asText();
        if (detail.replaceFirst("\\.$", "").equals(problem.path("title").asText())) {
            return "problem without advice";
        }
        boolean violated = problem.path("type").asText().endsWith(":contract-violated");
        if (violated && problem.path("errors").isEmpty()) {
            return "violation without places";
        }
        for (JsonNode error : problem.path("errors")) {
            if (error.path("detail").asText().isBlank()) {
                return "place without advice";
            } else if (violated && !leadsSomewhere(error.path("pointer"), sent)) {
                return "pointer " + error.path("pointer") + " leads nowhere";
            }
        }
        return "";
    }

    /** At something that was sent, or at a missing member of it. */
    private static boolean leadsSomewhere(JsonNode pointer, JsonNode sent) {
        if (!pointer.isTextual()) {
            return false;
        } else if (sent.isMissingNode()) {
            // what we cannot read ourselves: UTF-16, two values
            return true;
        }
        String inside = "/data_base64";
        String place = pointer.asText();
        if (place.startsWith(inside + "/")) {
            String data = new String(
                    Base64.getDecoder().decode(sent.path("data_base64").asText()), StandardCharsets.UTF_8);
            return leadsSomewhere(JSON.getNodeFactory().textNode(place.substring(inside.length())), tree(data));
        }
        try {
            JsonPointer path = JsonPointer.compile(place);
            JsonPointer parent = path.head();
            return !sent.at(path).isMissingNode()
                    || (parent != null && sent.at(parent).isContainerNode());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** Missing if it is no JSON. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
