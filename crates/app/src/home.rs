//! The home screen: a card for each declaration, the latest first, a page at a time. Cards are made when a case changed or a day
//! went by (`card`), kept in the vault with the words they are found by (`summary`), and read from there.

mod card;
mod summary;

use declaration::FormKind;

use crate::dto::{Cards, Home};
use crate::{Result, Session};

pub(crate) use card::latest;
pub(crate) use summary::keep_summaries;

impl Session {
    /// The first page of the declarations of this vault, and what else the first screen says.
    pub fn home(&self) -> Result<Home> {
        let Cards { cards, total } = self.cases("", 0)?;
        let sending = self.sending();
        let rulebook = self.rulebook_in_use(self.newer().as_deref())?;
        let deleted = self.vault()?.deleted_count()?;
        let takes_intentions = self.current_form()?.edition().kinds.offers(FormKind::Intention);
        let queues_made_anew = self.queues_made_anew()?;
        Ok(Home { cards, total, sending, rulebook, takes_intentions, deleted, queues_made_anew })
    }
}
