-- Where travellers are expected: in clear, since it is looked up; as long as the code that rests on it. A withdrawal ends it.
CREATE TABLE expected (
    declaration BLOB    NOT NULL PRIMARY KEY REFERENCES declaration (id),
    day         INTEGER NOT NULL,                          -- of the entry into China
    port        TEXT,
    flight      TEXT,
    county      TEXT,
    township    TEXT,
    reference   TEXT    NOT NULL,
    ends        INTEGER NOT NULL                           -- last day on which it may be known
) STRICT, WITHOUT ROWID;
CREATE INDEX expected_port ON expected (port, day) WHERE port IS NOT NULL;
CREATE INDEX expected_county ON expected (county, day) WHERE county IS NOT NULL;
CREATE INDEX expected_reference ON expected (reference);
CREATE INDEX expected_ends ON expected (ends);

-- The one case that the hotline has open on a device.
ALTER TABLE staff_session ADD COLUMN opened BLOB;
