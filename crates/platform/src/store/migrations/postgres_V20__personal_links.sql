-- Personal links: by which a member says what is theirs alone to say, also before anything was declared. The row stays as long as
-- anything of the declaration may, since it says for whom the code is.
CREATE TABLE personal_link (
    declaration uuid   NOT NULL,
    number      bigint NOT NULL,                           -- of the letter that made it
    letter      bytea  NOT NULL,                           -- SHA-256 of that letter
    digest      bytea  NOT NULL CHECK (length(digest) = 32), -- of its token
    taken_at    bigint NOT NULL,
    until       bigint NOT NULL,                           -- it counts no longer
    ended_at    bigint,                                    -- its organisation has ended it
    answered_at bigint,
    phone       bytea,                                     -- digest of the token of whoever answered
    ends        date   NOT NULL,                           -- last day on which it may be known
    PRIMARY KEY (declaration, number)
) PARTITION BY HASH (declaration);
CREATE INDEX personal_link_ends ON personal_link (ends);

-- What a link asks, and what was answered, each sealed until its day.
CREATE TABLE personal_link_part (
    declaration uuid   NOT NULL,
    number      bigint NOT NULL,
    class       text   NOT NULL,
    ends        date   NOT NULL,
    sealed      bytea  NOT NULL,
    PRIMARY KEY (declaration, number, class)
) PARTITION BY HASH (declaration);
CREATE INDEX personal_link_part_ends ON personal_link_part (ends);
ALTER TABLE personal_link_part ALTER COLUMN sealed SET STORAGE EXTERNAL;

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE personal_link_%s PARTITION OF personal_link FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE personal_link_part_%s PARTITION OF personal_link_part FOR VALUES WITH (MODULUS 16, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
