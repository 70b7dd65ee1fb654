package io.plimsoll.record.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.RecordedSuppression;
import io.plimsoll.record.Source;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code suppression}; written by {@link ConsequencesAppend} only. */
@Entity
@Immutable
@Table(name = "suppression")
@IdClass(SuppressionEntity.Key.class)
@NullUnmarked // Hibernate fills the fields
class SuppressionEntity {
    @Id
    @Column(name = "decision_id")
    UUID decisionId;

    @Id
    int number;

    String domain;
    String source;

    @Column(name = "signal_id")
    String signalId;

    String customer;

    @Column(name = "case_id")
    @Nullable String caseId;

    String what;
    String reason;

    @Column(name = "reason_text")
    String reasonText;

    Instant at;

    RecordedSuppression toRecord() {
        return new RecordedSuppression(
                new DecisionId(decisionId),
                number,
                new DomainName(domain),
                Source.of(source),
                signalId,
                customer,
                caseId,
                what,
                new Reason(reason, reasonText),
                at);
    }

    record Key(UUID decisionId, int number) {}
}
