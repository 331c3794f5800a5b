-- Instants are milliseconds since 1970 UTC, days are days since 1970. A column's meaning never changes.
-- One row, written once: which keys belong to this database.
CREATE TABLE binding (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    keys TEXT    NOT NULL
) STRICT;

CREATE TABLE declaration (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    follow_digest BLOB    NOT NULL CHECK (length(follow_digest) = 32),
    revision      INTEGER NOT NULL CHECK (revision > 0),   -- the latest
    withdrawn     INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    version       INTEGER NOT NULL CHECK (version > 0),    -- grows by one with every change
    edition       INTEGER,                                 -- with rule: both or none, none once withdrawn
    rule          TEXT,
    changed_at    INTEGER NOT NULL,
    CHECK ((edition IS NULL) = (withdrawn = 1) AND (rule IS NULL) = (withdrawn = 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    declaration     BLOB    NOT NULL REFERENCES declaration (id),
    revision        INTEGER NOT NULL CHECK (revision > 0),
    envelope_sha256 BLOB    NOT NULL CHECK (length(envelope_sha256) = 32),
    receipt         BLOB    NOT NULL,
    received_at     INTEGER NOT NULL,
    PRIMARY KEY (declaration, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE part (                                        -- of the latest revision alone
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    class       TEXT    NOT NULL,
    ends        INTEGER NOT NULL,                          -- last day on which it may be read
    sealed      BLOB    NOT NULL,
    PRIMARY KEY (declaration, class)
) STRICT;
CREATE INDEX part_ends ON part (ends);
