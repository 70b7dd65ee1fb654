package io.plimsoll.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.Contract;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.SchemaLibrary;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.policy.BuiltInPolicies;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that is published means what the contract means. */
class DomainSchemaTest {
    private static final Contract CONTRACT = PolicyCompiler.compile(BuiltInPolicies.bundle("retail"))
            .fold(Compilation.Compiled::policy, rejected -> {
                throw new AssertionError(rejected.findings());
            })
            .contract();
    private static final Map<String, @Nullable Object> SCHEMA = CONTRACT.schema("urn:test");
    private static final SchemaLibrary LIBRARY = new SchemaLibrary(SCHEMA);
    private static final String SIGNAL =
            "\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\"}";

    @Test
    void schema_isASchemaWithTheWordsOfTheManifest() {
        assertThat(SchemaLibrary.faults(SCHEMA)).isEmpty();
        assertThat(CanonicalJson.text(SCHEMA))
                .contains("The shop's number of the order.")
                .contains("In USD. Needed to decide cancel_pending_order.")
                .contains("\"$id\":\"urn:test\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{SIGNAL}",
                "{SIGNAL, \"request\": null, \"facts\": null}",
                "{SIGNAL, \"facts\": {\"status\": null, \"order_total\": 0, \"n_items\": 3.0}}",
                "{SIGNAL, \"request\": {\"type\": \"return_delivered_order_items\"}}",
                "{SIGNAL, \"request\": {\"type\": \"return_delivered_order_items\", \"arguments\": null}}",
                "{SIGNAL, \"request\": {\"type\": \"return_delivered_order_items\", \"arguments\": {\"order_id\": \"#W1\"}}}",
                "{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\", \"scores\": null}}",
                "{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\","
                        + " \"scores\": {\"sentiment\": -1},"
                        + " \"producer\": {\"kind\": \"MODEL\", \"name\": \"m\", \"version\": \"1\"}}}",
            })
    void body_thatTheContractAccepts_isValid(String body) {
        Object tree = tree(body);

        assertThat(CONTRACT.violations(tree)).isEmpty();
        assertThat(LIBRARY.violations(tree)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{SIGNAL, \"more\": 1}",
                "{SIGNAL, \"facts\": {\"unknown\": 1}}",
                "{SIGNAL, \"facts\": {\"order_total\": -1}}",
                "{SIGNAL, \"facts\": {\"order_total\": \"1\"}}",
                "{SIGNAL, \"facts\": {\"n_items\": 1.5}}",
                "{SIGNAL, \"facts\": {\"items\": [null]}}",
                "{SIGNAL, \"facts\": {\"items\": [{\"unknown\": 1}]}}",
                "{SIGNAL, \"request\": {}}",
                "{SIGNAL, \"request\": {\"type\": \"unknown\"}}",
                "{SIGNAL, \"request\": {\"type\": \"return_delivered_order_items\", \"arguments\": {\"unknown\": 1}}}",
                "{SIGNAL, \"request\": {\"type\": \"return_delivered_order_items\", \"arguments\": {\"order_id\": 1}}}",
                "{SIGNAL, \"request\": {\"type\": \"return_delivered_order_items\", \"arguments\": []}}",
                "{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"yesterday\"}}",
                "{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\","
                        + " \"scores\": {\"sentiment\": -1}}}",
                "{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\","
                        + " \"scores\": {}, \"producer\": null}}",
            })
    void body_thatTheContractRefuses_isInvalid(String body) {
        Object tree = tree(body);

        assertThat(CONTRACT.violations(tree)).isNotEmpty();
        assertThat(LIBRARY.violations(tree)).isNotEmpty();
    }

    private static @Nullable Object tree(String body) {
        return StrictJson.read(body.replace("SIGNAL", SIGNAL).getBytes(StandardCharsets.UTF_8));
    }
}
