-- People and services have to be told apart before anything may be decided, approved or resolved in their name.

CREATE TABLE local_user (
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    roles         text[]      NOT NULL,
    demo          boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL DEFAULT now(),
    disabled_at   timestamptz,
    CONSTRAINT local_user_pk PRIMARY KEY (name),
    CONSTRAINT local_user_name_form CHECK (name ~ '^[a-z][a-z0-9-]{1,62}$'),
    CONSTRAINT local_user_password_bcrypt CHECK (password_hash LIKE '$2_$__$%'),
    CONSTRAINT local_user_roles_known CHECK (
        cardinality(roles) > 0
        AND roles <@ ARRAY ['client', 'analyst', 'reviewer', 'compliance', 'operator', 'auditor', 'admin'])
);

CREATE TABLE api_key (
    id            text        NOT NULL,
    client        text        NOT NULL,
    secret_hash   bytea       NOT NULL,
    secret_ending text        NOT NULL,
    roles         text[]      NOT NULL,
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    revoked_at    timestamptz,
    CONSTRAINT api_key_pk PRIMARY KEY (id),
    CONSTRAINT api_key_id_form CHECK (id ~ '^[0-9a-f]{32}$'),
    CONSTRAINT api_key_client_form CHECK (client ~ '^[a-z][a-z0-9-]{1,62}$'),
    CONSTRAINT api_key_secret_sha256 CHECK (octet_length(secret_hash) = 32),
    CONSTRAINT api_key_secret_ending_form CHECK (length(secret_ending) = 4),
    CONSTRAINT api_key_roles_known CHECK (
        cardinality(roles) > 0
        AND roles <@ ARRAY ['client', 'analyst', 'reviewer', 'compliance', 'operator', 'auditor', 'admin'])
);
