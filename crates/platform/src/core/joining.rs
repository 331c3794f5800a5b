//! One person, one row: whoever was taken in at a port and declares then is known by the declaration. What was told of them goes
//! over to it, event by event, each under its own id, so that it does not matter how often or from where this is begun.

use chrono::Days;
use uuid::Uuid;

use super::Core;
use crate::store::{Effect, JOINED, Known, NewRevision, Put, StoreError, TAKEN_IN};
use crate::telling::{TellError, opened};
use crate::way::{Event, Happening};

/// As often it is tried again where others tell of the same person at once.
const TRIES: usize = 20;

impl Core {
    /// Has a declaration hold what was told of its traveller before it came; says whether there was anything. One of a journey that is
    /// yet to come holds nothing of one that is over.
    pub(crate) async fn join(&self, declaration: Uuid, others: &[Known]) -> Result<bool, StoreError> {
        let strangers: Vec<Uuid> =
            others.iter().filter(|it| it.rule == TAKEN_IN).map(|it| it.declaration).collect();
        if strangers.is_empty() {
            return Ok(false);
        }
        let expected = self.store.expected_at(declaration).await?;
        let tomorrow = self.today() + Days::new(1);
        if expected.is_none_or(|expected| expected.day > tomorrow) {
            return Ok(false);
        }
        let mut joined = false;
        for stranger in strangers {
            joined |= self.join_one(stranger, declaration).await?;
        }
        Ok(joined)
    }

    /// The same of one of them.
    pub(crate) async fn join_one(&self, stranger: Uuid, into: Uuid) -> Result<bool, StoreError> {
        for _ in 0..TRIES {
            let Some(told) = self.store.told(stranger).await? else { return Ok(false) };
            if told.withdrawn {
                return Ok(false);
            }
            for event in opened(&self.at_rest, stranger, &told.events, self.today())? {
                match self.tell(into, again(event)).await {
                    Ok(_) => {}
                    Err(TellError::Store(error)) => return Err(error),
                    Err(error) => {
                        // Both stay as they are: nothing that was told is lost.
                        tracing::error!(%error, "somebody who was taken in cannot be joined to their declaration");
                        return Ok(false);
                    }
                }
            }
            for note in self.store.call_notes(stranger).await? {
                self.store.keep_note(into, note).await?;
            }
            let by = "platform".to_owned();
            if self.leave_out(stranger, told.entries, Effect::LeftOut { into: Some(into), by }).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Ends the row of somebody who was taken in, unless something was done with it since it was read.
    pub(crate) async fn leave_out(
        &self,
        stranger: Uuid,
        entries: u64,
        effect: Effect,
    ) -> Result<bool, StoreError> {
        let new = NewRevision {
            declaration: stranger,
            revision: 2,
            // The row of its one revision stays: a number is used once.
            follow_digest: [0; 32],
            envelope_sha256: [0; 32],
            receipt: Vec::new(),
            received_at: (self.clock)(),
            expected: None,
            helped: None,
            seen: Some(entries),
            effect,
            way: None,
        };
        Ok(matches!(self.store.put(new).await?, Put::Stored | Put::Same { .. }))
    }

    /// The declaration that holds what was told of somebody who was taken in; the same id where none does.
    pub(crate) async fn now_known_as(&self, declaration: Uuid) -> Result<Uuid, StoreError> {
        let end = self.store.chain_end(declaration, 1).await?;
        let joined = end.first().and_then(|entry| entry.note.event.strip_prefix(JOINED));
        Ok(joined.and_then(|into| Uuid::try_parse(into).ok()).unwrap_or(declaration))
    }
}

/// The same event, to be told of another declaration.
fn again(event: Event) -> Happening {
    let Event { id, at, by, place, device, needs_second, what, .. } = event;
    Happening { id, at, by, place, device, needs_second, what }
}
