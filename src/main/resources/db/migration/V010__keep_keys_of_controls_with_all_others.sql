-- The keys under which controls were set are kept in acted, with the answers, as those of every other request that acts.
-- Controls lose three columns without a replica of before in mind: none was ever released.

ALTER TABLE control
    DROP COLUMN client,
    DROP COLUMN key,
    DROP COLUMN content_digest;
