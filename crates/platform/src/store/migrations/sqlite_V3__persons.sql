-- Declarations by the keyed hash of a document. A withdrawal leaves it: what was judged stands until its day.
CREATE TABLE person (
    document    BLOB    NOT NULL CHECK (length(document) = 32),
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    edition     INTEGER NOT NULL,
    rule        TEXT    NOT NULL,
    ends        INTEGER NOT NULL,                          -- last day on which it may be known
    PRIMARY KEY (document, declaration)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_ends ON person (ends);
