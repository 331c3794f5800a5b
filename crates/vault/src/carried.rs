//! A case as it is carried from one vault to another, in a backup or by a hand-over: all that a vault has of a declaration,
//! as one value that can be written down.
//!
//! What was deleted or given up is not carried: what an owner has thrown away does not come back by a file. Summaries are made
//! anew where the case arrives.
//!
//! To read: this file (what a case is, and how it is read out of a vault), `merge` (two copies of one case: a decision without a
//! database), `take` (into a vault).

mod merge;
mod take;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::error::VaultError;
use crate::slots::file::base64_bytes;
use crate::tables::draft::{self, DraftRow};
use crate::tables::handed_over::{self, HandedOver};
use crate::tables::member::{self, DeskPart};
use crate::tables::outbox::{self, OutboxState};
use crate::tables::sent::{self, ReceiptRow, SentRow};
use crate::tables::status::{self, StatusRow};
use crate::tables::{addressee, column, declaration, history, letter};
use crate::vault::Vault;

pub use take::Taken;

/// The version of a case's written form. It grows with every change of that, or a program of before says of a newer file that it is
/// damaged.
pub const CASE_FORM: u32 = 2;

/// All of a case. It holds answers and the declaration's secret: it is written to no disk but encrypted, and has no `Debug`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedCase {
    /// The declaration.
    pub id: Uuid,
    /// What its rights follow from.
    #[serde(with = "base64_bytes")]
    secret: Vec<u8>,
    created_at: DateTime<Utc>,
    draft: Option<DraftRow>,
    /// What the draft was before, oldest first; none in a hand-over.
    past: Vec<Step>,
    sent: Option<SentRow>,
    receipts: Vec<ReceiptRow>,
    status: Option<StatusRow>,
    addressee: Option<String>,
    waiting: Vec<Waiting>,
    handed_over: Option<HandedOver>,
    /// What was said beside the revisions, by its number.
    #[serde(default)]
    letters: Vec<(u32, Value)>,
    /// What a desk knows of it; nothing in a hand-over, since consent was given to this desk.
    #[serde(default)]
    desk: DeskPart,
}

/// From a state of the draft to the one before it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) back: Value,
    pub(crate) edition: u32,
    pub(crate) saved_at: DateTime<Utc>,
    pub(crate) replaced_at: DateTime<Utc>,
}

/// A sealed envelope: wherever it is sent from, its bytes are the same.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Waiting {
    pub(crate) revision: u32,
    #[serde(with = "base64_bytes")]
    pub(crate) envelope: Vec<u8>,
    /// Not before this.
    pub(crate) next_attempt_at: DateTime<Utc>,
}

/// What of a case is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it, with what its draft was before: for its owner.
    Backup,
    /// As it stands: for somebody else.
    HandOver,
}

impl Vault {
    /// The cases that a backup holds: those that are not deleted, the oldest first.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn case_ids(&self) -> Result<Vec<Uuid>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id FROM declaration WHERE id NOT IN (SELECT declaration FROM deletion)
                 ORDER BY created_at, id",
            )?;
            let ids = statement.query_map([], |row| column::id(row, "id"))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// A case, to be carried to another vault.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or it is deleted; `vault-handed-over` when it is to be handed over and is in
    /// other hands already; `vault-damaged`, `vault-io`.
    pub fn carry(&self, id: Uuid, extent: Extent) -> Result<CarriedCase, VaultError> {
        self.read(|connection| {
            declaration::require(connection, id)?;
            if extent == Extent::HandOver {
                handed_over::require_in_hand(connection, id)?;
            }
            let case = of(connection, id)?.ok_or(VaultError::NotFound)?;
            Ok(match extent {
                Extent::Backup => case,
                Extent::HandOver => CarriedCase { past: Vec::new(), desk: DeskPart::default(), ..case },
            })
        })
    }
}

