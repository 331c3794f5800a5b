//! What must hold in a vault although rows of it are missing. Answers are never thrown away for want of something beside them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};
use uuid::Uuid;

use super::as_id;
use crate::error::VaultError;
use crate::key::DeclarationSecret;
use crate::tables::{column, declaration, recent};

/// What mending changed, beside what was lost.
#[derive(Default)]
pub(super) struct Changed {
    /// Their secret was lost: what was answered is a new draft, and what was sent can be followed no more.
    pub(super) unfollowed: BTreeSet<Uuid>,
    /// Whether they were sent is not known any more: what was sealed is a draft of the next revision as well.
    pub(super) unsure: BTreeSet<Uuid>,
}

/// Makes what was rescued a vault again.
pub(super) fn mend(fresh: &mut Connection, now: DateTime<Utc>) -> Result<Changed, VaultError> {
    let transaction = fresh.transaction()?;
    let mut changed = Changed::default();
    for id in ids(&transaction, WITHOUT_SECRET)? {
        begin_anew(&transaction, id, now)?;
        changed.unfollowed.insert(id);
    }
    for id in ids(&transaction, UNSURE)? {
        // A withdrawal that may not have left can be asked for again.
        transaction.execute("UPDATE sent SET withdrawal = 0 WHERE declaration = ?1", [id.to_string()])?;
        transaction.execute(
            "INSERT INTO draft (declaration, revision, edition, answers, spoken, reviewed, place, undo, updated_at)
             SELECT declaration, revision + 1, edition, answers, '[]', 0, 'null', 'null', sealed_at
             FROM sent WHERE declaration = ?1 ON CONFLICT DO NOTHING",
            [id.to_string()],
        )?;
        changed.unsure.insert(id);
    }
    transaction.execute(EMPTY, [])?;
    for table in declaration::referring(&transaction)? {
        let sql = format!("DELETE FROM \"{table}\" WHERE declaration NOT IN (SELECT id FROM declaration)");
        transaction.execute(&sql, [])?;
    }
    recent::settle_any(&transaction)?;
    transaction.execute(BROKEN_HISTORY, [])?;
    transaction.commit()?;
    Ok(changed)
}

/// The declarations that are there and not deleted by their owner.
pub(super) fn declarations(fresh: &Connection) -> Result<BTreeSet<Uuid>, VaultError> {
    ids(fresh, "SELECT id FROM declaration WHERE id NOT IN (SELECT declaration FROM deletion)")
}

/// Answers without a declaration.
const WITHOUT_SECRET: &str =
    "SELECT declaration FROM (SELECT declaration FROM draft UNION SELECT declaration FROM sent
                              UNION SELECT declaration FROM dropped_draft)
     WHERE declaration NOT IN (SELECT id FROM declaration)";

/// Sealed, and neither does the envelope wait nor has the platform said that it holds it.
const UNSURE: &str = "SELECT declaration FROM sent
     WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.declaration = sent.declaration)
         AND NOT EXISTS (SELECT 1 FROM receipt
             WHERE receipt.declaration = sent.declaration AND receipt.revision >= sent.revision)";

/// Declarations of which nothing is left that could be shown or sent.
const EMPTY: &str = "DELETE FROM declaration
     WHERE id NOT IN (SELECT declaration FROM draft) AND id NOT IN (SELECT declaration FROM sent)
         AND id NOT IN (SELECT declaration FROM outbox) AND id NOT IN (SELECT declaration FROM receipt)
         AND id NOT IN (SELECT declaration FROM dropped_draft)";

/// A state is reached step by step from the draft as it is: steps behind a missing one, or without a draft, lead nowhere.
const BROKEN_HISTORY: &str = "DELETE FROM draft_history AS old
     WHERE (dropped = 0 AND declaration NOT IN (SELECT declaration FROM draft))
         OR (dropped > 0 AND (declaration, dropped) NOT IN (SELECT declaration, number FROM dropped_draft))
         OR (SELECT count(*) FROM draft_history AS later
             WHERE later.declaration = old.declaration AND later.dropped = old.dropped AND later.seq >= old.seq)
            < (SELECT max(seq) FROM draft_history AS newest
               WHERE newest.declaration = old.declaration AND newest.dropped = old.dropped) - old.seq + 1";

/// What needs no secret and is as true of a declaration that begins anew.
const STAY: [&str; 10] = [
    "draft",
    "draft_history",
    "dropped_draft",
    "deletion",
    "handed_over",
    "taken_back",
    "member",
    "mandate",
    "desk_log",
    "summary",
];

/// The answers as a declaration of their own: the draft, else what was sent. What was sent beside a draft is among the corrections
/// that were given up, and all of them are of what was not sent yet. Whoever else has it in hand still has.
fn begin_anew(transaction: &Transaction<'_>, id: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
    let secret = DeclarationSecret::generate()?;
    let text = id.to_string();
    transaction.execute(
        "INSERT INTO declaration (id, secret, created_at)
         SELECT ?1, ?2, min(at) FROM (SELECT updated_at AS at FROM draft WHERE declaration = ?1
                                      UNION ALL SELECT sealed_at FROM sent WHERE declaration = ?1
                                      UNION ALL SELECT updated_at FROM dropped_draft WHERE declaration = ?1)",
        (&text, secret.bytes()),
    )?;
    transaction.execute(
        "INSERT INTO dropped_draft (declaration, number, revision, kind, edition, answers, spoken, reviewed, place, undo, earlier,
                                    updated_at, dropped_at)
         SELECT declaration, (SELECT ifnull(max(number), 0) + 1 FROM dropped_draft WHERE declaration = ?1),
                revision, kind, edition, answers, '[]', 0, 'null', 'null', 'null', sealed_at, ?2
         FROM sent WHERE declaration = ?1 AND declaration IN (SELECT declaration FROM draft)",
        (&text, column::micros(now)),
    )?;
    transaction.execute(
        "INSERT INTO draft (declaration, revision, edition, answers, spoken, reviewed, place, undo, updated_at)
         SELECT declaration, 1, edition, answers, '[]', 0, 'null', 'null', sealed_at
         FROM sent WHERE declaration = ?1 ON CONFLICT DO NOTHING",
        [&text],
    )?;
    for table in ["draft", "dropped_draft"] {
        // Nothing is there that could be confirmed.
        let sql = format!(
            "UPDATE {table} SET revision = 1, kind = iif(kind = 'confirmation', 'declaration', kind) WHERE declaration = ?1"
        );
        transaction.execute(&sql, [&text])?;
    }
    // What a list has changed in answers that were not sent can still be undone.
    let was_sent =
        transaction.query_row("SELECT count(*) FROM sent WHERE declaration = ?1", [&text], |row| {
            row.get::<_, u32>(0)
        })? > 0;
    let stays = |table: &str| STAY.contains(&table) || (table == "import_step" && !was_sent);
    for table in declaration::referring(transaction)?.iter().filter(|table| !stays(table)) {
        transaction.execute(&format!("DELETE FROM \"{table}\" WHERE declaration = ?1"), [&text])?;
    }
    Ok(())
}

fn ids(connection: &Connection, sql: &str) -> Result<BTreeSet<Uuid>, VaultError> {
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(found.iter().filter_map(|id| as_id(id)).collect())
}
