-- Where a declaration's chain stands; the chain itself; what all chains were at an instant.
ALTER TABLE declaration ADD COLUMN audit_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declaration ADD COLUMN audit_head BLOB NOT NULL
    DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000';

CREATE TABLE audit (
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    at          INTEGER NOT NULL,
    event       TEXT    NOT NULL,
    by          TEXT    NOT NULL,
    head        BLOB    NOT NULL CHECK (length(head) = 32),
    PRIMARY KEY (declaration, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE anchor (
    before       INTEGER NOT NULL PRIMARY KEY,             -- entries before this instant are covered
    declarations INTEGER NOT NULL,
    digest       TEXT    NOT NULL
) STRICT;
