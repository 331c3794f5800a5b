-- Who works here: accounts, the links that let them make a passkey, passkeys, sessions (secrets as SHA-256), half-done
-- ceremonies, and a chain of what each account did. An account is never deleted: logs name it.
CREATE TABLE staff_account (
    id         uuid     NOT NULL PRIMARY KEY,
    name       text    NOT NULL,
    role       text    NOT NULL,
    scope      text    NOT NULL,
    made_at    bigint NOT NULL,
    revoked_at bigint,
    log_number bigint NOT NULL DEFAULT 0,
    log_head   bytea   NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000'
);

CREATE TABLE staff_link (                                   -- one an account
    account uuid     NOT NULL PRIMARY KEY REFERENCES staff_account (id),
    digest  bytea   NOT NULL UNIQUE CHECK (length(digest) = 32),
    ends_at bigint NOT NULL
);

CREATE TABLE staff_passkey (
    credential bytea   NOT NULL PRIMARY KEY,
    account    uuid     NOT NULL REFERENCES staff_account (id),
    key        text    NOT NULL,
    made_at    bigint NOT NULL
);
CREATE INDEX staff_passkey_account ON staff_passkey (account);

CREATE TABLE staff_session (
    digest   bytea   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    id       uuid     NOT NULL UNIQUE,
    account  uuid     NOT NULL REFERENCES staff_account (id),
    device   text    NOT NULL,
    began_at bigint NOT NULL,
    seen_at  bigint NOT NULL,
    ends_at  bigint NOT NULL
);
CREATE INDEX staff_session_account ON staff_session (account);

CREATE TABLE staff_ceremony (
    id      uuid     NOT NULL PRIMARY KEY,
    state   text    NOT NULL,
    ends_at bigint NOT NULL
);

CREATE TABLE staff_log (
    account uuid     NOT NULL REFERENCES staff_account (id),
    number  bigint NOT NULL CHECK (number > 0),
    at      bigint NOT NULL,
    event   text    NOT NULL,
    by      text    NOT NULL,
    head    bytea   NOT NULL CHECK (length(head) = 32),
    PRIMARY KEY (account, number)
);
