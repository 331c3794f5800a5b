-- Who works here: accounts, the links that let them make a passkey, passkeys, sessions (secrets as SHA-256), half-done
-- ceremonies, and a chain of what each account did. An account is never deleted: logs name it.
CREATE TABLE staff_account (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    revoked_at INTEGER,
    log_number INTEGER NOT NULL DEFAULT 0,
    log_head   BLOB    NOT NULL DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000'
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_link (                                   -- one an account
    account BLOB    NOT NULL PRIMARY KEY REFERENCES staff_account (id),
    digest  BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_passkey (
    credential BLOB    NOT NULL PRIMARY KEY,
    account    BLOB    NOT NULL REFERENCES staff_account (id),
    key        TEXT    NOT NULL,
    made_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_passkey_account ON staff_passkey (account);

CREATE TABLE staff_session (
    digest   BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    id       BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    account  BLOB    NOT NULL REFERENCES staff_account (id),
    device   TEXT    NOT NULL,
    began_at INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL,
    ends_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_session_account ON staff_session (account);

CREATE TABLE staff_ceremony (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    state   TEXT    NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_log (
    account BLOB    NOT NULL REFERENCES staff_account (id),
    number  INTEGER NOT NULL CHECK (number > 0),
    at      INTEGER NOT NULL,
    event   TEXT    NOT NULL,
    by      TEXT    NOT NULL,
    head    BLOB    NOT NULL CHECK (length(head) = 32),
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;
