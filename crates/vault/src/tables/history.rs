//! What a draft was before each save, as steps back: a state is found by starting from the draft as it is and going back
//! step by step. A step holds only what changed, so that a thousand states cost about as much as a few drafts.
//!
//! A draft that was dropped keeps its history; sealing ends it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::Deserialize as _;
use serde_json::{Value, json};
use uuid::Uuid;

use super::column::{self, to_json};
use super::draft::{self, DraftRow};
use super::recent::{self, PastStep, Recent, settle};
use super::step_back::StepBack;
use crate::carried::Step;
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

/// How many states a draft can go back; the oldest goes first.
pub(crate) const STATES: u32 = 1000;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 4,
        sql: "
CREATE TABLE draft_history (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL, -- order of saving within the declaration
    back        TEXT    NOT NULL, -- JSON, from the state after it to this one
    edition     INTEGER NOT NULL, -- of this state
    saved_at    INTEGER NOT NULL, -- when this state was saved
    replaced_at INTEGER NOT NULL, -- and when the next one took its place
    PRIMARY KEY (declaration, seq)
) STRICT, WITHOUT ROWID;
",
    },
    Migration {
        version: 15,
        sql: "
CREATE TABLE history_of_each (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    dropped     INTEGER NOT NULL, -- number of the dropped draft whose past it is; 0: the draft's
    seq         INTEGER NOT NULL, -- order of saving within the draft
    back        TEXT    NOT NULL, -- JSON, from the state after it to this one
    edition     INTEGER NOT NULL, -- of this state
    saved_at    INTEGER NOT NULL, -- when this state was saved
    replaced_at INTEGER NOT NULL, -- and when the next one took its place
    PRIMARY KEY (declaration, dropped, seq)
) STRICT, WITHOUT ROWID;

-- Steps of neither, and those that came after a draft was dropped, lead back from nothing that is there.
INSERT INTO history_of_each
SELECT declaration, 0, seq, back, edition, saved_at, replaced_at
FROM draft_history WHERE declaration IN (SELECT declaration FROM draft)
UNION ALL
SELECT old.declaration, 1, seq, back, old.edition, saved_at, replaced_at
FROM draft_history AS old JOIN dropped_draft USING (declaration)
WHERE old.declaration NOT IN (SELECT declaration FROM draft) AND replaced_at <= dropped_at;

DROP TABLE draft_history;
ALTER TABLE history_of_each RENAME TO draft_history;
",
    },
];

const BROKEN: VaultError = VaultError::FileBroken { file: crate::files::DATABASE };

/// A state that a draft was in, and can be brought back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastState {
    /// Names it, for [`Vault::state_at`].
    pub seq: i64,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// When the next save took its place.
    pub replaced_at: DateTime<Utc>,
    /// The rulebook's edition it was filled in with.
    pub edition: u32,
    /// Pointers of the answers that the next save changed.
    pub changed: Vec<String>,
}

impl PastStep {
    fn state(&self) -> Result<PastState, VaultError> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(BROKEN);
        Ok(PastState {
            seq: self.seq,
            saved_at: instant(self.saved_at)?,
            replaced_at: instant(self.replaced_at)?,
            edition: self.edition,
            changed: self.back.pointers_below("/answers"),
        })
    }
}

impl Vault {
    /// The states a draft was in before, the latest first.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-damaged`, `vault-io`.
    pub fn history(&self, declaration: Uuid) -> Result<Vec<PastState>, VaultError> {
        let steps = self.read(|connection| latest_first(connection, declaration, 0))?;
        let reached = steps.windows(2).take_while(|two| two[0].seq - two[1].seq == 1).count() + 1;
        let states = steps.into_iter().take(reached.min(STATES as usize));
        states.map(|step| step.state()).collect()
    }

    /// The draft as it was in a past state; saving it brings it back, and can be undone like any save.
    ///
    /// # Errors
    /// `vault-not-found` when there is no draft or no such state any more; `vault-file-broken`, `vault-io`.
    pub fn state_at(&self, declaration: Uuid, seq: i64) -> Result<DraftRow, VaultError> {
        self.read(|connection| {
            let now = draft::of(connection, declaration)?.ok_or(VaultError::NotFound)?;
            let mut state = state_of(&now);
            let mut reached = None;
            for step in latest_first(connection, declaration, seq)? {
                if reached.is_some_and(|last: i64| last - step.seq != 1) {
                    return Err(VaultError::NotFound); // over a gap no state is one that ever was
                }
                step.back.apply(&mut state);
                reached = Some(step.seq);
            }
            if reached != Some(seq) {
                return Err(VaultError::NotFound);
            }
            into_draft(state, now)
        })
    }
}

