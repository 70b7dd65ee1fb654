package io.plimsoll.record.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Digest;
import io.plimsoll.record.DecisionHistory;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.record.Source;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code decision}; written by {@link DecisionAppend} only. */
@Entity
@Immutable
@Table(name = "decision")
@NullUnmarked // Hibernate fills the fields
class DecisionEntity {
    @Id
    UUID id;

    String domain;
    String source;

    @Column(name = "signal_id")
    String signalId;

    String customer;

    @Column(name = "case_id")
    @Nullable String caseId;

    @Column(name = "request_type")
    @Nullable String requestType;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "policy_version")
    int policyVersion;

    @Column(name = "policy_digest")
    byte[] policyDigest;

    @Column(name = "policy_stage")
    String policyStage;

    String chosen;
    String engine;

    @Column(name = "guardrails_version")
    @Nullable Integer guardrailsVersion;

    @Column(name = "guardrails_digest")
    byte @Nullable [] guardrailsDigest;

    String outcome;
    int severity;
    String[] reasons;

    @Column(name = "content_digest")
    byte[] contentDigest;

    @Nullable String traceparent;

    byte[] situation;
    byte[] verdict;
    byte[] trace;

    @Column(name = "situation_digest")
    byte[] situationDigest;

    @Column(name = "evaluation_digest")
    byte[] evaluationDigest;

    DecisionHistory.Recording toRecording() {
        return new DecisionHistory.Recording(
                toRecord(), Digest.ofBytes(situationDigest), Digest.ofBytes(evaluationDigest));
    }

    RecordedDecision toRecord() {
        return new RecordedDecision(
                new DecisionId(id),
                new DomainName(domain),
                Source.of(source),
                new SignalId(signalId),
                new RecordedDecision.SubjectReference(customer, caseId, requestType),
                occurredAt,
                decidedAt,
                new PolicyReference(
                        policyVersion,
                        Digest.ofBytes(policyDigest),
                        PolicyReference.Stage.valueOf(policyStage),
                        guardrailsVersion == null || guardrailsDigest == null
                                ? null
                                : new PolicyReference.Guardrails(guardrailsVersion, Digest.ofBytes(guardrailsDigest)),
                        chosen,
                        engine),
                Outcome.valueOf(outcome),
                severity,
                List.of(reasons),
                Digest.ofBytes(contentDigest),
                new String(situation, StandardCharsets.UTF_8),
                new String(verdict, StandardCharsets.UTF_8),
                new String(trace, StandardCharsets.UTF_8),
                traceparent);
    }
}
