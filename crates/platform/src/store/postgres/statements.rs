//! Every statement that is run while a traveller waits. Each names one declaration's id, or one document, so that its plan touches one
//! partition; `tests/postgres.rs` reads the plans.

pub(super) const STORED: &str =
    "SELECT envelope_sha256, receipt FROM revision WHERE declaration = $1 AND revision = $2";
pub(super) const LATEST: &str = "SELECT revision FROM declaration WHERE id = $1";
/// Waits for whoever is changing this declaration.
pub(super) const END_AND_LOCKED: &str =
    "SELECT revision, audit_number, audit_head FROM declaration WHERE id = $1 FOR UPDATE";
/// Takes a new declaration's row, or finds that there is one; waits for another who is just doing so.
pub(super) const BEGIN_DECLARATION: &str = "\
    INSERT INTO declaration (id, follow_digest, revision, withdrawn, version, edition, rule, changed_at)
    VALUES ($1, $2, $3, $4, 1, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
pub(super) const CHANGE_DECLARATION: &str = "\
    UPDATE declaration SET follow_digest = $2, revision = $3, withdrawn = $4, version = version + 1, edition = $5,
        rule = $6, changed_at = $7
    WHERE id = $1";
pub(super) const KEEP_REVISION: &str = "\
    INSERT INTO revision (declaration, revision, envelope_sha256, receipt, received_at) VALUES ($1, $2, $3, $4, $5)";
pub(super) const DROP_PARTS: &str = "DELETE FROM part WHERE declaration = $1";
/// All parts at once: the arrays go side by side.
pub(super) const KEEP_PARTS: &str = "\
    INSERT INTO part (declaration, class, ends, sealed)
    SELECT $1, * FROM unnest($2::text[], $3::date[], $4::bytea[])";
pub(super) const KEEP_ENTRY: &str = "\
    INSERT INTO audit (declaration, number, at, event, by, head) VALUES ($1, $2, $3, $4, $5, $6)";
pub(super) const MOVE_END: &str = "UPDATE declaration SET audit_number = $2, audit_head = $3 WHERE id = $1";
/// The index of persons is partitioned by the document, which these name.
pub(super) const KEEP_PERSON: &str = "\
    INSERT INTO person (document, declaration, edition, rule, ends) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (document, declaration) DO UPDATE SET edition = $3, rule = $4, ends = $5";
pub(super) const KNOWN: &str = "SELECT declaration, edition, rule FROM person WHERE document = $1";
pub(super) const STANDING: &str = "\
    SELECT d.revision, d.withdrawn, d.version, d.changed_at, p.ends, p.sealed, d.audit_head
    FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $3
    WHERE d.id = $1 AND d.follow_digest = $2";
pub(super) const BASIS: &str = "\
    SELECT d.revision, d.edition, d.rule, d.changed_at, p.ends, p.sealed
    FROM declaration d LEFT JOIN part p ON p.declaration = $1 AND p.class = $2
    WHERE d.id = $1 AND NOT d.withdrawn";

/// The statements of intake and status, for whoever reads their plans.
pub fn intake_statements() -> &'static [&'static str] {
    &[
        STORED,
        LATEST,
        END_AND_LOCKED,
        BEGIN_DECLARATION,
        CHANGE_DECLARATION,
        KEEP_REVISION,
        DROP_PARTS,
        KEEP_PARTS,
        KEEP_ENTRY,
        MOVE_END,
        KEEP_PERSON,
        KNOWN,
        STANDING,
        BASIS,
    ]
}
