-- Declarations by keyed hashes of half of what a person is known by: the number of the document, or name and birth date. By them nothing
-- is decided; an officer compares. Partitioned by the hash.
CREATE TABLE alike (
    hash        bytea NOT NULL CHECK (length(hash) = 32),
    declaration uuid  NOT NULL,
    ends        date  NOT NULL,                            -- last day on which it may be known
    PRIMARY KEY (hash, declaration)
) PARTITION BY HASH (hash);
CREATE INDEX alike_ends ON alike (ends);
CREATE INDEX alike_declaration ON alike (declaration);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE alike_%s PARTITION OF alike FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
