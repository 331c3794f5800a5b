//! Every statement that is run while a traveller waits. Each names one declaration's id, or one document, so that its plan touches one
//! partition; `tests/postgres.rs` reads the plans.

pub(super) const STORED: &str =
    "SELECT envelope_sha256, receipt FROM revision WHERE declaration = $1 AND revision = $2";
pub(super) const RENEW_RECEIPT: &str =
    "UPDATE revision SET receipt = $4 WHERE declaration = $1 AND revision = $2 AND receipt = $3";
pub(super) const LATEST: &str = "SELECT revision FROM declaration WHERE id = $1";
/// Waits for whoever is changing this declaration.
pub(super) const END_AND_LOCKED: &str =
    "SELECT revision, audit_number, audit_head FROM declaration WHERE id = $1 FOR UPDATE";
/// Takes a new declaration's row, or finds that there is one; waits for another who is just doing so.
pub(super) const BEGIN_DECLARATION: &str = "\
    INSERT INTO declaration
        (id, follow_digest, revision, withdrawn, version, edition, rule, changed_at, list, due)
    VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
pub(super) const CHANGE_DECLARATION: &str = "\
    UPDATE declaration SET follow_digest = $2, revision = $3, withdrawn = $4, version = version + 1, edition = $5,
        rule = $6, changed_at = $7, list = $8, due = $9, unsettled = false
    WHERE id = $1";
pub(super) const KEEP_REVISION: &str = "\
    INSERT INTO revision (declaration, revision, envelope_sha256, receipt, received_at) VALUES ($1, $2, $3, $4, $5)";
pub(super) const DROP_PARTS: &str = "DELETE FROM part WHERE declaration = $1";
/// All parts at once: the arrays go side by side.
pub(super) const KEEP_PARTS: &str = "\
    INSERT INTO part (declaration, class, ends, sealed)
    SELECT $1, * FROM unnest($2::text[], $3::date[], $4::bytea[])
    ON CONFLICT (declaration, class) DO UPDATE SET ends = excluded.ends, sealed = excluded.sealed";
pub(super) const KEEP_ENTRY: &str = "\
    INSERT INTO audit (declaration, number, at, event, by, head) VALUES ($1, $2, $3, $4, $5, $6)";
pub(super) const CHAIN_END: &str = "\
    SELECT number, at, event, by, head FROM audit WHERE declaration = $1 ORDER BY number DESC LIMIT $2";
pub(super) const MOVE_END: &str = "UPDATE declaration SET audit_number = $2, audit_head = $3 WHERE id = $1";
/// The index of persons is partitioned by the document, which these name.
pub(super) const KEEP_PERSON: &str = "\
    INSERT INTO person (document, declaration, edition, rule, ends) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (document, declaration) DO UPDATE SET edition = $3, rule = $4, ends = $5";
pub(super) const KNOWN: &str = "SELECT declaration, edition, rule FROM person WHERE document = $1";
pub(super) const STANDING: &str = "\
    SELECT d.revision, d.withdrawn, d.version, d.changed_at, p.ends, p.sealed, d.audit_head,
        coalesce(d.rule = $4, false), w.due
    FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $3
        LEFT JOIN way w ON w.declaration = $1
    WHERE d.id = $1 AND ($2::bytea IS NULL OR d.follow_digest = $2)";
pub(super) const BASIS: &str = "\
    SELECT d.revision, d.edition, d.rule, d.changed_at, p.ends, p.sealed
    FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $2
    WHERE d.id = $1 AND NOT d.withdrawn";
pub(super) const CASE: &str = "\
    SELECT revision, audit_number, edition, unsettled, woken FROM declaration WHERE id = $1 AND NOT withdrawn";
pub(super) const CASE_PARTS: &str = "SELECT class, ends, sealed FROM part WHERE declaration = $1";
pub(super) const CASE_EVENTS: &str =
    "SELECT id, recorded_at, by, ends, sealed FROM event WHERE declaration = $1 ORDER BY recorded_at, id";
