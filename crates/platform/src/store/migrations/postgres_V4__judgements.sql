-- When a declaration is judged again, and what officers recorded of it. A withdrawal leaves what they recorded: it is not the
-- traveller's to take back.
ALTER TABLE declaration ADD COLUMN list bigint;            -- newest risk list there was when it was judged; none: never again
ALTER TABLE declaration ADD COLUMN due date;               -- day on which the outcome may be another
CREATE INDEX declaration_list ON declaration (list) WHERE list IS NOT NULL;
CREATE INDEX declaration_due ON declaration (due) WHERE due IS NOT NULL;

CREATE TABLE officer_record (
    declaration uuid   NOT NULL,
    id          uuid   NOT NULL,
    at          bigint NOT NULL,
    by          text   NOT NULL,
    ends        date   NOT NULL,                           -- last day on which it may be read
    sealed      bytea  NOT NULL,
    PRIMARY KEY (declaration, id)
) PARTITION BY HASH (declaration);
CREATE INDEX officer_record_ends ON officer_record (ends);
ALTER TABLE officer_record ALTER COLUMN sealed SET STORAGE EXTERNAL;

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE officer_record_%s PARTITION OF officer_record FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
