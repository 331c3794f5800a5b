//! A declaration at a glance, made of all that the vault has of it.

use chrono::SecondsFormat;
use declaration::{AtLandmarks, Form};
use platform_api::{ProblemCode, Reference, Status};
use rulebook::Landmark;
use rulebook::lists::AIRPORTS;
use rulebook::vocabulary::STAYS_AWAY;
use serde_json::Value;
use uuid::Uuid;
use vault::{DeclarationRow, DraftKind, DraftRow, OutboxRow, OutboxState};

use crate::code::{Read, journey_page};
use crate::dto::{Card, HandedOver, NextStep, Problem, Progress, SendState, Stage};
use crate::sending::window;
use crate::{Error, Result, Session};

impl Session {
    /// The traveller's name in answers of an edition.
    pub(crate) fn name_in(&self, edition: u32, answers: &Value) -> Result<Option<String>> {
        let form = self.form_of(edition)?;
        Ok(name(&AtLandmarks::of(form.edition(), answers)))
    }

    /// Where the journey goes, in answers of an edition.
    pub(crate) fn route_in(&self, edition: u32, answers: &Value) -> Result<Option<String>> {
        let form = self.form_of(edition)?;
        Ok(self.route(&form, answers))
    }

    /// From where the first leg leaves to where the last one ends: airports by their codes, as on a ticket; stations, harbours and border
    /// points by their names, for their codes are the software's own.
    fn route(&self, form: &Form, answers: &Value) -> Option<String> {
        let at = AtLandmarks::of(form.edition(), answers);
        let language = self.language();
        let called = |code: &str| match code.contains('-') {
            true => form.label(AIRPORTS, code, language.tag()).unwrap_or_else(|| code.to_owned()),
            false => code.to_owned(),
        };
        let from = at.texts(Landmark::LegFrom).next()??;
        let to = at.texts(Landmark::LegTo).last()??;
        Some(format!("{} → {}", called(from), called(to)))
    }

    pub(crate) fn card(&self, id: Uuid) -> Result<Card> {
        let row = self.declaration(id)?;
        self.card_of(&row, self.vault()?.draft(id)?.as_ref(), &self.read_code(&row))
    }

    pub(crate) fn declaration(&self, id: Uuid) -> Result<DeclarationRow> {
        self.vault()?.declaration(id)?.ok_or(Error::DeclarationUnknown)
    }

    /// The state line of a declaration: its latest sent revision, or that nothing was sent.
    pub(crate) fn send_state(&self, id: Uuid) -> Result<SendState> {
        let waiting = self.vault()?.outbox(id)?;
        Ok(state(&self.declaration(id)?, waiting.last()))
    }

    /// Whether the traveller was not on board, and nothing else was said yet of how they go on: a correction that was opened and left again
    /// still has the journey that was missed.
    pub(crate) fn is_to_go_otherwise(
        &self,
        row: &DeclarationRow,
        draft: Option<&DraftRow>,
        status: Option<&Status>,
    ) -> Result<bool> {
        let Some(sent) = row.sent.as_ref().filter(|sent| !sent.withdrawal) else { return Ok(false) };
        if !status.is_some_and(Status::has_stayed_behind) {
            return Ok(false);
        }
        let Some(draft) = draft else { return Ok(true) };
        let journey = |edition, answers: &Value| -> Result<Option<Value>> {
            let form = self.form_of(edition)?;
            let legs = form.edition().landmarks.list(Landmark::DepartsOn);
            Ok(legs.and_then(|legs| answers.pointer(legs)).cloned())
        };
        Ok(journey(draft.edition, &draft.answers)? == journey(sent.edition, &sent.answers)?)
    }

    /// Where the leg that was missed stands in a draft that still has it.
    pub(crate) fn missed_leg(&self, form: &Form, draft: &DraftRow) -> Result<Option<String>> {
        if draft.revision == 1 {
            return Ok(None);
        }
        let row = self.declaration(draft.id)?;
        if !self.is_to_go_otherwise(&row, Some(draft), self.kept_status(&row).as_ref())? {
            return Ok(None);
        }
        let entering = AtLandmarks::of(form.edition(), &draft.answers).entering_leg(form.edition());
        let legs = form.edition().landmarks.list(Landmark::DepartsOn);
        Ok(legs.map(|legs| format!("{legs}/{}", entering.unwrap_or_default())))
    }

    /// What the owner has to know of a declaration before anything else.
    fn trouble(
        &self,
        row: &DeclarationRow,
        waiting: Option<&OutboxRow>,
        read: &Read,
    ) -> Result<Option<Problem>> {
        if read.is_of_elsewhere(row) {
            return Ok(Some(Problem::of("sent-elsewhere")));
        }
        let Some(waiting) = waiting else { return Ok(None) };
        let platform = match self.profile() {
            Ok(profile) => profile.platform(),
            Err(problem) => return Ok(Some(problem)),
        };
        if self.waits_in_vain(row)? {
            return Ok(Some(Problem::of("declaration-former-platform")));
        }
        let addressee = self.vault()?.addressee(row.id)?;
        if addressee.is_some_and(|addressee| addressee != platform.as_str()) {
            return Ok(Some(Problem::of("declaration-other-platform")));
        }
        if self.post().is_none() {
            return Ok(Some(Problem::of("outbox-shut")));
        }
        Ok(met(waiting))
    }