/// How to get back from `next` to `last`; nothing where only the place or what may speak differs.
pub(super) fn back(last: &DraftRow, next: &DraftRow) -> Option<StepBack> {
    if last.edition == next.edition && last.earlier == next.earlier {
        return StepBack::between_at("/answers", &next.answers, &last.answers);
    }
    StepBack::between_at("", &state_of(next), &state_of(last))
}

/// Notes how to get back from `next` to `last`, beside the draft.
pub(super) fn note(
    connection: &Connection,
    last: &DraftRow,
    next: &DraftRow,
    back: StepBack,
    recent: &mut Recent,
) -> Result<(), VaultError> {
    let before = match recent.0.last() {
        Some(step) => Some((step.seq, step.replaced_at)),
        None => last_step(connection, last.id, |row| Ok((row.get("seq")?, row.get("replaced_at")?)))?,
    };
    let now = column::micros(next.updated_at);
    let step = PastStep {
        seq: before.map_or(1, |(seq, _)| seq + 1),
        back,
        edition: last.edition,
        saved_at: column::micros(last.updated_at),
        // A clock that went back makes none older than the one before.
        replaced_at: before.map_or(now, |(_, replaced_at)| now.max(replaced_at)),
    };
    recent.note(connection, last.id, step)
}

/// What is asked of the last step in the table; the last one alone is looked at: a draft may have a thousand.
pub(super) fn last_step<T>(
    connection: &Connection,
    declaration: Uuid,
    asked: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT * FROM draft_history WHERE declaration = ?1 AND dropped = 0 ORDER BY seq DESC LIMIT 1",
    )?;
    Ok(statement.query_row([declaration.to_string()], asked).optional()?)
}

/// Of a draft whose last step is `last`, no more than [`STATES`] stay in the table.
pub(super) fn bound(connection: &Connection, declaration: &str, last: i64) -> Result<(), VaultError> {
    let over = last - i64::from(STATES);
    if over > 0 {
        connection
            .prepare_cached("DELETE FROM draft_history WHERE declaration = ?1 AND dropped = 0 AND seq <= ?2")?
            .execute((declaration, over))?;
    }
    Ok(())
}

/// The steps from `seq` on, wherever they lie, the latest first.
fn latest_first(connection: &Connection, declaration: Uuid, seq: i64) -> Result<Vec<PastStep>, VaultError> {
    let recent = Recent::of(connection, declaration)?.0.into_iter().rev();
    let mut steps: Vec<PastStep> = recent.filter(|step| step.seq >= seq).collect();
    let mut statement = connection.prepare_cached(
        "SELECT * FROM draft_history WHERE declaration = ?1 AND dropped = 0 AND seq >= ?2 ORDER BY seq DESC",
    )?;
    for step in statement.query_map((declaration.to_string(), seq), PastStep::from_row)? {
        steps.push(step?);
    }
    Ok(steps)
}

/// The steps back from a draft to what it was, oldest first.
pub(crate) fn steps(connection: &Connection, declaration: Uuid) -> Result<Vec<Step>, VaultError> {
    let steps = latest_first(connection, declaration, 0)?.into_iter().rev();
    steps
        .map(|step| {
            let PastState { saved_at, replaced_at, edition, .. } = step.state()?;
            let back = serde_json::to_value(&step.back).map_err(|_| BROKEN)?;
            Ok(Step { back, edition, saved_at, replaced_at })
        })
        .collect()
}

/// Puts the steps of another vault in the place of those there are.
pub(crate) fn replace(connection: &Connection, declaration: Uuid, steps: &[Step]) -> Result<(), VaultError> {
    end(connection, declaration)?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO draft_history (declaration, dropped, seq, back, edition, saved_at, replaced_at)
         VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let latest = &steps[steps.len().saturating_sub(STATES as usize)..];
    for (at, step) in latest.iter().enumerate() {
        insert.execute((
            declaration.to_string(),
            at as i64 + 1,
            to_json(&step.back)?,
            step.edition,
            column::micros(step.saved_at),
            column::micros(step.replaced_at),
        ))?;
    }
    Ok(())
}

