-- Declarations by the keyed hash of a document, partitioned by it. A withdrawal leaves it: what was judged stands until its
-- day.
CREATE TABLE person (
    document    bytea  NOT NULL CHECK (length(document) = 32),
    declaration uuid   NOT NULL,
    edition     bigint NOT NULL,
    rule        text   NOT NULL,
    ends        date   NOT NULL,                           -- last day on which it may be known
    PRIMARY KEY (document, declaration)
) PARTITION BY HASH (document);
CREATE INDEX person_ends ON person (ends);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE person_%s PARTITION OF person FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
