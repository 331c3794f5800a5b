-- What happened on travellers' ways: traveller and officer alike, so officer_record goes (nothing that keeps it was ever used).
-- A withdrawal leaves events: they are not the traveller's to take back.
DROP TABLE officer_record;

CREATE TABLE event (
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    recorded_at INTEGER NOT NULL,
    by          TEXT    NOT NULL,
    ends        INTEGER NOT NULL,                          -- last day on which it may be read
    sealed      BLOB    NOT NULL,
    PRIMARY KEY (declaration, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_ends ON event (ends);

-- What follows from declaration and events: written with them, in one transaction.
CREATE TABLE way (
    declaration BLOB    NOT NULL PRIMARY KEY REFERENCES declaration (id),
    stage       TEXT    NOT NULL,
    desk        TEXT    NOT NULL,                          -- who is responsible
    step        TEXT,                                      -- what is waited for; none: nothing any more
    due         INTEGER,                                   -- until when
    ends        INTEGER NOT NULL                           -- last day on which it may be known
) STRICT, WITHOUT ROWID;
CREATE INDEX way_desk ON way (desk, due);
CREATE INDEX way_due ON way (due) WHERE due IS NOT NULL;
CREATE INDEX way_ends ON way (ends);
