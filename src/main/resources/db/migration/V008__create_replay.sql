-- Recorded decisions are evaluated again: to prove that they still come out the same, or to see what a change would do.

CREATE TABLE replay (
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    mode            text        NOT NULL,
    domain          text,
    candidate       text,
    candidate_digest bytea,
    baseline        text,
    baseline_digest bytea,
    counterpart     text,
    counterpart_digest bytea,
    -- The filter, as canonical JSON.
    data            text        NOT NULL,
    decisions       bigint      NOT NULL,
    by_name         text        NOT NULL,
    why             text        NOT NULL,
    state           text        NOT NULL,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    failure         text,
    data_digest     bytea,
    dossier         bytea,
    dossier_digest  bytea,
    CONSTRAINT replay_pk PRIMARY KEY (id),
    CONSTRAINT replay_mode_known CHECK (mode IN ('REPRODUCE', 'COMPARE', 'SIMULATE')),
    CONSTRAINT replay_state_known CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    CONSTRAINT replay_versions_of_changes CHECK (
        (mode = 'REPRODUCE') = (candidate IS NULL)
        AND (candidate IS NULL) = (candidate_digest IS NULL)
        AND (candidate IS NULL) = (baseline IS NULL)
        AND (baseline IS NULL) = (baseline_digest IS NULL)
        AND (counterpart IS NULL) = (counterpart_digest IS NULL)),
    CONSTRAINT replay_domain_of_changes CHECK (mode = 'REPRODUCE' OR domain IS NOT NULL),
    CONSTRAINT replay_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL)),
    CONSTRAINT replay_failure_told CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
    CONSTRAINT replay_dossier_whole CHECK ((dossier IS NULL) = (dossier_digest IS NULL))
);

CREATE INDEX replay_running ON replay (id) WHERE state = 'RUNNING';

-- A replay is done in parts, each by whoever claims it first; what was claimed and not ended in time is claimed again.
CREATE TABLE replay_partition (
    replay        bigint      NOT NULL,
    number        integer     NOT NULL,
    after_time    timestamptz,
    after_id      uuid,
    last_time     timestamptz NOT NULL,
    last_id       uuid        NOT NULL,
    state         text        NOT NULL,
    attempts      integer     NOT NULL DEFAULT 0,
    claimed_by    text,
    claimed_until timestamptz,
    evaluated     bigint      NOT NULL DEFAULT 0,
    left_out      bigint      NOT NULL DEFAULT 0,
    changed       bigint      NOT NULL DEFAULT 0,
    data_digest   bytea,
    tally         text,
    CONSTRAINT replay_partition_pk PRIMARY KEY (replay, number),
    CONSTRAINT replay_partition_of_replay FOREIGN KEY (replay) REFERENCES replay (id),
    CONSTRAINT replay_partition_state_known CHECK (state IN ('OPEN', 'CLAIMED', 'DONE')),
    CONSTRAINT replay_partition_after_whole CHECK ((after_time IS NULL) = (after_id IS NULL)),
    CONSTRAINT replay_partition_claimed CHECK (
        (state = 'CLAIMED') = (claimed_until IS NOT NULL) AND (state = 'CLAIMED') = (claimed_by IS NOT NULL)),
    CONSTRAINT replay_partition_result CHECK (
        (state = 'DONE') = (tally IS NOT NULL) AND (state = 'DONE') = (data_digest IS NOT NULL))
);

CREATE INDEX replay_partition_open ON replay_partition (replay, number) WHERE state <> 'DONE';

-- Decisions that come out otherwise.
CREATE TABLE replay_change (
    replay         bigint      NOT NULL,
    decision_id    uuid        NOT NULL,
    decided_at     timestamptz NOT NULL,
    partition      integer     NOT NULL,
    before_outcome text        NOT NULL,
    after_outcome  text        NOT NULL,
    before_verdict bytea       NOT NULL,
    after_verdict  bytea       NOT NULL,
    details        text[]      NOT NULL,
    CONSTRAINT replay_change_pk PRIMARY KEY (replay, decision_id),
    CONSTRAINT replay_change_of_partition FOREIGN KEY (replay, partition) REFERENCES replay_partition (replay, number),
    CONSTRAINT replay_change_of_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
);

CREATE INDEX replay_change_by_time ON replay_change (replay, decided_at, decision_id);

CREATE TRIGGER replay_change_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON replay_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
