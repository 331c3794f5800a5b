-- Declarations by keyed hashes of half of what a person is known by: the number of the document, or name and birth date. By them nothing
-- is decided; an officer compares.
CREATE TABLE alike (
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    ends        INTEGER NOT NULL,                          -- last day on which it may be known
    PRIMARY KEY (hash, declaration)
) STRICT, WITHOUT ROWID;
CREATE INDEX alike_ends ON alike (ends);
CREATE INDEX alike_declaration ON alike (declaration);
