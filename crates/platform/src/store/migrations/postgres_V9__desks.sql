-- What desks keep beside events: notes of calls (a category of a closed list, never a text), and closed flights.
CREATE TABLE call_note (
    declaration uuid    NOT NULL,
    id          uuid    NOT NULL,
    at          bigint  NOT NULL,
    by          text    NOT NULL,
    category    text    NOT NULL,
    urgent      boolean NOT NULL,
    due         bigint,                                    -- by when the county is to have called back
    ends        date    NOT NULL,                          -- last day on which it may be known
    PRIMARY KEY (declaration, id)
) PARTITION BY HASH (declaration);
CREATE INDEX call_note_ends ON call_note (ends);

CREATE TABLE closed_flight (
    port   text   NOT NULL,
    day    date   NOT NULL,
    flight text   NOT NULL,
    at     bigint NOT NULL,
    by     text   NOT NULL,
    PRIMARY KEY (port, day, flight)
);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE call_note_%s PARTITION OF call_note FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
