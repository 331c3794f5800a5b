//! Every statement that is run while a traveller waits. Each names one declaration's id, or one document, so that its plan touches one
//! partition; `tests/postgres.rs` reads the plans.

/// Declares statements, and the list of them all: what is written here is in it.
macro_rules! intake {
    ($($(#[$doc:meta])* $name:ident = $sql:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: &str = $sql;)*

        /// The statements of intake, status and judging again, for whoever reads their plans.
        pub fn intake_statements() -> &'static [&'static str] {
            &[$($name),*]
        }
    };
}

intake! {
    STORED = "SELECT envelope_sha256, receipt FROM revision WHERE declaration = $1 AND revision = $2";
    RENEW_RECEIPT = "UPDATE revision SET receipt = $4 WHERE declaration = $1 AND revision = $2 AND receipt = $3";
    LATEST = "SELECT revision FROM declaration WHERE id = $1";
    /// Waits for whoever is changing this declaration.
    END_AND_LOCKED = "SELECT revision, audit_number, audit_head FROM declaration WHERE id = $1 FOR UPDATE";
    /// Takes a new declaration's row, or finds that there is one; waits for another who is just doing so.
    BEGIN_DECLARATION = "\
        INSERT INTO declaration
            (id, follow_digest, revision, withdrawn, version, edition, rule, changed_at, list, due, shown_edition, shown_rule)
        VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING";
    CHANGE_DECLARATION = "\
        UPDATE declaration SET follow_digest = $2, revision = $3, withdrawn = $4, version = version + 1, edition = $5,
            rule = $6, changed_at = $7, list = $8, due = $9, unsettled = false, shown_edition = $10, shown_rule = $11
        WHERE id = $1";
    KEEP_REVISION = "\
        INSERT INTO revision (declaration, revision, envelope_sha256, receipt, received_at) VALUES ($1, $2, $3, $4, $5)";
    DROP_PARTS = "DELETE FROM part WHERE declaration = $1";
    /// What was answered by personal links goes with what its traveller takes back.
    FORGET_OWN = "DELETE FROM personal_link_part WHERE declaration = $1";
    /// All parts at once: the arrays go side by side.
    KEEP_PARTS = "\
        INSERT INTO part (declaration, class, ends, sealed)
        SELECT $1, * FROM unnest($2::text[], $3::date[], $4::bytea[])
        ON CONFLICT (declaration, class) DO UPDATE SET ends = excluded.ends, sealed = excluded.sealed";
    KEEP_ENTRY = "\
        INSERT INTO audit (declaration, number, at, event, by, head) VALUES ($1, $2, $3, $4, $5, $6)";
    CHAIN_END = "\
        SELECT number, at, event, by, head FROM audit WHERE declaration = $1 ORDER BY number DESC LIMIT $2";
    MOVE_END = "UPDATE declaration SET audit_number = $2, audit_head = $3 WHERE id = $1";
    /// The index of persons is partitioned by the document, which these name.
    KEEP_PERSON = "\
        INSERT INTO person (document, declaration, edition, rule, ends) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (document, declaration) DO UPDATE SET edition = $3, rule = $4, ends = $5";
    KEEP_ALIKE = "\
        INSERT INTO alike (hash, declaration, ends) SELECT unnest($1::bytea[]), $2, $3
        ON CONFLICT (hash, declaration) DO UPDATE SET ends = $3";
    KNOWN = "SELECT declaration, edition, rule FROM person WHERE document = $1";
    STANDING = "\
        SELECT d.revision, d.withdrawn, d.version, d.changed_at, p.ends, p.sealed, d.audit_head,
            coalesce(d.rule = $4, false), w.due,
            EXISTS (SELECT 1 FROM personal_link i WHERE i.declaration = $1 AND i.answered_at IS NOT NULL)
        FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $3
            LEFT JOIN way w ON w.declaration = $1
        WHERE d.id = $1 AND ($2::bytea IS NULL OR d.follow_digest = $2)";
    BASIS = "\
        SELECT d.revision, d.edition, d.rule, d.changed_at, p.ends, p.sealed
        FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $2
        WHERE d.id = $1 AND NOT d.withdrawn";
    CASE = "\
        SELECT revision, audit_number, edition, unsettled, woken FROM declaration WHERE id = $1 AND NOT withdrawn";
    CASE_PARTS = "SELECT class, ends, sealed FROM part WHERE declaration = $1";
    CASE_EVENTS = "SELECT id, recorded_at, by, ends, sealed FROM event WHERE declaration = $1 ORDER BY recorded_at, id";
    JUDGED = "UPDATE declaration SET list = $2, due = $3, unsettled = $4 WHERE id = $1 AND woken = $5";
    REPLACE = "\
        UPDATE declaration SET rule = $2, version = version + 1, changed_at = $3, shown_edition = $4, shown_rule = $5
        WHERE id = $1 RETURNING edition";
    WAKE = "UPDATE declaration SET due = $2, woken = woken + 1 WHERE id = $1 AND NOT withdrawn";
    EVENT_IS_THERE = "SELECT 1 FROM event WHERE declaration = $1 AND id = $2";
    KEEP_EVENT = "\
        INSERT INTO event (declaration, id, recorded_at, by, ends, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
    COME_ABOUT = "UPDATE declaration SET version = version + 1 WHERE id = $1";
    /// Held against what was declared, which is written before.
    KEEP_WAY = "\
        INSERT INTO way (declaration, stage, desk, step, due, asked_due, port, county, asked, ends, elsewhere)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NOT EXISTS (
            SELECT 1 FROM expected
            WHERE declaration = $1 AND port IS NOT DISTINCT FROM $7 AND county IS NOT DISTINCT FROM $8)
        ON CONFLICT (declaration) DO UPDATE
        SET stage = $2, desk = $3, step = $4, due = $5, asked_due = $6, port = $7, county = $8, asked = $9, ends = $10,
            elsewhere = excluded.elsewhere";
    DROP_WAY = "DELETE FROM way WHERE declaration = $1";
    TOLD = "\
        SELECT d.revision, d.withdrawn, coalesce(d.rule = $2, false), d.audit_number, p.ends, p.sealed,
            r.ends, r.sealed
        FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $3
            LEFT JOIN part r ON r.declaration = $1 AND r.class = $4
        WHERE d.id = $1";
    WHERE_EXPECTED = "\
        SELECT declaration, day, port, flight, county, township, reference, ends FROM expected WHERE declaration = $1";
    FORGET_EXPECTED = "DELETE FROM expected WHERE declaration = $1";
    KEEP_EXPECTED = "\
        INSERT INTO expected (declaration, day, port, flight, county, township, reference, ends)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// What is looked up by port, county or reference is partitioned by that key.
    FORGET_KEY = "DELETE FROM expected_key WHERE key = $1 AND declaration = $2";
    KEEP_KEY = "INSERT INTO expected_key (key, day, declaration, ends) VALUES ($1, $2, $3, $4)";
    /// Organisations are no partitioned table. Two new declarations of one at the same moment wait for one another.
    ORGANISATION_OF = "\
        SELECT id, name, quota, made_at, made_by, revoked_at, revoked_by FROM organisation
        WHERE digest = $1";
    COUNT_HELPED = "\
        INSERT INTO organisation_day AS d (organisation, day, taken)
            SELECT id, $2, 1 FROM organisation WHERE id = $1 AND revoked_at IS NULL
        ON CONFLICT (organisation, day) DO UPDATE SET taken = d.taken + 1
            WHERE d.taken < (SELECT quota FROM organisation WHERE id = $1)";
    UNSETTLED = "UPDATE declaration SET unsettled = true, due = $2 WHERE id = $1";
}

/// What waits to be judged again, on nobody's way: every partition gives its first, and no more are read than are asked for.
pub(super) const DUE_AGAIN: &str = "\
    SELECT due, id FROM declaration WHERE due <= $1 AND (due, id) > ($2, $3) ORDER BY due, id LIMIT $4";
pub(super) const BEHIND: &str = "\
    SELECT list, id FROM declaration WHERE list < $1 AND (list, id) > ($2, $3) ORDER BY list, id LIMIT $4";
/// Two declarations of one person that come at the same moment see each other: the second waits for the first.
pub(super) const LOCK_PERSON: &str = "SELECT pg_advisory_xact_lock($1)";
