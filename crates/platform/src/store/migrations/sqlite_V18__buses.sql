-- Buses from a port: plate, driver and escort are sealed; who is aboard their events say, and this finds them.
CREATE TABLE bus (
    id      BLOB NOT NULL PRIMARY KEY,
    port    TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    link    BLOB UNIQUE,                                 -- digest of the escort's link; none once it was used
    token   BLOB UNIQUE,                                 -- digest of what the escort's phone was given for it
    until   INTEGER NOT NULL,                                  -- neither counts after that
    ends    INTEGER NOT NULL,                                -- last day on which it may be known
    sealed  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bus_port ON bus (port, made_at);
CREATE INDEX bus_ends ON bus (ends);

CREATE TABLE bus_person (
    bus         BLOB NOT NULL,
    declaration BLOB NOT NULL,
    ends        INTEGER NOT NULL,
    PRIMARY KEY (bus, declaration)
) STRICT, WITHOUT ROWID;
CREATE INDEX bus_person_ends ON bus_person (ends);

-- What the escort has said on the way: a word of a closed list and a number.
CREATE TABLE bus_report (
    bus     BLOB NOT NULL,
    id      BLOB NOT NULL,
    at      INTEGER NOT NULL,
    what    TEXT NOT NULL,
    number  INTEGER,
    hurries INTEGER NOT NULL,
    seen_at INTEGER,
    seen_by TEXT,
    ends    INTEGER NOT NULL,
    PRIMARY KEY (bus, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bus_report_ends ON bus_report (ends);
CREATE INDEX bus_report_hurries ON bus_report (at) WHERE hurries;