pub(super) const JUDGED: &str =
    "UPDATE declaration SET list = $2, due = $3, unsettled = $4 WHERE id = $1 AND woken = $5";
pub(super) const REPLACE: &str = "\
    UPDATE declaration SET rule = $2, version = version + 1, changed_at = $3 WHERE id = $1 RETURNING edition";
pub(super) const WAKE: &str =
    "UPDATE declaration SET due = $2, woken = woken + 1 WHERE id = $1 AND NOT withdrawn";
pub(super) const EVENT_IS_THERE: &str = "SELECT 1 FROM event WHERE declaration = $1 AND id = $2";
pub(super) const KEEP_EVENT: &str = "\
    INSERT INTO event (declaration, id, recorded_at, by, ends, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
pub(super) const COME_ABOUT: &str = "UPDATE declaration SET version = version + 1 WHERE id = $1";
pub(super) const KEEP_WAY: &str = "\
    INSERT INTO way (declaration, stage, desk, step, due, asked_due, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (declaration) DO UPDATE
    SET stage = $2, desk = $3, step = $4, due = $5, asked_due = $6, ends = $7";
pub(super) const DROP_WAY: &str = "DELETE FROM way WHERE declaration = $1";
pub(super) const TOLD: &str = "\
    SELECT d.revision, d.withdrawn, coalesce(d.rule = $2, false), d.audit_number, p.ends, p.sealed
    FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $3
    WHERE d.id = $1";

pub(super) const WHERE_EXPECTED: &str = "\
    SELECT declaration, day, port, flight, county, township, reference, ends FROM expected WHERE declaration = $1";
pub(super) const FORGET_EXPECTED: &str = "DELETE FROM expected WHERE declaration = $1";
pub(super) const KEEP_EXPECTED: &str = "\
    INSERT INTO expected (declaration, day, port, flight, county, township, reference, ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
/// What is looked up by port, county or reference is partitioned by that key.
pub(super) const FORGET_KEY: &str = "DELETE FROM expected_key WHERE key = $1 AND declaration = $2";
pub(super) const KEEP_KEY: &str =
    "INSERT INTO expected_key (key, day, declaration, ends) VALUES ($1, $2, $3, $4)";

/// What waits to be judged again, on nobody's way: every partition gives its first, and no more are read than are asked for.
pub(super) const DUE_AGAIN: &str = "\
    SELECT due, id FROM declaration WHERE due <= $1 AND (due, id) > ($2, $3) ORDER BY due, id LIMIT $4";
pub(super) const BEHIND: &str = "\
    SELECT list, id FROM declaration WHERE list < $1 AND (list, id) > ($2, $3) ORDER BY list, id LIMIT $4";
/// Two declarations of one person that come at the same moment see each other: the second waits for the first.
pub(super) const LOCK_PERSON: &str = "SELECT pg_advisory_xact_lock($1)";
pub(super) const UNSETTLED: &str = "UPDATE declaration SET unsettled = true, due = $2 WHERE id = $1";

/// The statements of intake, status and judging again, for whoever reads their plans.
pub fn intake_statements() -> &'static [&'static str] {
    &[
        STORED,
        RENEW_RECEIPT,
        LATEST,
        END_AND_LOCKED,
        BEGIN_DECLARATION,
        CHANGE_DECLARATION,
        KEEP_REVISION,
        DROP_PARTS,
        KEEP_PARTS,
        KEEP_ENTRY,
        CHAIN_END,
        MOVE_END,
        KEEP_PERSON,
        KNOWN,
        STANDING,
        BASIS,
        CASE,
        CASE_PARTS,
        CASE_EVENTS,
        JUDGED,
        REPLACE,
        WAKE,
        UNSETTLED,
        WHERE_EXPECTED,
        FORGET_EXPECTED,
        KEEP_EXPECTED,
        FORGET_KEY,
        KEEP_KEY,
        EVENT_IS_THERE,
        KEEP_EVENT,
        COME_ABOUT,
        KEEP_WAY,
        DROP_WAY,
        TOLD,
    ]
}
