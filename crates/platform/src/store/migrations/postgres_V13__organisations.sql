-- Organisations that help others: whose envelopes bear the token with that digest. One is never deleted: the log names it. There
-- are some hundreds, so nothing here is partitioned.
CREATE TABLE organisation (
    id         uuid   NOT NULL PRIMARY KEY,
    digest     bytea  NOT NULL UNIQUE CHECK (length(digest) = 32),
    name       text   NOT NULL,
    quota      bigint NOT NULL CHECK (quota > 0),          -- new declarations a day
    made_at    bigint NOT NULL,
    made_by    text   NOT NULL,
    revoked_at bigint,
    revoked_by text
);
-- How many new declarations each has sent on a day in Zhejiang.
CREATE TABLE organisation_day (
    organisation uuid   NOT NULL REFERENCES organisation (id),
    day          date   NOT NULL,
    taken        bigint NOT NULL,
    PRIMARY KEY (organisation, day)
);
-- Whose documents a declaration is known by.
CREATE INDEX person_declaration ON person (declaration);
