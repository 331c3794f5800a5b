//! After sending: a correction is a later revision, and so is a withdrawal. Before sending: a draft can be deleted, and
//! brought back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use vault::{Bookmark, DraftRow, SentRow};

use crate::dto::{Card, Filling, Home};
use crate::{Error, Result, Session, parse_id};

/// Setting under which a dropped correction is kept until it is taken back or replaced.
fn dropped(id: Uuid) -> String {
    format!("dropped-correction-{id}")
}

/// What a draft of a later revision starts from: the answers sent before, or a correction that was dropped.
#[derive(Serialize, Deserialize)]
struct Revision {
    revision: u32,
    edition: u32,
    answers: Value,
    spoken: BTreeSet<String>,
    reviewed: bool,
    #[serde(rename = "place")] // its name in files of earlier versions
    bookmark: Option<Bookmark>,
}

impl Revision {
    fn of(draft: &DraftRow) -> Self {
        Revision {
            revision: draft.revision,
            edition: draft.edition,
            answers: draft.answers.clone(),
            spoken: draft.spoken.clone(),
            reviewed: draft.reviewed,
            bookmark: draft.bookmark.clone(),
        }
    }

    fn draft(self, id: Uuid, now: DateTime<Utc>) -> DraftRow {
        let Revision { revision, edition, answers, spoken, reviewed, bookmark } = self;
        DraftRow {
            id,
            revision,
            edition,
            answers,
            spoken,
            reviewed,
            bookmark,
            undo: None,
            earlier: None,
            updated_at: now,
        }
    }
}

impl Session {
    /// Opens the next revision of a sent declaration, starting from what was sent.
    pub fn correct(&self, id: &str) -> Result<Filling> {
        let id = parse_id(id)?;
        let draft = {
            let _changing = self.changing();
            let vault = self.vault()?;
            match vault.draft(id)? {
                Some(draft) => draft,
                None => {
                    let sent =
                        self.declaration(id)?.sent.filter(|sent| !sent.withdrawal).ok_or(Error::NotSent)?;
                    let next = Revision {
                        revision: sent.revision + 1,
                        edition: sent.edition,
                        answers: sent.answers,
                        spoken: BTreeSet::new(),
                        reviewed: false,
                        bookmark: None,
                    };
                    let draft = next.draft(id, self.host.now());
                    vault.start_revision(&draft)?;
                    draft
                }
            }
        };
        self.filling(&draft)
    }

    /// Withdraws a sent declaration; the platform then forgets its answers and its code.
    pub fn withdraw(&self, id: &str) -> Result<Card> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let sent = self.declaration(id)?.sent.ok_or(Error::NotSent)?;
            if !sent.withdrawal {
                let withdrawal = SentRow {
                    revision: sent.revision + 1,
                    edition: sent.edition,
                    answers: sent.answers,
                    withdrawal: true,
                    sealed_at: self.host.now(),
                };
                self.queue(id, withdrawal)?;
            }
        }
        self.card(id)
    }

    /// Deletes a declaration that was never sent, or was withdrawn; of a sent one only the correction's draft.
    /// [`Session::undo_delete`] brings it back.
    pub fn delete_declaration(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            let declaration = self.declaration(id)?;
            let kept = declaration.sent.as_ref().is_some_and(|sent| !sent.withdrawal);
            match (kept, vault.draft(id)?) {
                (true, Some(draft)) => {
                    let kept =
                        serde_json::to_string(&Revision::of(&draft)).map_err(|_| Error::DraftUnknown)?;
                    vault.set_setting(&dropped(id), &kept)?;
                    vault.drop_draft(id)?;
                }
                (true, None) => return Err(Error::AlreadySent),
                (false, _) => vault.delete_declaration(id, self.host.now())?,
            }
        }
        self.home()
    }

    /// Brings back what [`Session::delete_declaration`] took away.
    pub fn undo_delete(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            if self.declaration(id)?.deleted_at.is_some() {
                vault.undelete(id)?;
            } else {
                let kept = vault.get_setting(&dropped(id))?.ok_or(Error::NothingToUndo)?;
                let kept: Revision = serde_json::from_str(&kept).map_err(|_| Error::NothingToUndo)?;
                vault.start_revision(&kept.draft(id, self.host.now()))?;
                vault.set_setting(&dropped(id), "")?;
            }
        }
        self.home()
    }
}
