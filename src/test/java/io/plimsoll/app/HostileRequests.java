package io.plimsoll.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Malformed and malicious requests to every operation of an OpenAPI document; bodies begin as good ones for the domains
 * that there are. Most callers may do what they ask for. The same seed makes the same requests, but for the identities of
 * signals.
 */
final class HostileRequests {
    private static final String SCHEMA = "#/components/schemas/";

    /** @param what the operation, as the document names it */
    record Request(String what, String method, String target, String headers, byte[] body) {}

    /** @param roles that may call it; empty if everybody may */
    private record Operation(String path, String method, JsonNode parameters, JsonNode content, List<String> roles) {}

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode api;
    private final Map<String, JsonNode> domains;
    private final Map<String, String> credentials;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation> deciding;
    private final Random random;
    private final Samples samples;
    private final Mutations mutations;
    /** Of the request that is being made. */
    private String domain = "";

    private int made;

    /**
     * @param domains the schema of what may be sent to each, by name
     * @param credentials a header line by role
     */
    HostileRequests(JsonNode api, Map<String, JsonNode> domains, Map<String, String> credentials, long seed) {
        this.api = api;
        this.domains = domains;
        this.credentials = credentials;
        this.random = new Random(seed);
        this.samples = new Samples(random);
        this.mutations = new Mutations(random);
        samples.define(SCHEMA + "Submission", this::submission);
        samples.define(SCHEMA + "EventContent", this::content);
        samples.define(SCHEMA + "SignalEvent", this::event);
        api.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (!operation.getKey().equals("parameters")) {
                        operations.add(operation(path.getKey(), operation.getKey(), operation.getValue()));
                    }
                }));
        deciding = operations.stream()
                .filter(one -> one.content().toString().contains("/Submission\"")
                        || one.content().toString().contains("/SignalEvent\""))
                .toList();
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        Set<String> roles = new TreeSet<>();
        operation
                .path("security")
                .forEach(scheme -> scheme.forEach(names -> names.forEach(role -> roles.add(role.asText()))));
        return new Operation(
                path,
                method.toUpperCase(Locale.ROOT),
                operation.path("parameters"),
                operation.path("requestBody").path("content"),
                List.copyOf(roles));
    }

    int operations() {
        return operations.size();
    }

    Request next() {
        // each in turn; those that store get as many again
        Operation operation = made % 4 == 3 ? pick(deciding) : operations.get(made % operations.size());
        made++;
        domain = pick(List.copyOf(domains.keySet()));
        String method = chance(20)
                ? pick(List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "BREW", "OPTIONS"))
                : operation.method();
        StringBuilder headers = new StringBuilder(caller(operation));
        byte[] body = body(operation, headers);
        if (chance(6)) {
            headers.append(pick(HostileWords.HEADERS)).append("\r\n");
        }
        return new Request(
                operation.method() + " " + operation.path(), method, target(operation), headers.toString(), body);
    }

    /** Nine of ten may do it. */
    private String caller(Operation operation) {
        if (chance(20)) {
            return badCredentials();
        } else if (chance(20) || operation.roles().isEmpty()) {
            return pick(List.copyOf(credentials.values()));
        }
        return Objects.requireNonNull(credentials.get(pick(operation.roles())));
    }

    private String target(Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                String good = name.equals("domain") ? domain : chance(2) ? "1" : sample(parameter);
                path = path.replace("{" + name + "}", chance(5) ? pick(HostileWords.PATHS) : good);
            } else if (parameter.path("in").asText().equals("query") && chance(3)) {
                query.add(name + "="
                        + switch (random.nextInt(3)) {
                            case 0 -> pick(HostileWords.PATHS);
                            case 1 -> encoded(pick(HostileWords.STRINGS));
                            default -> sample(parameter);
                        });
            }
        }
        if (chance(10)) {
            query.add(pick(List.of(
                    "x=y", "limit=-1", "limit=999999999999", "cursor=AAAA", "&&", "=", "%00=1", "limit=1&limit=2")));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String sample(JsonNode parameter) {
        return encoded(samples.of(parameter.path("schema"), api).asText());
    }

    private byte[] body(Operation operation, StringBuilder headers) {
        if (operation.content().isEmpty()) {
            return chance(10) ? "{\"x\": 1}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        List<String> types = new ArrayList<>();
        operation.content().fieldNames().forEachRemaining(types::add);
        String type = pick(types);
        String boundary = type.startsWith("multipart/") ? "; boundary=hostile" : "";
        headers.append("Content-Type: ")
                .append(chance(16) ? pick(HostileWords.TYPES) : type + boundary)
                .append("\r\n");
        JsonNode schema = operation.content().path(type).path("schema");
        if (schema.path("$ref").asText().equals(SCHEMA + "EventContent")) {
            headers.append("ce-specversion: 1.0\r\nce-type: io.plimsoll.signal.v1\r\nce-plimsolldomain: ")
                    .append(domain)
                    .append("\r\nce-source: /shop\r\nce-time: 2026-03-02T09:15:00Z\r\nce-id: ")
                    .append(chance(5) ? encoded(pick(HostileWords.STRINGS)) : fresh())
                    .append("\r\n");
        }
        if (type.equals("application/x-ndjson")) {
            StringBuilder lines = new StringBuilder();
            for (int line = random.nextInt(4); line >= 0; line--) {
                lines.append(mutations.text(samples.of(schema, api))).append('\n');
            }
            return mutations.bytes(lines.toString());
        } else if (type.equals("application/json") || type.endsWith("+json")) {
            return mutations.bytes(mutations.text(samples.of(schema, api)));
        }
        return type.startsWith("multipart/") ? parts(schema) : mutations.noise();
    }

    /** A form with the fields of the schema, each with noise that may call itself a file. */
    private byte[] parts(JsonNode schema) {
        StringBuilder form = new StringBuilder();
        schema.path("properties").fieldNames().forEachRemaining(name -> form.append("--hostile\r\n")
                .append("Content-Disposition: form-data; name=\"")
                .append(name)
                .append(chance(2) ? "\"; filename=\"../../x.zip" : "")
                .append("\"\r\n\r\n")
                .append(new String(mutations.noise(), StandardCharsets.ISO_8859_1))
                .append("\r\n"));
        return form.append(chance(4) ? "" : "--hostile--\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For the domain of the request: a signal of its own, with the marker in its text. */
    private ObjectNode submission() {
        ObjectNode body = samples.submission(Objects.requireNonNull(domains.get(domain)));
        String id = fresh();
        ((ObjectNode) body.path("signal"))
                .put("id", id)
                .put("customer", chance(3) ? "hostile-customer-" + random.nextInt(5) : id)
                .put("text", HostileWords.MARKER + " " + pick(HostileWords.STRINGS));
        return body;
    }

    /** A submission that leaves its id to the event. */
    private ObjectNode content() {
        ObjectNode body = submission();
        ((ObjectNode) body.path("signal")).remove("id");
        return body;
    }

    private ObjectNode event() {
        ObjectNode event = json.createObjectNode();
        event.put("specversion", "1.0")
                .put("type", "io.plimsoll.signal.v1")
                .put("source", "/shop")
                .put("id", fresh())
                .put("plimsolldomain", domain);
        return event.set("data", content());
    }

    private String fresh() {
        return "h-" + Long.toHexString(System.nanoTime()) + random.nextInt(1_000_000);
    }

    private String badCredentials() {
        return pick(List.of(
                "",
                "X-API-Key: plk_\r\n",
                "X-API-Key: ' or 1=1 --\r\n",
                "Authorization: Basic !!!\r\n",
                "Authorization: Basic OjpA\r\n",
                "Authorization: Bearer a.b.c\r\n",
                "Authorization: Negotiate\r\n",
                "Authorization: \r\n",
                credentials.get("client") + "Authorization: Bearer x\r\n"));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.length() > 1_000 ? text.substring(0, 1_000) : text, StandardCharsets.UTF_8);
    }
}