    pub(super) fn card_of(
        &self,
        row: &DeclarationRow,
        draft: Option<&DraftRow>,
        read: &Read,
    ) -> Result<Card> {
        let waiting = self.vault()?.outbox(row.id)?;
        let state = state(row, waiting.last());
        let withdrawn = row.sent.as_ref().is_some_and(|sent| sent.withdrawal);
        let colour = match read {
            Read::Verified(code) if !code.expired => Some(code.colour()),
            _ => None,
        };
        let progress = match draft {
            Some(draft) => self.progress_of(draft)?,
            None => Progress::default(),
        };
        let newer = match draft {
            Some(draft) => self.newer_than(draft.edition).map(|newer| newer.number),
            None => None,
        };
        let stopped = waiting.last().is_some_and(|waiting| waiting.state == OutboxState::Wedged);
        let problem = self.trouble(row, waiting.last(), read)?;
        let (edition, answers) = latest(draft, row);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let updated_at = draft
            .map(|draft| draft.updated_at)
            .or(row.sent.as_ref().map(|sent| sent.sealed_at))
            .unwrap_or(row.created_at);
        let kind = draft.map(|draft| draft.kind).or(row.sent.as_ref().map(|sent| sent.kind));
        let kind = kind.unwrap_or_default();
        let handed_over = self.vault()?.handed_over(row.id)?;
        let free = draft.is_none() && handed_over.is_none();
        let came_second =
            stopped && problem.as_ref().is_some_and(|it| it.code == ProblemCode::RevisionConflict.as_str());
        let rival = match came_second {
            true => self.vault()?.taken_back_from(row.id)?.map(|from| from.receiver),
            false => None,
        };
        let received = row.sent.as_ref().filter(|_| state == SendState::Received);
        Ok(Card {
            id: row.id.to_string(),
            reference: Reference::of(row.id).to_string(),
            revision: revision(draft, row),
            kind: kind.into(),
            may_confirm: free && received.is_some_and(|sent| self.may_confirm(sent, read.stage())),
            after_landing: free && received.is_some_and(|sent| self.asks_after_landing(sent, read.status())),
            missed: handed_over.is_none()
                && received.is_some()
                && self.is_to_go_otherwise(row, draft, read.status())?,
            journey_page: received.and_then(|_| journey_page(&form)),
            ended: read.ended().filter(|_| !withdrawn && read.stage() < Some(Stage::Received)),
            name: name(&at),
            route: self.route(&form, answers),
            departs_on: at.texts(Landmark::DepartsOn).next().flatten().map(str::to_owned),
            by_air: at.enters_by_air(form.edition()),
            stays: kind == DraftKind::Intention && at.text(Landmark::Decision) == Some(STAYS_AWAY),
            state,
            correcting: draft.is_some() && row.sent.is_some(),
            withdrawn,
            progress,
            stage: read.stage(),
            colour,
            ends_early: colour.and_then(|_| self.ends_early(row, read)),
            next: match handed_over {
                Some(_) => NextStep::Nothing,
                None => next(draft, progress, state, stopped, read, withdrawn, kind),
            },
            newer,
            problem,
            stopped,
            zone: self.zone_of(row, read),
            rival,
            opens: window::of(row, waiting.last(), self.host.now()),
            handed_over: handed_over.map(|to| HandedOver {
                receiver: to.receiver,
                at: to.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            }),
            updated_at: updated_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        })
    }
}

/// The latest answers that the vault has, with their edition: what is being filled in, else what was sent.
pub(crate) fn latest<'a>(draft: Option<&'a DraftRow>, row: &'a DeclarationRow) -> (u32, &'a Value) {
    let sent = || row.sent.as_ref().map(|sent| (sent.edition, &sent.answers));
    draft.map(|draft| (draft.edition, &draft.answers)).or_else(sent).unwrap_or((0, &Value::Null))
}

fn revision(draft: Option<&DraftRow>, row: &DeclarationRow) -> u32 {
    draft.map(|draft| draft.revision).or(row.sent.as_ref().map(|sent| sent.revision)).unwrap_or(1)
}

fn state(row: &DeclarationRow, waiting: Option<&OutboxRow>) -> SendState {
    match (&row.sent, waiting) {
        (_, Some(_)) => SendState::Waiting,
        // A rescue may have lost the platform's word: then nobody claims it.
        (Some(sent), None)
            if row.receipt.as_ref().is_some_and(|receipt| receipt.revision >= sent.revision) =>
        {
            SendState::Received
        }
        (_, None) => SendState::NotSent,
    }
}

/// What the outbox says of its row, where it stands in the way or was tried in vain.
fn met(waiting: &OutboxRow) -> Option<Problem> {
    let code = waiting.problem.as_ref()?.get("code")?.as_str()?;
    let known = waiting.state == OutboxState::Wedged || waiting.attempts > 0;
    known.then(|| Problem::of(code))
}

fn next(
    draft: Option<&DraftRow>,
    progress: Progress,
    state: SendState,
    stopped: bool,
    read: &Read,
    withdrawn: bool,
    kind: DraftKind,
) -> NextStep {
    match (draft, state) {
        (Some(_), _) if progress.missing == 0 && progress.blocking == 0 => NextStep::Review,
        (Some(_), _) => NextStep::Continue,
        (None, SendState::Waiting) if stopped => NextStep::Fix,
        (None, _) if withdrawn => NextStep::Nothing,
        (None, SendState::Received) if kind == DraftKind::Intention => NextStep::Declare,
        (None, SendState::Received) if matches!(read, Read::Refused { .. }) => NextStep::ShowCode,
        (None, SendState::Received) if read.is_with_member() => NextStep::ShowCode,
        // A code of the revision before counts until its correction arrives.
        (None, SendState::Received | SendState::Waiting) if matches!(read, Read::Verified(_)) => {
            NextStep::ShowCode
        }
        (None, _) => NextStep::Wait,
    }
}

/// The traveller's name, Chinese characters first; Latin letters in the order of the document, as on the code.
fn name(at: &AtLandmarks<'_>) -> Option<String> {
    at.text(Landmark::HanName).map(str::to_owned).or_else(|| at.latin_name())
}
