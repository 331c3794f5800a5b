-- How many people were expected of each kind, once where each of them was expected is known no longer.
CREATE TABLE tallied (
    day           date   NOT NULL, -- of the entry
    port          text,
    county        text,
    shown_edition bigint,
    shown_rule    text,
    stage         text   NOT NULL,
    people        bigint NOT NULL
);
CREATE INDEX tallied_day ON tallied (day);
