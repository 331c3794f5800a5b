//! What happens on a traveller's way, for whoever may say so or ask: who may is the caller's to check.

use uuid::Uuid;

use super::Core;
use crate::store::StoreError;
use crate::telling::{Heard, TellError, Teller, known};
use crate::way::{Event, Happening, Way};

impl Core {
    /// Keeps what happened. The same event may come any number of times and in any order with others.
    pub async fn tell(&self, declaration: Uuid, happening: Happening) -> Result<Heard, TellError> {
        self.teller().tell(declaration, happening).await
    }

    /// A declaration's way with all its events, those that were revoked among them; none where the declaration is unknown.
    pub async fn way(&self, declaration: Uuid) -> Result<Option<(Way, Vec<Event>)>, StoreError> {
        let told = self.store.told(declaration).await?;
        let known = told.map(|told| known(&self.at_rest, declaration, &told, self.today())).transpose()?;
        Ok(known.map(|known| (known.way(), known.events)))
    }

    pub(super) fn teller(&self) -> Teller<'_> {
        Teller { store: &*self.store, at_rest: &self.at_rest, now: (self.clock)() }
    }
}
