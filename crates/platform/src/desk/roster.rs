//! Who is on duty, and what one shift leaves to the next.

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode};
use serde::Deserialize;
use uuid::Uuid;

use super::duty::IN_SIGHT;
use super::{Desk, Officer, failed};
use crate::staff::Role;
use crate::store::{Shift, Turn};

/// Longest turn.
const LONGEST_TURN: TimeDelta = TimeDelta::hours(24);
/// Turns are made no longer ahead.
const AHEAD: TimeDelta = TimeDelta::days(60);
/// Who is asked one after the other.
pub(super) const PLACES: u32 = 3;

/// A turn as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTurn {
    account: Uuid,
    place: u32,
    begins: DateTime<Utc>,
    hours: u32,
}

impl Desk {
    /// Puts somebody on duty.
    pub(crate) async fn add_turn(&self, officer: &Officer, new: &NewTurn) -> Result<(), Problem> {
        let (now, length) = (self.now(), TimeDelta::hours(new.hours.into()));
        let ends = new.begins.checked_add_signed(length).ok_or(ProblemCode::TimeNotPossible)?;
        let fits = (1..=PLACES).contains(&new.place) && new.hours > 0 && length <= LONGEST_TURN;
        if !fits || ends <= now || new.begins > now + AHEAD {
            return Err(ProblemCode::TimeNotPossible.into());
        }
        let account = self.store.account(new.account).await.map_err(failed)?;
        let works = account.filter(|it| it.revoked_at.is_none() && it.role != Role::Auditor);
        let account = works.ok_or(ProblemCode::NotFound)?;
        let turn =
            Turn { id: Uuid::now_v7(), account: account.id, place: new.place, begins: new.begins, ends };
        self.store.keep_turn(turn).await.map_err(failed)?;
        let event = format!("put on duty {} {} {}", account.id, new.place, new.begins.to_rfc3339());
        self.write_down(officer, event).await?;
        Ok(())
    }

    /// Takes somebody off duty.
    pub(crate) async fn drop_turn(&self, officer: &Officer, turn: Uuid) -> Result<(), Problem> {
        if !self.store.drop_turn(turn).await.map_err(failed)? {
            return Err(ProblemCode::NotFound.into());
        }
        self.write_down(officer, format!("took off duty {turn}")).await?;
        Ok(())
    }

    /// Leaves what is open to the next shift. The notes stay where they are; who has them is said.
    pub(crate) async fn leave_shift(&self, officer: &Officer) -> Result<(), Problem> {
        let now = self.now();
        let open = self.store.open_notes(now).await.map_err(failed)?;
        let cases = u32::try_from(open.iter().filter(|(_, note)| note.seen.is_none()).count());
        let cases = cases.unwrap_or(u32::MAX);
        let by = officer.account.signature();
        let shift = Shift { id: Uuid::now_v7(), at: now, by, cases, taken: None };
        self.store.leave_shift(shift).await.map_err(failed)?;
        self.write_down(officer, format!("left shift {cases}")).await?;
        Ok(())
    }

    /// Takes over what a colleague has left.
    pub(crate) async fn take_shift(&self, officer: &Officer, shift: Uuid) -> Result<(), Problem> {
        let left = self.store.shifts(self.now() - IN_SIGHT).await.map_err(failed)?;
        let left = left.into_iter().find(|it| it.id == shift).ok_or(ProblemCode::NotFound)?;
        if left.by == officer.account.signature() {
            return Err(ProblemCode::NotAllowed.into());
        }
        let note = self.note("took over shift", &officer.account);
        if !self.store.take_shift(shift, note.clone()).await.map_err(failed)? {
            return Err(ProblemCode::NotNow.into());
        }
        self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        Ok(())
    }
}
