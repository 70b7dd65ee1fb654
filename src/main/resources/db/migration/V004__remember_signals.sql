-- What policies may remember of customers, and what must hold when decisions about them meet.

ALTER TABLE decision
    ADD COLUMN channel            text,
    ADD COLUMN topic              text,
    ADD COLUMN sentiment          numeric,
    ADD COLUMN intensity          numeric,
    ADD COLUMN activeness         numeric,
    ADD COLUMN confidence         numeric,
    ADD COLUMN intention          text,
    ADD COLUMN guardrails_version integer,
    ADD COLUMN guardrails_digest  bytea,
    ADD CONSTRAINT decision_guardrails_whole CHECK ((guardrails_version IS NULL) = (guardrails_digest IS NULL));

-- The order of events; "C" compares as the evaluation does.
CREATE INDEX decision_by_event
    ON decision (domain, customer, occurred_at DESC, source COLLATE "C" DESC, signal_id COLLATE "C" DESC);
CREATE INDEX decision_by_event_of_case
    ON decision (domain, case_id, occurred_at DESC, source COLLATE "C" DESC, signal_id COLLATE "C" DESC)
    WHERE case_id IS NOT NULL;

-- What decisions let happen; limits count these rows.
CREATE TABLE granted (
    decision_id uuid        NOT NULL,
    signal      text        NOT NULL,
    domain      text        NOT NULL,
    what        text        NOT NULL,
    disposition text        NOT NULL,
    customer    text        NOT NULL,
    case_id     text,
    queue       text,
    topic       text,
    at          timestamptz NOT NULL,
    amount      numeric,
    CONSTRAINT granted_pk PRIMARY KEY (decision_id, what),
    CONSTRAINT granted_by_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT granted_disposition_known CHECK (disposition IN ('PERMITTED', 'NEEDS_APPROVAL')),
    CONSTRAINT granted_amount_not_negative CHECK (amount >= 0)
);

CREATE INDEX granted_by_customer ON granted (domain, customer, at DESC);
CREATE INDEX granted_by_case ON granted (domain, case_id, at DESC) WHERE case_id IS NOT NULL;
CREATE INDEX granted_by_what ON granted (domain, what, at);

-- What was proposed and held back.
CREATE TABLE suppression (
    decision_id uuid        NOT NULL,
    number      integer     NOT NULL,
    domain      text        NOT NULL,
    source      text        NOT NULL,
    signal_id   text        NOT NULL,
    customer    text        NOT NULL,
    case_id     text,
    what        text        NOT NULL,
    reason      text        NOT NULL,
    reason_text text        NOT NULL,
    at          timestamptz NOT NULL,
    CONSTRAINT suppression_pk PRIMARY KEY (decision_id, number),
    CONSTRAINT suppression_by_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
);

CREATE INDEX suppression_by_time ON suppression (at DESC, decision_id DESC, number DESC);
CREATE INDEX suppression_by_customer ON suppression (domain, customer, at DESC);

CREATE TRIGGER granted_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON granted
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER suppression_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON suppression
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Counts the decisions about a customer or a case; for what customers share, only a place to lock.
CREATE TABLE standing (
    domain  text   NOT NULL,
    scope   text   NOT NULL,
    key     text   NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT standing_pk PRIMARY KEY (domain, scope, key),
    CONSTRAINT standing_scope_known CHECK (scope IN ('CUSTOMER', 'CASE', 'QUEUE', 'TOPIC', 'DOMAIN')),
    CONSTRAINT standing_version_not_negative CHECK (version >= 0)
);

-- How often something was heard in an hour of event time.
CREATE TABLE heard (
    domain text        NOT NULL,
    trend  text        NOT NULL,
    key    text        NOT NULL,
    hour   timestamptz NOT NULL,
    times  bigint      NOT NULL,
    CONSTRAINT heard_pk PRIMARY KEY (domain, trend, key, hour),
    CONSTRAINT heard_positive CHECK (times > 0)
);

-- Guardrails are versions of their own.
ALTER TABLE policy_version ADD COLUMN kind text NOT NULL DEFAULT 'POLICY';
ALTER TABLE policy_version ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE policy_version
    DROP CONSTRAINT policy_version_pk,
    DROP CONSTRAINT policy_version_digest_once,
    ADD CONSTRAINT policy_version_pk PRIMARY KEY (domain, kind, version),
    ADD CONSTRAINT policy_version_digest_once UNIQUE (domain, kind, digest),
    ADD CONSTRAINT policy_version_kind_known CHECK (kind IN ('POLICY', 'GUARDRAILS'));
