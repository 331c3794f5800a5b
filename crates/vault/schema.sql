-- What all migrations together make; schema.rs compares. Tables by name.

CREATE TABLE addressee (
    declaration TEXT NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    platform    TEXT NOT NULL -- hash of its first root
) STRICT;

CREATE TABLE declaration (
    id           TEXT    NOT NULL PRIMARY KEY, -- UUIDv7
    secret BLOB    NOT NULL CHECK (length(secret) = 32),
    created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE deletion (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    deleted_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- JSON, right or wrong, as the traveller left it
    spoken      TEXT    NOT NULL, -- JSON array of pointers whose findings may speak
    reviewed    INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    place       TEXT    NOT NULL, -- JSON, null when there is none
    undo        TEXT    NOT NULL, -- JSON, null when there is none
    updated_at  INTEGER NOT NULL
, earlier TEXT NOT NULL DEFAULT 'null') STRICT;

CREATE TABLE draft_history (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL, -- order of saving within the declaration
    back        TEXT    NOT NULL, -- JSON, from the state after it to this one
    edition     INTEGER NOT NULL, -- of this state
    saved_at    INTEGER NOT NULL, -- when this state was saved
    replaced_at INTEGER NOT NULL, -- and when the next one took its place
    PRIMARY KEY (declaration, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE dropped_draft (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- these and the rest as in draft
    spoken      TEXT    NOT NULL,
    reviewed    INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    place       TEXT    NOT NULL,
    undo        TEXT    NOT NULL,
    earlier     TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    dropped_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE key_slot (
    number INTEGER NOT NULL PRIMARY KEY, -- order of the list
    entry  TEXT    NOT NULL -- JSON, as in the slots file
) STRICT;

CREATE TABLE outbox (
    seq             INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never given twice
    declaration     TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    revision        INTEGER NOT NULL CHECK (revision >= 1),
    envelope        BLOB    NOT NULL, -- sealed; the same bytes at every attempt
    attempts        INTEGER NOT NULL, -- counted before each is made
    next_attempt_at INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('waiting', 'wedged')),
    problem         TEXT    NOT NULL, -- JSON, null when there is none
    UNIQUE (declaration, revision)
) STRICT;

CREATE TABLE receipt (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    bytes       BLOB    NOT NULL, -- as signed
    closed_at   INTEGER NOT NULL,
    PRIMARY KEY (declaration, revision)
) STRICT;

CREATE TABLE sent (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- JSON
    withdrawal  INTEGER NOT NULL CHECK (withdrawal IN (0, 1)),
    sealed_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE status (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    etag        TEXT    NOT NULL, -- as the platform gave it; empty when it gave none
    body        BLOB    NOT NULL, -- as it came
    checked_at  INTEGER NOT NULL  -- when the platform last said that this is so
) STRICT;

CREATE TABLE vault (
    only_row   INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    key_id     TEXT    NOT NULL, -- the same as in the slots file
    created_at INTEGER NOT NULL  -- instants are microseconds since 1970, UTC, here and everywhere
) STRICT;

