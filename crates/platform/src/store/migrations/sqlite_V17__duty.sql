-- Who has seen to a note of a call, and when; none yet where neither is there.
ALTER TABLE call_note ADD COLUMN seen_at INTEGER;
ALTER TABLE call_note ADD COLUMN seen_by TEXT;
CREATE INDEX call_note_open ON call_note (at) WHERE due IS NOT NULL AND seen_at IS NULL;

-- Who is on duty: the first, and who comes after them where they do not answer.
CREATE TABLE duty (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account  BLOB    NOT NULL REFERENCES staff_account (id),
    place    INTEGER NOT NULL CHECK (place > 0),
    begins   INTEGER NOT NULL,
    ends     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_ends ON duty (ends);

-- What one shift has left to the next.
CREATE TABLE shift (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at       INTEGER NOT NULL,
    by       TEXT    NOT NULL,
    cases    INTEGER NOT NULL,
    taken_at INTEGER,
    taken_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_at ON shift (at);
