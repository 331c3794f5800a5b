//! The last steps of a draft's past, beside the draft itself.
//!
//! An answer writes the pages of its draft anyhow. A step in a table of its own costs it one page more, encrypted and flushed; so steps
//! gather here, and go over into `draft_history` some at a time, and before anything else is done to a draft's past.

use rusqlite::{Connection, OptionalExtension as _, Row, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::column::{self, to_json};
use super::history::{bound, last_step};
use super::step_back::StepBack;
use crate::error::VaultError;
use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 16,
    sql: "
ALTER TABLE draft ADD COLUMN recent TEXT NOT NULL DEFAULT '[]'; -- JSON array: the last steps of its past, as in draft_history, which has them not yet

-- Drafts with such steps: a page that is damaged is not met by whoever looks for others.
CREATE TABLE draft_with_recent (
    declaration TEXT NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
",
}];

/// So many bytes of steps lie beside a draft: with a student's answers they are one page.
const ROOM: usize = 1000;

/// A step of a draft's past.
#[derive(Serialize, Deserialize)]
pub(super) struct PastStep {
    pub(super) seq: i64,
    /// From the state after it to this one.
    pub(super) back: StepBack,
    /// This and the next are of this state.
    pub(super) edition: u32,
    pub(super) saved_at: i64,
    pub(super) replaced_at: i64,
}

impl PastStep {
    /// One of `draft_history`.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(PastStep {
            seq: row.get("seq")?,
            back: column::json(row, "back")?,
            edition: row.get("edition")?,
            saved_at: row.get("saved_at")?,
            replaced_at: row.get("replaced_at")?,
        })
    }
}

/// The steps beside a draft, oldest first.
#[derive(Default)]
pub(super) struct Recent(pub(super) Vec<PastStep>);

impl Recent {
    /// Those of the draft in a row.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Recent(column::json(row, "recent")?))
    }

    /// Those of a draft; none where there is no draft.
    pub(super) fn of(connection: &Connection, declaration: Uuid) -> Result<Self, VaultError> {
        let mut statement = connection.prepare_cached("SELECT recent FROM draft WHERE declaration = ?1")?;
        let found = statement.query_row([declaration.to_string()], Self::from_row).optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Adds one.
    pub(super) fn note(
        &mut self,
        connection: &Connection,
        declaration: Uuid,
        step: PastStep,
    ) -> Result<(), VaultError> {
        if self.0.is_empty() {
            connection
                .prepare_cached("INSERT OR IGNORE INTO draft_with_recent (declaration) VALUES (?1)")?
                .execute([declaration.to_string()])?;
        }
        self.0.push(step);
        Ok(())
    }

    /// As they are kept. Where they find no room any more all but the last go over into the table.
    pub(super) fn kept(mut self, connection: &Connection, declaration: Uuid) -> Result<String, VaultError> {
        let kept = to_json(&self.0)?;
        if kept.len() <= ROOM || self.0.len() < 2 {
            return Ok(kept);
        }
        let last = self.0.split_off(self.0.len() - 1);
        self.go_over(connection, declaration)?;
        to_json(&last)
    }

    fn go_over(&self, connection: &Connection, declaration: Uuid) -> Result<(), VaultError> {
        let declaration = declaration.to_string();
        let mut insert = connection.prepare_cached(
            "INSERT INTO draft_history (declaration, dropped, seq, back, edition, saved_at, replaced_at)
             VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for step in &self.0 {
            let back = to_json(&step.back)?;
            insert.execute((&declaration, step.seq, back, step.edition, step.saved_at, step.replaced_at))?;
        }
        if let Some(last) = self.0.last() {
            bound(connection, &declaration, last.seq)?;
        }
        Ok(())
    }
}

/// Lets the steps beside a draft go over into the table.
pub(crate) fn settle(connection: &Connection, declaration: Uuid) -> Result<(), VaultError> {
    Recent::of(connection, declaration)?.go_over(connection, declaration)?;
    forget(connection, declaration)
}

/// The same for all drafts that have some. Those that cannot be read or do not follow on stay where they are, and keep no other from it.
pub(crate) fn settle_all(connection: &Connection) -> Result<(), VaultError> {
    // In this order: a damaged page of another draft is not met.
    let mut statement = connection.prepare_cached(
        "SELECT declaration, recent FROM draft_with_recent CROSS JOIN draft USING (declaration)",
    )?;
    settle_those(connection, &mut statement)
}

/// The same in a vault that was mended: looks at every draft, and steps that lead nowhere go.
pub(crate) fn settle_any(connection: &Connection) -> Result<(), VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT declaration, recent FROM draft WHERE recent <> '[]'")?;
    settle_those(connection, &mut statement)?;
    connection.execute("UPDATE draft SET recent = '[]' WHERE recent <> '[]'", [])?;
    connection.execute("DELETE FROM draft_with_recent", [])?;
    Ok(())
}

fn settle_those(connection: &Connection, drafts: &mut Statement<'_>) -> Result<(), VaultError> {
    let found =
        drafts.query_map([], |row| Ok((column::id(row, "declaration")?, Recent::from_row(row).ok())))?;
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    for (declaration, recent) in found {
        let Some(recent) = recent else { continue };
        let last: i64 = last_step(connection, declaration, |row| row.get("seq"))?.unwrap_or(0);
        if recent.0.windows(2).all(|two| two[1].seq - two[0].seq == 1)
            && recent.0.first().is_none_or(|first| first.seq > last)
        {
            recent.go_over(connection, declaration)?;
            forget(connection, declaration)?;
        }
    }
    Ok(())
}

/// Takes the steps beside a draft away.
pub(super) fn forget(connection: &Connection, declaration: Uuid) -> Result<(), VaultError> {
    for sql in [
        "UPDATE draft SET recent = '[]' WHERE declaration = ?1 AND recent <> '[]'",
        "DELETE FROM draft_with_recent WHERE declaration = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([declaration.to_string()])?;
    }
    Ok(())
}
