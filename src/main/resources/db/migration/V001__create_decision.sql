-- Decisions as they were made, with everything that is needed to compute and to prove them again.

CREATE TABLE decision (
    id                uuid        NOT NULL,
    domain            text        NOT NULL,
    source            text        NOT NULL,
    signal_id         text        NOT NULL,
    customer          text        NOT NULL,
    case_id           text,
    request_type      text,
    occurred_at       timestamptz NOT NULL,
    decided_at        timestamptz NOT NULL,
    policy_version    integer     NOT NULL,
    policy_digest     bytea       NOT NULL,
    policy_stage      text        NOT NULL,
    engine            text        NOT NULL,
    outcome           text        NOT NULL,
    severity          integer     NOT NULL,
    reasons           text[]      NOT NULL,
    content_digest    bytea       NOT NULL,
    situation         bytea       NOT NULL,
    situation_digest  bytea       NOT NULL,
    verdict           bytea       NOT NULL,
    trace             bytea       NOT NULL,
    evaluation_digest bytea       NOT NULL,
    CONSTRAINT decision_pk PRIMARY KEY (id),
    CONSTRAINT decision_signal_once UNIQUE (domain, source, signal_id),
    CONSTRAINT decision_policy_version_positive CHECK (policy_version > 0),
    CONSTRAINT decision_policy_stage_known CHECK (policy_stage IN ('ACTIVE', 'CANARY')),
    CONSTRAINT decision_outcome_known
        CHECK (outcome IN ('DISMISS', 'MONITOR', 'ACT', 'ASK_APPROVAL', 'ESCALATE')),
    CONSTRAINT decision_severity_in_range CHECK (severity BETWEEN 1 AND 5),
    CONSTRAINT decision_digests_are_sha256 CHECK (
        octet_length(policy_digest) = 32 AND octet_length(content_digest) = 32
        AND octet_length(situation_digest) = 32 AND octet_length(evaluation_digest) = 32)
);

CREATE INDEX decision_by_time ON decision (decided_at DESC, id DESC);
CREATE INDEX decision_by_domain ON decision (domain, decided_at DESC, id DESC);
CREATE INDEX decision_by_customer ON decision (customer, decided_at DESC, id DESC);

-- Which body a client sent under an Idempotency-Key, and what came of it.
CREATE TABLE idempotency_key (
    client         text        NOT NULL,
    path           text        NOT NULL,
    key            text        NOT NULL,
    content_digest bytea       NOT NULL,
    decision_id    uuid        NOT NULL,
    created_at     timestamptz NOT NULL,
    CONSTRAINT idempotency_key_pk PRIMARY KEY (client, path, key),
    -- Deferred, because a key and its decision are written by one statement.
    CONSTRAINT idempotency_key_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT idempotency_key_digest_is_sha256 CHECK (octet_length(content_digest) = 32)
);

CREATE INDEX idempotency_key_by_decision ON idempotency_key (decision_id);

CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END
$$;

CREATE TRIGGER decision_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
