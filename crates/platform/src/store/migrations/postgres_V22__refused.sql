-- First revisions that were refused for good, for whoever comes with a slip.
CREATE TABLE refused (
    declaration uuid  NOT NULL PRIMARY KEY,
    reference   text NOT NULL,
    code        text NOT NULL,      -- of the problem
    phone       bytea,               -- digest of the token of the slip that may ask
    ends        date NOT NULL       -- last day on which it may be known
);
CREATE INDEX refused_reference ON refused (reference);
CREATE INDEX refused_ends ON refused (ends);
