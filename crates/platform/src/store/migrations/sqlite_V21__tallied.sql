-- How many people were expected of each kind, once where each of them was expected is known no longer.
CREATE TABLE tallied (
    day           INTEGER NOT NULL, -- of the entry
    port          TEXT,
    county        TEXT,
    shown_edition INTEGER,
    shown_rule    TEXT,
    stage         TEXT    NOT NULL,
    people        INTEGER NOT NULL
) STRICT;
CREATE INDEX tallied_day ON tallied (day);
