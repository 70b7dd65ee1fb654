-- People have to be able to stop policies, to hold them back and to answer in their place, at once and provably.

CREATE TABLE control (
    id               uuid        NOT NULL,
    kind             text        NOT NULL,
    domain           text,
    producer         text,
    producer_version text,
    action           text,
    customer         text,
    case_id          text,
    topic            text,
    request_type     text,
    answer           text,
    loosens          boolean     NOT NULL,
    until            timestamptz,
    client           text        NOT NULL,
    key              text        NOT NULL,
    content_digest   bytea       NOT NULL,
    CONSTRAINT control_pk PRIMARY KEY (id),
    CONSTRAINT control_key_once UNIQUE (client, key),
    CONSTRAINT control_kind_known CHECK (kind IN ('KILL_SWITCH', 'HOLD', 'OVERRIDE')),
    CONSTRAINT control_answer_of_override CHECK ((kind = 'OVERRIDE') = (answer IS NOT NULL)),
    CONSTRAINT control_loosening_is_override CHECK (kind = 'OVERRIDE' OR NOT loosens),
    CONSTRAINT control_ends CHECK (kind = 'KILL_SWITCH' OR until IS NOT NULL),
    CONSTRAINT control_one_subject CHECK (num_nonnulls(customer, case_id, topic, producer, action) <= 1),
    CONSTRAINT control_digest_is_sha256 CHECK (octet_length(content_digest) = 32)
);

-- What happened to controls, one after the other. The greatest number stands for all that is known of them.
CREATE TABLE control_change (
    number     bigint      NOT NULL,
    control_id uuid        NOT NULL,
    what       text        NOT NULL,
    by_name    text        NOT NULL,
    at         timestamptz NOT NULL,
    reason     text,
    CONSTRAINT control_change_pk PRIMARY KEY (number),
    CONSTRAINT control_change_once UNIQUE (control_id, what),
    CONSTRAINT control_change_of_control FOREIGN KEY (control_id) REFERENCES control (id),
    CONSTRAINT control_change_what_known CHECK (what IN ('SET', 'CONFIRMED', 'LIFTED')),
    CONSTRAINT control_change_reason_given CHECK (what = 'CONFIRMED' OR reason IS NOT NULL),
    CONSTRAINT control_change_number_positive CHECK (number > 0)
);

CREATE TRIGGER control_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON control
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER control_change_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON control_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The number of the latest change, which cannot grow before the transaction ends: whoever changes controls takes the lock
-- that excludes this one. The number is read by a statement of its own, so that it is seen as it is once the lock is had.
-- A transaction that stands still, because its replica was cut off, must not keep a kill switch from being set.
CREATE FUNCTION lock_controls() RETURNS bigint
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM set_config('idle_in_transaction_session_timeout', '5s', true);
    LOCK TABLE control_change IN ROW SHARE MODE;
    RETURN (SELECT coalesce(max(number), 0) FROM control_change);
END
$$;
