-- Where travellers are expected: in clear, since it is looked up; as long as the code that rests on it. A withdrawal ends it.
CREATE TABLE expected (
    declaration uuid   NOT NULL,
    day         date   NOT NULL,                           -- of the entry into China
    port        text,
    flight      text,
    county      text,
    township    text,
    reference   text   NOT NULL,
    ends        date   NOT NULL,                           -- last day on which it may be known
    PRIMARY KEY (declaration)
) PARTITION BY HASH (declaration);
CREATE INDEX expected_ends ON expected (ends);

-- Found by what is asked for, and partitioned by it: port:PVG, county:330106, reference:8PKW5XJF7K.
CREATE TABLE expected_key (
    key         text   NOT NULL COLLATE "C",
    day         date   NOT NULL,
    declaration uuid   NOT NULL,
    ends        date   NOT NULL,
    PRIMARY KEY (key, day, declaration)
) PARTITION BY HASH (key);
CREATE INDEX expected_key_ends ON expected_key (ends);

-- The one case that the hotline has open on a device.
ALTER TABLE staff_session ADD COLUMN opened uuid;

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE expected_%s PARTITION OF expected FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE expected_key_%s PARTITION OF expected_key FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
