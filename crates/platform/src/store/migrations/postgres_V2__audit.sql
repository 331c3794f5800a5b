-- Where a declaration's chain stands; the chain itself; what all chains were at an instant.
ALTER TABLE declaration ADD COLUMN audit_number bigint NOT NULL DEFAULT 0;
ALTER TABLE declaration ADD COLUMN audit_head bytea NOT NULL
    DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000';

CREATE TABLE audit (
    declaration uuid   NOT NULL,
    number      bigint NOT NULL CHECK (number > 0),
    at          bigint NOT NULL,
    event       text   NOT NULL,
    by          text   NOT NULL,
    head        bytea  NOT NULL CHECK (length(head) = 32),
    PRIMARY KEY (declaration, number)
) PARTITION BY HASH (declaration);

CREATE TABLE anchor (
    before       bigint NOT NULL PRIMARY KEY,              -- entries before this instant are covered
    declarations bigint NOT NULL,
    digest       text   NOT NULL
);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE audit_%s PARTITION OF audit FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
