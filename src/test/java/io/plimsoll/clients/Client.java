package io.plimsoll.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the clients of docs/clients.md. */
enum Client {
    CURL(List.of("sh", "curl", "jq")) {
        @Override
        String ask(URI service, Question question) {
            try {
                Path body = Files.createTempFile("refund", ".json");
                try {
                    Files.writeString(body, question.json());
                    return run(
                            service,
                            List.of(
                                    "sh",
                                    NodeProject.SOURCES
                                            .resolve("may-i-refund.sh")
                                            .toString(),
                                    body.toString()));
                } finally {
                    Files.delete(body);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    JAVA(List.of()) {
        @Override
        String ask(URI service, Question question) {
            return new MayIRefund(address(service))
                    .ask(
                            question.order(),
                            question.customer(),
                            question.tier(),
                            new BigDecimal(question.amount()),
                            new BigDecimal(question.paid()),
                            OffsetDateTime.parse(question.askedAt()))
                    .getValue();
        }
    },
    TYPESCRIPT(List.of()) {
        @Override
        String ask(URI service, Question question) {
            return run(
                    service, question.after("node", NodeProject.compiledClient().toString()));
        }
    },
    PYTHON(List.of("python3")) {
        @Override
        String ask(URI service, Question question) {
            return run(
                    service,
                    question.after(
                            "python3",
                            NodeProject.SOURCES.resolve("may_i_refund.py").toString()));
        }
    };

    /** A refund that somebody asks for. Numbers are as a caller writes them. */
    record Question(String order, String customer, String tier, String amount, String paid, String askedAt) {
        private List<String> after(String... command) {
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of(order, customer, tier, amount, paid, askedAt));
            return all;
        }

        private String json() {
            return """
                    {"signal": {"id": "refund of %s", "customer": "%s", "case": "%s", "occurredAt": "%s"},
                     "request": {"type": "refund"},
                     "facts": {"tier": "%s", "refund_amount": %s, "amount_paid": %s}}
                    """.formatted(order, customer, order, askedAt, tier, amount, paid);
        }
    }

    private final List<String> programs;

    Client(List<String> programs) {
        this.programs = programs;
    }

    /** The programs that it needs and this machine does not have. */
    List<String> missing() {
        return programs.stream().filter(program -> !Program.exists(program)).toList();
    }

    /** The outcome that it acts on. */
    abstract String ask(URI service, Question question);

    private static String run(URI service, List<String> command) {
        Map<String, String> environment = Map.of("PLIMSOLL", address(service), "NO_PROXY", "*", "no_proxy", "*");
        String output = Program.run(Path.of("."), environment, command).output().strip();
        // before the outcome stands what a program complains of
        return output.substring(output.lastIndexOf('\n') + 1);
    }

    private static String address(URI service) {
        return "http://" + service.getAuthority();
    }
}
