-- Every version of every policy that ever decided something, so that its decisions can be computed again.

CREATE TABLE policy_version (
    domain     text        NOT NULL,
    version    integer     NOT NULL,
    digest     bytea       NOT NULL,
    bundle     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT policy_version_pk PRIMARY KEY (domain, version),
    CONSTRAINT policy_version_digest_once UNIQUE (domain, digest),
    CONSTRAINT policy_version_positive CHECK (version > 0),
    CONSTRAINT policy_version_digest_is_sha256 CHECK (octet_length(digest) = 32)
);

CREATE TRIGGER policy_version_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
