-- Organisations that help others: whose envelopes bear the token with that digest. One is never deleted: the log names it.
CREATE TABLE organisation (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    digest     BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
    name       TEXT    NOT NULL,
    quota      INTEGER NOT NULL CHECK (quota > 0),         -- new declarations a day
    made_at    INTEGER NOT NULL,
    made_by    TEXT    NOT NULL,
    revoked_at INTEGER,
    revoked_by TEXT
) STRICT, WITHOUT ROWID;
-- How many new declarations each has sent on a day in Zhejiang.
CREATE TABLE organisation_day (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    day          INTEGER NOT NULL,
    taken        INTEGER NOT NULL,
    PRIMARY KEY (organisation, day)
) STRICT, WITHOUT ROWID;
-- Whose documents a declaration is known by.
CREATE INDEX person_declaration ON person (declaration);
