-- Instants are milliseconds since 1970 UTC. A column's meaning never changes.
-- Every table of a declaration is partitioned by its id, and every statement of intake names it: see statements.rs.
-- One row, written once: which keys belong to this database.
CREATE TABLE binding (
    one  integer NOT NULL PRIMARY KEY CHECK (one = 1),
    keys text    NOT NULL
);

CREATE TABLE declaration (
    id            uuid    NOT NULL,
    follow_digest bytea   NOT NULL CHECK (length(follow_digest) = 32),
    revision      bigint  NOT NULL CHECK (revision > 0),   -- the latest
    withdrawn     boolean NOT NULL,
    version       bigint  NOT NULL CHECK (version > 0),    -- grows by one with every change
    edition       bigint,                                  -- with rule: both or none, none once withdrawn
    rule          text,
    changed_at    bigint  NOT NULL,
    PRIMARY KEY (id),
    CHECK ((edition IS NULL) = withdrawn AND (rule IS NULL) = withdrawn)
) PARTITION BY HASH (id);

CREATE TABLE revision (
    declaration     uuid   NOT NULL,
    revision        bigint NOT NULL CHECK (revision > 0),
    envelope_sha256 bytea  NOT NULL CHECK (length(envelope_sha256) = 32),
    receipt         bytea  NOT NULL,
    received_at     bigint NOT NULL,
    PRIMARY KEY (declaration, revision)
) PARTITION BY HASH (declaration);

CREATE TABLE part (                                        -- of the latest revision alone
    declaration uuid  NOT NULL,
    class       text  NOT NULL,
    ends        date  NOT NULL,                            -- last day on which it may be read
    sealed      bytea NOT NULL,
    PRIMARY KEY (declaration, class)
) PARTITION BY HASH (declaration);
CREATE INDEX part_ends ON part (ends);
-- Sealed bytes cannot be compressed.
ALTER TABLE part ALTER COLUMN sealed SET STORAGE EXTERNAL;

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE declaration_%s PARTITION OF declaration FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE revision_%s PARTITION OF revision FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE part_%s PARTITION OF part FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
