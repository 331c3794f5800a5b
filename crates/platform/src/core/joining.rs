//! One person, one row: whoever was taken in at a port and declares then is known by the declaration. What was told of them goes
//! over to it, event by event, each under its own id, so that it does not matter how often or from where this is begun.
//!
//! Number and birth date stand on every hotel's form, so they alone move nothing. By itself a row is joined where the telephone that
//! was given at the counter is the declared one, and the landing lies within the declared journey; else by an officer who has code and
//! document in hand. Until then both rows stay.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use declaration::AtLandmarks;
use platform_api::Stage;
use rulebook::{Landmark, formats, zhejiang_date};
use uuid::Uuid;

use super::Core;
use crate::store::{Effect, JOINED, Known, NewRevision, Put, StoreError, TAKEN_IN};
use crate::telling::{TellError, opened};

/// As often it is tried again where others tell of the same person at once.
const TRIES: usize = 20;
/// A landing is of a journey whose entry was declared for a day no further away.
const OF_A_JOURNEY: TimeDelta = TimeDelta::days(2);
/// The last entries of a log in which it is looked for where somebody went, and as often from one to the next.
const LOOKED_THROUGH: u32 = 1000;
const HOPS: usize = 8;

/// By whom a declaration and somebody who was taken in are said to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joins {
    /// Nobody: the telephones have to agree.
    ByTelephone,
    /// An officer who has code and document in hand.
    ByOfficer,
}

impl Core {
    /// Has a declaration hold what was told of its traveller before it came; says whether there was anything.
    pub(crate) async fn join(
        &self,
        declaration: Uuid,
        others: &[Known],
        by: Joins,
    ) -> Result<bool, StoreError> {
        let mut joined = false;
        for stranger in others.iter().filter(|it| it.rule == TAKEN_IN).map(|it| it.declaration) {
            if self.is_of_the_journey(stranger, declaration).await?
                && (by == Joins::ByOfficer || self.have_one_telephone(stranger, declaration).await?)
            {
                joined |= self.join_one(stranger, declaration).await?;
            }
        }
        Ok(joined)
    }

    /// Whether somebody who was taken in has landed about when a declaration says.
    async fn is_of_the_journey(&self, stranger: Uuid, declaration: Uuid) -> Result<bool, StoreError> {
        let Some(expected) = self.store.expected_at(declaration).await? else { return Ok(false) };
        let Some((way, _)) = self.way(stranger).await? else { return Ok(false) };
        let landed = way.seen.iter().find(|seen| seen.stage == Stage::Landed);
        Ok(landed.is_some_and(|landed| (zhejiang_date(landed.at) - expected.day).abs() <= OF_A_JOURNEY))
    }

    async fn have_one_telephone(&self, one: Uuid, other: Uuid) -> Result<bool, StoreError> {
        Ok(!self.telephones(one).await?.is_disjoint(&self.telephones(other).await?))
    }

    /// Their own, as they are dialled.
    async fn telephones(&self, of: Uuid) -> Result<BTreeSet<String>, StoreError> {
        let Some((taken, answers)) = self.answers(of).await? else { return Ok(BTreeSet::new()) };
        let at = AtLandmarks::of(&taken.edition, &answers);
        let given = [Landmark::Phone, Landmark::PhoneInChina].into_iter().filter_map(|it| at.text(it));
        Ok(given.filter_map(formats::phone_number).collect())
    }

    /// Joins one of them, whatever is known of them: two counters had the same passport in hand.
    pub(crate) async fn join_one(&self, stranger: Uuid, into: Uuid) -> Result<bool, StoreError> {
        for _ in 0..TRIES {
            let Some(told) = self.store.told(stranger).await? else { return Ok(false) };
            if told.withdrawn {
                return Ok(false);
            }
            for event in opened(&self.at_rest, stranger, &told.events, self.today())? {
                match self.teller().carry(into, event).await {
                    Ok(_) => {}
                    Err(TellError::Store(error)) => return Err(error),
                    Err(error) => {
                        // Both stay as they are.
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

    /// The declaration that holds what was told of somebody who was taken in, wherever that went on to; the same id where none does.
    pub(crate) async fn now_known_as(&self, declaration: Uuid) -> Result<Uuid, StoreError> {
        let mut known = declaration;
        for _ in 0..HOPS {
            let states = self.store.states(vec![known]).await?;
            if states.first().is_none_or(|state| state.edition.is_some()) {
                break;
            }
            // Whoever had the card open was noted behind it.
            let end = self.store.chain_end(known, LOOKED_THROUGH).await?;
            let into = end.iter().find_map(|entry| entry.note.event.strip_prefix(JOINED));
            let Some(into) = into.and_then(|into| Uuid::try_parse(into).ok()) else { break };
            known = into;
        }
        Ok(known)
    }
}
