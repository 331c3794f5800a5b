-- What desks keep beside events: notes of calls (a category of a closed list, never a text), and closed flights.
CREATE TABLE call_note (
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    at          INTEGER NOT NULL,
    by          TEXT    NOT NULL,
    category    TEXT    NOT NULL,
    urgent      INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    due         INTEGER,                                   -- by when the county is to have called back
    ends        INTEGER NOT NULL,                          -- last day on which it may be known
    PRIMARY KEY (declaration, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_note_ends ON call_note (ends);

CREATE TABLE closed_flight (
    port   TEXT    NOT NULL,
    day    INTEGER NOT NULL,
    flight TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    by     TEXT    NOT NULL,
    PRIMARY KEY (port, day, flight)
) STRICT, WITHOUT ROWID;
