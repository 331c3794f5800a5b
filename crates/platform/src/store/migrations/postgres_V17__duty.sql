-- Who has seen to a note of a call, and when; none yet where neither is there.
ALTER TABLE call_note ADD COLUMN seen_at bigint;
ALTER TABLE call_note ADD COLUMN seen_by text;
CREATE INDEX call_note_open ON call_note (at) WHERE due IS NOT NULL AND seen_at IS NULL;

-- Who is on duty: the first, and who comes after them where they do not answer.
CREATE TABLE duty (
    id       uuid    NOT NULL PRIMARY KEY,
    account  uuid    NOT NULL REFERENCES staff_account (id),
    place    integer NOT NULL CHECK (place > 0),
    begins   bigint  NOT NULL,
    ends     bigint  NOT NULL
);
CREATE INDEX duty_ends ON duty (ends);

-- What one shift has left to the next.
CREATE TABLE shift (
    id       uuid    NOT NULL PRIMARY KEY,
    at       bigint  NOT NULL,
    by       text    NOT NULL,
    cases    bigint  NOT NULL,
    taken_at bigint,
    taken_by text
);
CREATE INDEX shift_at ON shift (at);
