-- First revisions that were refused for good, for whoever comes with a slip.
CREATE TABLE refused (
    declaration BLOB NOT NULL PRIMARY KEY CHECK (length(declaration) = 16),
    reference   TEXT NOT NULL,
    code        TEXT NOT NULL,      -- of the problem
    phone       BLOB,               -- digest of the token of the slip that may ask
    ends        INTEGER NOT NULL       -- last day on which it may be known
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_reference ON refused (reference);
CREATE INDEX refused_ends ON refused (ends);
