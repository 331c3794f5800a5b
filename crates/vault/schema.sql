-- What all migrations together make; schema.rs compares. Tables by name.

CREATE TABLE addressee (
    declaration TEXT NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    platform    TEXT NOT NULL -- hash of its first root
) STRICT;

CREATE TRIGGER addressee_outdates_insert AFTER insert ON addressee BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TRIGGER addressee_outdates_update AFTER update ON addressee BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TABLE declaration (
    id           TEXT    NOT NULL PRIMARY KEY, -- UUIDv7
    secret BLOB    NOT NULL CHECK (length(secret) = 32),
    created_at   INTEGER NOT NULL
) STRICT;

CREATE TRIGGER declaration_is_listed AFTER INSERT ON declaration BEGIN
    INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
    VALUES (new.id, '', '', '', '', '', '', '', 0, 0, 0, new.created_at)
    ON CONFLICT (declaration) DO NOTHING;
END;

CREATE TABLE deletion (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    deleted_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_log (
    number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    what        TEXT    NOT NULL, -- a code
    note        TEXT    NOT NULL,
    again_on    TEXT    NOT NULL, -- ISO 8601: the day to call again; empty where that is not wanted
    volunteer   TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT;

CREATE INDEX desk_log_by_declaration ON desk_log (declaration, number);

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
, earlier TEXT NOT NULL DEFAULT 'null', kind TEXT NOT NULL DEFAULT 'declaration'
        CHECK (kind IN ('declaration', 'intention', 'confirmation')), recent TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE TABLE "draft_history" (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    dropped     INTEGER NOT NULL, -- number of the dropped draft whose past it is; 0: the draft's
    seq         INTEGER NOT NULL, -- order of saving within the draft
    back        TEXT    NOT NULL, -- JSON, from the state after it to this one
    edition     INTEGER NOT NULL, -- of this state
    saved_at    INTEGER NOT NULL, -- when this state was saved
    replaced_at INTEGER NOT NULL, -- and when the next one took its place
    PRIMARY KEY (declaration, dropped, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER draft_outdates_delete AFTER delete ON draft BEGIN
    UPDATE summary SET context = '' WHERE declaration = old.declaration AND context <> '';
END;

CREATE TRIGGER draft_outdates_insert AFTER INSERT ON draft BEGIN
    INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
    VALUES (new.declaration, '', '', '', '', '', '', '', 0, 0, 0, new.updated_at)
    ON CONFLICT (declaration) DO UPDATE SET context = '', updated_at = excluded.updated_at;
END;

CREATE TRIGGER draft_outdates_update AFTER UPDATE ON draft WHEN new.updated_at <> old.updated_at OR new.answers <> old.answers BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TABLE draft_with_recent (
    declaration TEXT NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE "dropped_draft" (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number >= 1), -- in the order of giving up
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    kind        TEXT    NOT NULL CHECK (kind IN ('declaration', 'intention', 'confirmation')),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- these and the rest as in draft
    spoken      TEXT    NOT NULL,
    reviewed    INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    place       TEXT    NOT NULL,
    undo        TEXT    NOT NULL,
    earlier     TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    dropped_at  INTEGER NOT NULL,
    PRIMARY KEY (declaration, number)
) STRICT;

CREATE TABLE handed_over (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    receiver    TEXT    NOT NULL, -- in the words of whoever handed it over
    at          INTEGER NOT NULL
) STRICT;

CREATE TRIGGER handed_over_outdates_delete AFTER delete ON handed_over BEGIN
    UPDATE summary SET context = '' WHERE declaration = old.declaration AND context <> '';
END;

CREATE TRIGGER handed_over_outdates_insert AFTER insert ON handed_over BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TABLE import (
    number    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    file      TEXT    NOT NULL, -- its name
    volunteer TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE import_step (
    import      INTEGER NOT NULL REFERENCES import (number) ON DELETE CASCADE,
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    made        INTEGER NOT NULL CHECK (made IN (0, 1)), -- the case came by this import
    written     TEXT    NOT NULL, -- JSON object: by pointer, what it wrote
    before      TEXT    NOT NULL, -- JSON object: what was there; null where nothing was
    said        TEXT    NOT NULL, -- JSON object: what a list had said last before that
    PRIMARY KEY (import, declaration)
) STRICT;

CREATE INDEX import_step_by_declaration ON import_step (declaration);

CREATE TABLE key_slot (
    number INTEGER NOT NULL PRIMARY KEY, -- order of the list
    entry  TEXT    NOT NULL -- JSON, as in the slots file
) STRICT;

CREATE TABLE letter (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number >= 1),
    content     TEXT    NOT NULL, -- JSON, as its writer has it
    PRIMARY KEY (declaration, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mandate (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    way         TEXT    NOT NULL CHECK (way IN ('beside', 'phone', 'written', 'message', 'guardian')),
    said_by     TEXT    NOT NULL, -- who consented, in the words of the desk
    witness     TEXT    NOT NULL, -- empty where there was none
    volunteer   TEXT    NOT NULL,
    wording     TEXT    NOT NULL, -- what was consented to
    given_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    said        TEXT    NOT NULL, -- JSON object: by pointer, what a list said last
    place       INTEGER NOT NULL) STRICT;

CREATE INDEX member_by_place ON member (place);

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

CREATE TRIGGER outbox_outdates_delete AFTER delete ON outbox BEGIN
    UPDATE summary SET context = '' WHERE declaration = old.declaration AND context <> '';
END;

CREATE TRIGGER outbox_outdates_insert AFTER insert ON outbox BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TRIGGER outbox_outdates_update AFTER update ON outbox BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TABLE receipt (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    bytes       BLOB    NOT NULL, -- as signed
    closed_at   INTEGER NOT NULL,
    PRIMARY KEY (declaration, revision)
) STRICT;

CREATE TRIGGER receipt_outdates_insert AFTER insert ON receipt BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE VIRTUAL TABLE search USING fts5 (
    names, documents, flights, places, notes, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4);

CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE sent (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- JSON
    withdrawal  INTEGER NOT NULL CHECK (withdrawal IN (0, 1)),
    sealed_at   INTEGER NOT NULL
, kind TEXT NOT NULL DEFAULT 'declaration'
        CHECK (kind IN ('declaration', 'intention', 'confirmation'))) STRICT;

CREATE TRIGGER sent_outdates_insert AFTER INSERT ON sent BEGIN
    INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
    VALUES (new.declaration, '', '', '', '', '', '', '', 0, 0, 0, new.sealed_at)
    ON CONFLICT (declaration) DO UPDATE SET context = '', updated_at = excluded.updated_at;
END;

CREATE TRIGGER sent_outdates_update AFTER update ON sent BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

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

CREATE TRIGGER status_outdates_insert AFTER insert ON status BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TRIGGER status_outdates_update AFTER update ON status BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;

CREATE TABLE summary (
    number       INTEGER NOT NULL PRIMARY KEY, -- of its words in the index
    declaration  TEXT    NOT NULL UNIQUE REFERENCES declaration (id) ON DELETE CASCADE,
    name         TEXT    NOT NULL, -- this and the next as they are shown; empty where there is none
    document_end TEXT    NOT NULL,
    flight       TEXT    NOT NULL,
    day          TEXT    NOT NULL, -- ISO 8601, empty where there is none
    county       TEXT    NOT NULL,
    stage        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    missing      INTEGER NOT NULL,
    blocking     INTEGER NOT NULL,
    warnings     INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
, card TEXT NOT NULL DEFAULT 'null', context TEXT NOT NULL DEFAULT '', flags INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX summary_by_context ON summary (context, declaration DESC);

CREATE TRIGGER summary_is_gone AFTER DELETE ON summary BEGIN
    DELETE FROM search WHERE rowid = old.number;
END;

CREATE INDEX summary_listed ON summary (updated_at, day, state, stage, county, flight, name);

CREATE TABLE taken_back (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    receiver    TEXT    NOT NULL,
    at          INTEGER NOT NULL -- when it was handed over
) STRICT;

CREATE TABLE vault (
    only_row   INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    key_id     TEXT    NOT NULL, -- the same as in the slots file
    created_at INTEGER NOT NULL  -- instants are microseconds since 1970, UTC, here and everywhere
) STRICT;

