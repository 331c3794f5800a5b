-- What is counted when it happens, since what happened itself is sealed and ends: how often on a day. Nobody is named by it.
CREATE TABLE counted (
    day    INTEGER NOT NULL,
    what   TEXT    NOT NULL,
    part   INTEGER NOT NULL,                               -- several rows are added up: those who count at once wait for nobody
    number INTEGER NOT NULL,
    PRIMARY KEY (day, what, part)
) STRICT, WITHOUT ROWID;
