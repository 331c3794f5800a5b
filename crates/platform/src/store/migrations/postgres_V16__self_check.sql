-- What is counted when it happens, since what happened itself is sealed and ends: how often on a day. Nobody is named by it.
CREATE TABLE counted (
    day    date    NOT NULL,
    what   text    NOT NULL,
    part   integer NOT NULL,                               -- several rows are added up: those who count at once wait for nobody
    number bigint  NOT NULL,
    PRIMARY KEY (day, what, part)
);
