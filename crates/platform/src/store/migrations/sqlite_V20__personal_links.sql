-- Personal links: by which a member says what is theirs alone to say, also before anything was declared. The row stays as long as
-- anything of the declaration may, since it says for whom the code is.
CREATE TABLE personal_link (
    declaration BLOB    NOT NULL CHECK (length(declaration) = 16),
    number      INTEGER NOT NULL,                          -- of the letter that made it
    letter      BLOB    NOT NULL,                          -- SHA-256 of that letter
    digest      BLOB    NOT NULL CHECK (length(digest) = 32), -- of its token
    taken_at    INTEGER NOT NULL,
    until       INTEGER NOT NULL,                          -- it counts no longer
    ended_at    INTEGER,                                   -- its organisation has ended it
    answered_at INTEGER,
    phone       BLOB,                                      -- digest of the token of whoever answered
    ends        INTEGER NOT NULL,                          -- last day on which it may be known
    PRIMARY KEY (declaration, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_link_ends ON personal_link (ends);

-- What a link asks, and what was answered, each sealed until its day.
CREATE TABLE personal_link_part (
    declaration BLOB    NOT NULL,
    number      INTEGER NOT NULL,
    class       TEXT    NOT NULL,
    ends        INTEGER NOT NULL,
    sealed      BLOB    NOT NULL,
    PRIMARY KEY (declaration, number, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_link_part_ends ON personal_link_part (ends);
