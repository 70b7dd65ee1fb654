-- How well its scenarios test a version takes minutes to find out: it is asked for, worked on in the background, and kept.

CREATE TABLE examination (
    id                 bigint      GENERATED ALWAYS AS IDENTITY,
    domain             text        NOT NULL,
    kind               text        NOT NULL,
    version            integer     NOT NULL,
    digest             bytea       NOT NULL,
    counterpart        text,
    counterpart_digest bytea,
    subject            text        NOT NULL,
    most               integer     NOT NULL,
    seed               bigint      NOT NULL,
    by_name            text        NOT NULL,
    state              text        NOT NULL,
    created_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    failure            text,
    -- How far it is in what is worked on now, and since when.
    phase              text,
    done               integer     NOT NULL DEFAULT 0,
    total              integer     NOT NULL DEFAULT 0,
    since              timestamptz,
    done_before        integer     NOT NULL DEFAULT 0,
    -- What became of each mutant so far: whoever goes on with it tries none twice.
    notes              text        NOT NULL DEFAULT '',
    -- Whoever claims it works on it; what was claimed and not ended in time is claimed again.
    attempts           integer     NOT NULL DEFAULT 0,
    claimed_by         text,
    claimed_until      timestamptz,
    report             bytea,
    proposals          bytea,
    CONSTRAINT examination_pk PRIMARY KEY (id),
    CONSTRAINT examination_of_version
        FOREIGN KEY (domain, kind, version) REFERENCES policy_version (domain, kind, version),
    CONSTRAINT examination_digest_whole CHECK (octet_length(digest) = 32),
    CONSTRAINT examination_subject_known CHECK (subject IN ('COVERAGE', 'MUTATION')),
    CONSTRAINT examination_state_known CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    CONSTRAINT examination_phase_known CHECK (phase IN ('SCENARIOS', 'MUTANTS', 'CASES')),
    CONSTRAINT examination_counterpart_whole CHECK ((counterpart IS NULL) = (counterpart_digest IS NULL)),
    CONSTRAINT examination_most_positive CHECK (most > 0),
    CONSTRAINT examination_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL)),
    CONSTRAINT examination_failure_told CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
    CONSTRAINT examination_result CHECK (
        (state = 'DONE') = (report IS NOT NULL) AND (state = 'DONE') = (proposals IS NOT NULL)),
    CONSTRAINT examination_claimed CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
);

CREATE INDEX examination_running ON examination (id) WHERE state = 'RUNNING';
CREATE INDEX examination_by_version ON examination (domain, kind, version, id);
