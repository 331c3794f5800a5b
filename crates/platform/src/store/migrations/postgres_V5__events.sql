-- What happened on travellers' ways: traveller and officer alike, so officer_record goes (nothing that keeps it was ever used).
-- A withdrawal leaves events: they are not the traveller's to take back.
DROP TABLE officer_record;

CREATE TABLE event (
    declaration uuid   NOT NULL,
    id          uuid   NOT NULL,
    recorded_at bigint NOT NULL,
    by          text   NOT NULL,
    ends        date   NOT NULL,                           -- last day on which it may be read
    sealed      bytea  NOT NULL,
    PRIMARY KEY (declaration, id)
) PARTITION BY HASH (declaration);
CREATE INDEX event_ends ON event (ends);
ALTER TABLE event ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- What follows from declaration and events: written with them, in one transaction. Partitioned as they are, since each change
-- names the declaration; who looks for a desk's asks every partition's index.
CREATE TABLE way (
    declaration uuid   NOT NULL,
    stage       text   NOT NULL,
    desk        text   NOT NULL,                           -- who is responsible
    step        text,                                      -- what is waited for; none: nothing any more
    due         bigint,                                    -- until when
    ends        date   NOT NULL,                           -- last day on which it may be known
    PRIMARY KEY (declaration)
) PARTITION BY HASH (declaration);
CREATE INDEX way_desk ON way (desk, due);
CREATE INDEX way_due ON way (due) WHERE due IS NOT NULL;
CREATE INDEX way_ends ON way (ends);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE event_%s PARTITION OF event FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE way_%s PARTITION OF way FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
