-- Buses from a port: plate, driver and escort are sealed; who is aboard their events say, and this finds them.
CREATE TABLE bus (
    id      uuid NOT NULL PRIMARY KEY,
    port    text NOT NULL,
    made_at bigint NOT NULL,
    link    bytea UNIQUE,                                 -- digest of the escort's link; none once it was used
    token   bytea UNIQUE,                                 -- digest of what the escort's phone was given for it
    until   bigint NOT NULL,                                  -- neither counts after that
    ends    date NOT NULL,                                -- last day on which it may be known
    sealed  bytea NOT NULL
);
CREATE INDEX bus_port ON bus (port, made_at);
CREATE INDEX bus_ends ON bus (ends);

CREATE TABLE bus_person (
    bus         uuid NOT NULL,
    declaration uuid NOT NULL,
    ends        date NOT NULL,
    PRIMARY KEY (bus, declaration)
);
CREATE INDEX bus_person_ends ON bus_person (ends);

-- What the escort has said on the way: a word of a closed list and a number.
CREATE TABLE bus_report (
    bus     uuid NOT NULL,
    id      uuid NOT NULL,
    at      bigint NOT NULL,
    what    text NOT NULL,
    number  bigint,
    hurries boolean NOT NULL,
    seen_at bigint,
    seen_by text,
    ends    date NOT NULL,
    PRIMARY KEY (bus, id)
);
CREATE INDEX bus_report_ends ON bus_report (ends);
CREATE INDEX bus_report_hurries ON bus_report (at) WHERE hurries;
