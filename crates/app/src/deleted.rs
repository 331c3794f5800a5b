//! What was deleted: it can be brought back for thirty days, or forgotten at once.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use uuid::Uuid;
use vault::{KEPT, Vault};

use crate::dto::{Deleted, DeletedItem};
use crate::home::latest;
use crate::sending::leaving;
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// What was deleted and can be brought back: declarations, and corrections of what was sent.
    pub fn deleted(&self) -> Result<Deleted> {
        let vault = self.vault()?;
        let mut items = Vec::new();
        for row in vault.deleted_declarations()? {
            let draft = vault.draft(row.id)?;
            let (edition, answers) = latest(draft.as_ref(), &row);
            let at = row.deleted_at.unwrap_or(row.created_at);
            items.push((at, self.item(row.id, edition, answers, at, None)?));
        }
        for dropped in vault.dropped_drafts()? {
            let (draft, at) = (dropped.draft, dropped.dropped_at);
            let item = self.item(draft.id, draft.edition, &draft.answers, at, Some(dropped.number))?;
            items.push((at, item));
        }
        items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Ok(Deleted { items: items.into_iter().map(|(_, item)| item).collect(), aside: aside(&vault) })
    }

    /// Deletes the folder of a vault that was damaged, by its name: what was there then can be read no more.
    pub fn delete_aside(&self, name: &str) -> Result<Deleted> {
        self.vault()?.directory().delete_aside(name)?;
        self.deleted()
    }

    /// Forgets something that was deleted, now and for good: a declaration, or a correction that was given up. The host hears how
    /// far it is. What is not deleted stays. `unsaid` gives up what was said of it and could not be sent yet.
    pub fn forget(&self, id: &str, correction: Option<u32>, unsaid: bool) -> Result<Deleted> {
        let id = parse_id(id)?;
        {
            let mut remembered = self.changing();
            let (vault, progress) = (self.vault()?, self.progress());
            match correction {
                None if self.declaration(id)?.deleted_at.is_some() => {
                    self.require_said(&[id], unsaid)?;
                    leaving::note(&vault, &[id])?;
                    let forgotten = vault.forget(id, &progress);
                    self.leave_spool(&vault); // its rows may be gone although the rest is still to be done
                    forgotten?;
                }
                Some(number)
                    if vault
                        .dropped_drafts()?
                        .iter()
                        .any(|dropped| dropped.draft.id == id && dropped.number == number) =>
                {
                    vault.forget_dropped(id, number, &progress)?;
                }
                _ => return Err(Error::NothingToUndo),
            }
            *remembered = None;
        }
        // Nor in what is on the screen, or was being read from somebody else's.
        self.stop_showing(id);
        self.forget_pictures();
        self.deleted()
    }

    fn item(
        &self,
        id: Uuid,
        edition: u32,
        answers: &Value,
        at: DateTime<Utc>,
        correction: Option<u32>,
    ) -> Result<DeletedItem> {
        Ok(DeletedItem {
            id: id.to_string(),
            name: self.name_in(edition, answers)?,
            route: self.route_in(edition, answers)?,
            correction,
            deleted_at: at.to_rfc3339_opts(SecondsFormat::Millis, true),
            until: (at + KEPT).to_rfc3339_opts(SecondsFormat::Millis, true),
        })
    }
}

/// The folders with damaged vaults, by name: each holds what was there at that time.
fn aside(vault: &Vault) -> Vec<String> {
    let folders = vault.directory().folders_aside().into_iter();
    folders.filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned())).collect()
}
