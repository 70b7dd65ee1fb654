package io.plimsoll.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Digest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions are recorded only under the controls that they were evaluated with. */
@QuarkusTest
class UnderControlsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Digest DIGEST = Digest.of(new byte[0]);

    @Inject
    DecisionStore store;

    @Inject
    EntityManager entities;

    private long latest() {
        return QuarkusTransaction.requiringNew().call(() -> ((Number)
                        entities.createNativeQuery("SELECT lock_controls()").getSingleResult())
                .longValue());
    }

    static NewDecision decision(@Nullable Long controls, @Nullable String key) {
        return new NewDecision(
                new RecordedDecision(
                        DecisionId.next(),
                        new DomainName("test"),
                        Source.of("client"),
                        new SignalId(UUID.randomUUID().toString()),
                        new RecordedDecision.SubjectReference("c-1", null, null),
                        NOON,
                        NOON,
                        new PolicyReference(1, DIGEST, PolicyReference.Stage.ACTIVE, null, "A test.", "test"),
                        Outcome.MONITOR,
                        1,
                        List.of(),
                        DIGEST,
                        "{}",
                        "{}",
                        "{}",
                        null),
                key == null ? null : new KeyUse(new ClientName("client"), "/test", key, DIGEST),
                null,
                controls);
    }

    @Test
    void append_underOtherControls_leavesTheDecisionAndItsKeyOut_andWritesTheOthers() {
        long latest = latest();
        String key = UUID.randomUUID().toString();
        NewDecision current = decision(latest, null);
        NewDecision older = decision(latest - 1, key);
        NewDecision newer = decision(latest + 1, null);
        NewDecision any = decision(null, null);

        Map<DecisionId, Written> written = store.append(List.of(older, current, newer, any));

        assertThat(written)
                .containsEntry(current.decision().id(), Written.DURABLE)
                .containsEntry(any.decision().id(), Written.DURABLE)
                .containsEntry(older.decision().id(), Written.OUTDATED)
                .containsEntry(newer.decision().id(), Written.OUTDATED);
        assertThat(store.find(older.decision().id())).isEmpty();
        assertThat(store.find(current.decision().id())).isPresent();
        assertThat(store.findKey(new ClientName("client"), "/test", key)).isEmpty();
    }
}