/// All that there is of a declaration, deleted or not.
fn of(connection: &Connection, id: Uuid) -> Result<Option<CarriedCase>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT secret, created_at FROM declaration WHERE id = ?1")?;
    let found = statement
        .query_row([id.to_string()], |row| Ok((row.get("secret")?, column::instant(row, "created_at")?)));
    let Some((secret, created_at)) = found.optional()? else { return Ok(None) };
    let draft = draft::of(connection, id)?;
    // One that was refused, too: the same bytes meet the same refusal there, and whoever has it in hand learns why.
    let waiting = outbox::of(connection, id)?
        .into_iter()
        .filter(|row| matches!(row.state, OutboxState::Waiting | OutboxState::Wedged));
    Ok(Some(CarriedCase {
        id,
        secret,
        created_at,
        past: if draft.is_some() { history::steps(connection, id)? } else { Vec::new() },
        draft,
        sent: sent::of(connection, id)?,
        receipts: sent::receipts_of(connection, id)?,
        status: status::of(connection, id)?,
        addressee: addressee::of(connection, id)?,
        waiting: waiting
            .map(|row| Waiting {
                revision: row.revision,
                envelope: row.envelope,
                next_attempt_at: row.next_attempt_at,
            })
            .collect(),
        handed_over: handed_over::of(connection, id)?,
        letters: letter::of(connection, id)?
            .into_iter()
            .map(|(_, number, content)| (number, content))
            .collect(),
        desk: member::part_of(connection, id)?,
    }))
}

/// Nobody corrects a declaration so often; the number after it must be one, too.
const HIGHEST_REVISION: u32 = 1_000_000;

fn is_revision(revision: u32) -> bool {
    (1..=HIGHEST_REVISION).contains(&revision)
}

impl CarriedCase {
    /// Whether all of it is of one declaration: what a file says of itself proves nothing.
    fn is_whole(&self) -> bool {
        let draft = self.draft.as_ref();
        self.secret.len() == 32
            && draft.is_none_or(|draft| draft.id == self.id && is_revision(draft.revision))
            && self.sent.as_ref().is_none_or(|sent| is_revision(sent.revision))
            && self.receipts.iter().all(|receipt| is_revision(receipt.revision))
            && self.waiting.iter().all(|waiting| is_revision(waiting.revision))
            && self.letters.iter().all(|(number, content)| self.is_own_letter(*number, content))
            && self.past.iter().all(|step| history::is_step(&step.back))
            && (draft.is_some() || self.past.is_empty())
    }

    /// Whoever reads a letter goes by the names in it: one that names another declaration would speak for that.
    fn is_own_letter(&self, number: u32, content: &Value) -> bool {
        let names = |field: &str, own: Value| content.get(field).is_none_or(|named| *named == own);
        number >= 1 && names("declaration", self.id.to_string().into()) && names("number", number.into())
    }

    /// The highest revision that the platform holds, as far as is known here.
    fn received(&self) -> u32 {
        self.receipts.iter().map(|receipt| receipt.revision).max().unwrap_or(0)
    }

    /// Whether somebody typed into it or sealed it after this.
    fn is_newer(&self, than: DateTime<Utc>) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.updated_at > than)
            || self.sent.as_ref().is_some_and(|sent| sent.sealed_at > than)
    }

    /// Whether this revision was sealed here, and not another one beside it.
    fn knows(&self, revision: u32) -> bool {
        self.waits(revision) || self.sent.as_ref().is_some_and(|sent| sent.revision >= revision)
    }

    fn waits(&self, revision: u32) -> bool {
        self.waiting.iter().any(|waiting| waiting.revision == revision)
    }

    /// The states that its draft is and was in, the latest first.
    fn states(&self) -> Vec<DraftRow> {
        let Some(draft) = &self.draft else { return Vec::new() };
        let mut states = vec![draft.clone()];
        states.extend(history::states_before(draft, &self.past));
        states
    }
}
