-- When a declaration is judged again, and what officers recorded of it. A withdrawal leaves what they recorded: it is not the
-- traveller's to take back.
ALTER TABLE declaration ADD COLUMN list INTEGER;           -- newest risk list there was when it was judged; none: never again
ALTER TABLE declaration ADD COLUMN due INTEGER;            -- day on which the outcome may be another
CREATE INDEX declaration_list ON declaration (list) WHERE list IS NOT NULL;
CREATE INDEX declaration_due ON declaration (due) WHERE due IS NOT NULL;

CREATE TABLE officer_record (
    declaration BLOB    NOT NULL REFERENCES declaration (id),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    at          INTEGER NOT NULL,
    by          TEXT    NOT NULL,
    ends        INTEGER NOT NULL,                          -- last day on which it may be read
    sealed      BLOB    NOT NULL,
    PRIMARY KEY (declaration, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_record_ends ON officer_record (ends);
