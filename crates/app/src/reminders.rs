//! When something is due on a declaration, known while every vault is shut: a file beside the vault with days, and nothing of
//! whom or what. While a vault is open the cards say it, and the file is written anew whenever they say something else.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike as _, Utc};
use serde::{Deserialize, Serialize};

use crate::door::owners;
use crate::dto::Card;
use crate::{App, Result, Session};

const FILE: &str = "reminders.json";
/// For so long somebody is reminded who does not open their vault: a code that holds for a week is confirmed so long before boarding.
const LASTS: i32 = 6;
/// So many cards are read at a time.
const AT_ONCE: u32 = 200;

/// Something is due on these days, counted in UTC from the first of the common era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Reminder {
    from: i32,
    /// Not on this one any more.
    until: i32,
}

impl App {
    /// Whether something is due on some declaration of anybody's who has a vault here, open or not.
    pub fn due(&self) -> bool {
        if let Ok(session) = self.session()
            && let Err(error) = session.write_reminders()
        {
            tracing::warn!(code = error.code(), "the reminders stay as they were");
        }
        let today = day(self.host.now());
        let mut all = owners::folders(&self.paths.data).into_iter().flat_map(|folder| read(&folder));
        all.any(|reminder| reminder.from <= today && today < reminder.until)
    }
}

impl Session {
    /// Writes down when something will be due, by the cards as they are now.
    fn write_reminders(&self) -> Result<()> {
        self.summarise_some()?;
        let now = self.host.now();
        let mut reminders = Vec::new();
        let mut offset = 0;
        loop {
            let cards = self.kept_cards(offset, AT_ONCE)?;
            reminders.extend(cards.iter().filter_map(|card| of_card(card, now)));
            if cards.len() < AT_ONCE as usize {
                break;
            }
            offset += AT_ONCE;
        }
        reminders.sort_unstable();
        reminders.dedup();
        let vault = self.vault()?;
        let folder = vault.directory().path();
        if reminders == read(folder) {
            return Ok(());
        }
        let written = serde_json::to_vec(&reminders).map_err(std::io::Error::from);
        let path = folder.join(FILE);
        if let Err(error) = written.and_then(|bytes| vault::write_private(&path, &bytes)) {
            tracing::warn!(%error, "the reminders were not written; they are tried again");
        }
        Ok(())
    }
}

/// A code that ends before it was shown has to be confirmed again, from some day on. Whoever has the disk reads this file: it names days
/// and no hours, and of what is due already not since when. About when somebody travels can be told from it all the same.
fn of_card(card: &Card, now: DateTime<Utc>) -> Option<Reminder> {
    let early = card.ends_early.as_ref().filter(|_| card.may_confirm)?;
    let from = day(if early.due { now } else { early.confirm_from.parse().ok()? });
    Some(Reminder { from, until: from + LASTS })
}

fn day(at: DateTime<Utc>) -> i32 {
    at.date_naive().num_days_from_ce()
}

/// An unreadable file reminds of nothing, and is written again by the next open vault.
fn read(folder: &Path) -> Vec<Reminder> {
    let bytes = fs::read(folder.join(FILE)).ok();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}