/// Settles, and gives the number of the last step; none so far is 0.
pub(crate) fn settle_to(connection: &Connection, declaration: Uuid) -> Result<i64, VaultError> {
    settle(connection, declaration)?;
    Ok(last_step(connection, declaration, |row| row.get("seq"))?.unwrap_or(0))
}

/// Counts the time for which later steps than `seq` are kept from now on.
pub(crate) fn keep_from(
    connection: &Connection,
    declaration: Uuid,
    seq: i64,
    now: DateTime<Utc>,
) -> Result<(), VaultError> {
    settle(connection, declaration)?;
    connection
        .prepare_cached(
            "UPDATE draft_history SET replaced_at = ?3 WHERE declaration = ?1 AND dropped = 0 AND seq > ?2",
        )?
        .execute((declaration.to_string(), seq, column::micros(now)))?;
    Ok(())
}

/// Whether this is a step that can be taken.
pub(crate) fn is_step(back: &Value) -> bool {
    StepBack::deserialize(back).is_ok()
}

/// What a draft was before, by its steps, the latest first.
pub(crate) fn states_before(draft: &DraftRow, steps: &[Step]) -> Vec<DraftRow> {
    let mut state = state_of(draft);
    let mut states = Vec::new();
    for step in steps.iter().rev() {
        let Ok(back) = StepBack::deserialize(&step.back) else { break };
        back.apply(&mut state);
        let Ok(before) = into_draft(state.clone(), draft.clone()) else { break };
        states.push(DraftRow { updated_at: step.saved_at, ..before });
    }
    states
}

/// Forgets the states of a draft: it was sealed, or another vault's take their place.
pub(crate) fn end(connection: &Connection, declaration: Uuid) -> Result<(), VaultError> {
    recent::forget(connection, declaration)?;
    erase(connection, declaration, 0)
}

/// Forgets the states of a draft that was dropped; number 0 is the draft that there is.
pub(super) fn erase(connection: &Connection, declaration: Uuid, dropped: u32) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM draft_history WHERE declaration = ?1 AND dropped = ?2")?
        .execute((declaration.to_string(), dropped))?;
    Ok(())
}

/// The states of a draft go with it: from one number to another, at which there must be none.
pub(super) fn follow(
    connection: &Connection,
    declaration: Uuid,
    from: u32,
    to: u32,
) -> Result<(), VaultError> {
    settle(connection, declaration)?;
    connection
        .prepare_cached("UPDATE draft_history SET dropped = ?3 WHERE declaration = ?1 AND dropped = ?2")?
        .execute((declaration.to_string(), from, to))?;
    Ok(())
}

/// Erases the states that were replaced before an instant.
pub(crate) fn purge(connection: &Connection, before: DateTime<Utc>) -> Result<usize, VaultError> {
    // With a step go those before it: they lead back from it.
    let mut statement = connection.prepare_cached(
        "DELETE FROM draft_history WHERE seq <= (
             SELECT max(seq) FROM draft_history AS over
             WHERE over.declaration = draft_history.declaration AND over.dropped = draft_history.dropped
                 AND over.replaced_at < ?1
         )",
    )?;
    Ok(statement.execute([column::micros(before)])?)
}

/// What a state is: the answers, and the edition they belong to with what was before it.
pub(super) fn state_of(draft: &DraftRow) -> Value {
    json!({ "answers": draft.answers, "edition": draft.edition, "earlier": draft.earlier })
}

fn into_draft(mut state: Value, now: DraftRow) -> Result<DraftRow, VaultError> {
    let mut part = |name: &str| state.get_mut(name).map(Value::take).unwrap_or_default();
    Ok(DraftRow {
        answers: part("answers"),
        edition: serde_json::from_value(part("edition")).map_err(|_| BROKEN)?,
        earlier: serde_json::from_value(part("earlier")).map_err(|_| BROKEN)?,
        undo: None,
        ..now
    })
}
