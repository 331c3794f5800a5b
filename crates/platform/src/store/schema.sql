-- Version 1. Instants are milliseconds since 1970 UTC. A column's meaning never changes.
CREATE TABLE declaration (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token_digest BLOB    NOT NULL CHECK (length(token_digest) = 32),
    revision     INTEGER NOT NULL CHECK (revision > 0),   -- the latest
    withdrawn    INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    edition      INTEGER,                                 -- with code, rule and facts: all or none
    code         TEXT,
    rule         TEXT,
    facts        TEXT,                                    -- JSON array of fact names
    changed_at   INTEGER NOT NULL,
    CHECK ((code IS NULL) = (withdrawn = 1)),
    CHECK ((code IS NULL) = (edition IS NULL) AND (code IS NULL) = (rule IS NULL) AND (code IS NULL) = (facts IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    declaration     BLOB    NOT NULL REFERENCES declaration (id),
    revision        INTEGER NOT NULL CHECK (revision > 0),
    envelope_sha256 BLOB    NOT NULL CHECK (length(envelope_sha256) = 32),
    envelope        BLOB,                                 -- only the latest, only while not withdrawn
    receipt         BLOB    NOT NULL,
    received_at     INTEGER NOT NULL,
    PRIMARY KEY (declaration, revision)
) STRICT;
