//! Notes that hurry, and who is on duty. A note that nobody has seen to within a quarter of an hour goes up: from the desk that is
//! responsible and the first on duty to the second, and on, and to the platform's officers where nobody is left.

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Desk as Responsible, Problem, ProblemCode, Reference};
use serde::Serialize;
use uuid::Uuid;

use super::notes::HURRIES;
use super::roster::PLACES;
use super::scope::{covers, is_left};
use super::{Desk, Officer, failed};
use crate::staff::{Account, Role};
use crate::store::{CallNote, Entry, Report, Shift, Turn};

/// What was seen to stays in sight for so long.
pub(super) const IN_SIGHT: TimeDelta = TimeDelta::hours(12);
/// The last entries of a log in which it is looked for what followed.
const LOOKED_THROUGH: u32 = 200;
/// The page.
#[derive(Debug, Serialize)]
pub(crate) struct Duty {
    now: DateTime<Utc>,
    /// What hurries, and was not seen to or just now.
    urgent: Vec<Waiting>,
    /// Who is to be called back.
    open: Vec<Waiting>,
    on_duty: Vec<OnDuty>,
    /// Turns to come, for whoever makes them.
    turns: Vec<OnDuty>,
    shifts: Vec<Left>,
    /// What hurries on the way.
    buses: Vec<OnTheWay>,
    /// Whom a platform officer can put on duty.
    accounts: Vec<Chosen>,
}

/// A note that waits for somebody.
#[derive(Debug, Serialize)]
pub(crate) struct Waiting {
    declaration: Uuid,
    note: Uuid,
    reference: String,
    category: String,
    at: DateTime<Utc>,
    due: Option<DateTime<Utc>>,
    late: bool,
    /// How often it has gone up.
    up: u32,
    /// The responsible desk.
    desk: String,
    /// Whether the officer may open the case.
    opens: bool,
    /// Whether it is the officer's own note.
    own: bool,
    /// Whether the officer may see to it: who is to be called back, their county calls.
    sees: bool,
    /// Whether it is this officer who has.
    mine: bool,
    seen: Option<Seen>,
}

/// What an escort has said that hurries.
#[derive(Debug, Serialize)]
pub(crate) struct OnTheWay {
    bus: Uuid,
    report: Uuid,
    plate: String,
    /// The port that it left.
    port: String,
    what: String,
    number: Option<u32>,
    /// How many are on its list.
    listed: usize,
    at: DateTime<Utc>,
    up: u32,
    seen: Option<Seen>,
}

#[derive(Debug, Serialize)]
struct Seen {
    at: DateTime<Utc>,
    by: String,
}

#[derive(Debug, Clone, Serialize)]
struct OnDuty {
    turn: Uuid,
    name: String,
    role: &'static str,
    place: u32,
    begins: DateTime<Utc>,
    ends: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
struct Chosen {
    id: Uuid,
    name: String,
    role: &'static str,
}

/// What a shift has left.
#[derive(Debug, Serialize)]
struct Left {
    id: Uuid,
    at: DateTime<Utc>,
    by: String,
    cases: u32,
    own: bool,
    taken: Option<Seen>,
}

impl Desk {
    /// What waits for this officer, and who is on duty.
    pub(crate) async fn duty(&self, officer: &Officer) -> Result<Duty, Problem> {
        let now = self.now();
        let accounts = self.store.accounts().await.map_err(failed)?;
        let turns = self.store.turns(now).await.map_err(failed)?;
        let mut duty = Duty {
            now,
            urgent: Vec::new(),
            open: Vec::new(),
            on_duty: Vec::new(),
            turns: Vec::new(),
            shifts: Vec::new(),
            buses: Vec::new(),
            accounts: Vec::new(),
        };
        for (declaration, note) in self.store.open_notes(now - IN_SIGHT).await.map_err(failed)? {
            let Some(waiting) = self.waiting(officer, declaration, note.clone(), &turns, &accounts).await?
            else {
                continue;
            };
            if note.urgent { duty.urgent.push(waiting) } else { duty.open.push(waiting) }
        }
        for report in self.store.hurrying(now - IN_SIGHT).await.map_err(failed)? {
            duty.buses.extend(self.on_the_way(officer, report, &turns, &accounts).await?);
        }
        let shown = duty.urgent.iter().chain(&duty.open).map(|it| it.declaration).collect();
        self.looked(officer, shown, "looked duty").await?;
        // What nobody has seen to stands above what somebody has.
        duty.urgent.sort_by_key(|it| (it.seen.is_some(), it.at));
        let named = |turn: &Turn| OnDuty {
            turn: turn.id,
            name: name(&accounts, turn.account),
            role: accounts.iter().find(|it| it.id == turn.account).map_or("", |it| it.role.name()),
            place: turn.place,
            begins: turn.begins,
            ends: turn.ends,
        };
        duty.on_duty = turns.iter().filter(|turn| turn.begins <= now).map(named).collect();
        duty.on_duty.sort_by_key(|turn| turn.place);
        if officer.account.role == Role::PlatformOfficer {
            duty.turns = turns.iter().filter(|turn| turn.begins > now).map(named).collect();
            let works = accounts.iter().filter(|it| it.revoked_at.is_none() && it.role != Role::Auditor);
            duty.accounts =
                works.map(|it| Chosen { id: it.id, name: it.name.clone(), role: it.role.name() }).collect();
        }
        if officer.account.role == Role::Hotline {
            for shift in self.store.shifts(now - IN_SIGHT).await.map_err(failed)? {
                let Shift { id, at, by, cases, taken } = shift;
                let own = by == officer.account.signature();
                let taken = taken.map(|(at, by)| Seen { at, by: name_of(&accounts, &by) });
                duty.shifts.push(Left { id, at, by: name_of(&accounts, &by), cases, own, taken });
            }
        }
        Ok(duty)
    }

    /// Takes on a note: whoever has it in sight and did not write it themselves. For the hotline its case is the open one then: whoever is
    /// to telephone must know whom.
    pub(crate) async fn see_to(
        &self,
        officer: &Officer,
        declaration: Uuid,
        note: Uuid,
    ) -> Result<(), Problem> {
        let nobody = || Problem::from(ProblemCode::NobodyFound);
        let notes = self.store.call_notes(declaration).await.map_err(failed)?;
        let note = notes.into_iter().find(|it| it.id == note && it.due.is_some()).ok_or_else(nobody)?;
        let turns = self.store.turns(self.now()).await.map_err(failed)?;
        let waiting =
            self.waiting(officer, declaration, note.clone(), &turns, &[]).await?.ok_or_else(nobody)?;
        if !waiting.sees {
            return Err(ProblemCode::NotAllowed.into());
        }
        let is_hotline = officer.account.role == Role::Hotline;
        let open = async || match is_hotline {
            true => self.store.open_case(officer.session.digest, Some(declaration)).await.map_err(failed),
            false => Ok(()),
        };
        if is_hotline && waiting.mine {
            return open().await; // another one was open meanwhile
        }
        let seen = self.note("seen to", &officer.account);
        // It may have come back: nothing was said of it for a quarter of an hour.
        let lapsed = if waiting.seen.is_none() { self.now() - HURRIES } else { note.at };
        if self.store.see_to(declaration, note.id, seen, lapsed).await.map_err(failed)? {
            open().await
        } else {
            Err(ProblemCode::NotNow.into())
        }
    }

    /// Gives back what this officer has taken on.
    pub(crate) async fn give_back(
        &self,
        officer: &Officer,
        declaration: Uuid,
        note: Uuid,
    ) -> Result<(), Problem> {
        let back = self.note("gave back", &officer.account);
        if self.store.give_back(declaration, note, back).await.map_err(failed)? {
            Ok(())
        } else {
            Err(ProblemCode::NobodyFound.into())
        }
    }

    /// Whether nothing has followed for a quarter of an hour since somebody has seen to a note that hurries: no word and no note in the
    /// log of its person. Then it hurries again.
    async fn has_lapsed(&self, declaration: Uuid, note: &CallNote) -> Result<bool, Problem> {
        let seen = note.seen.as_ref().filter(|(at, _)| note.urgent && *at < self.now() - HURRIES);
        let Some((seen_at, _)) = seen else { return Ok(false) };
        let end = self.store.chain_end(declaration, LOOKED_THROUGH).await.map_err(failed)?;
        let did = |entry: &Entry| {
            entry.note.at >= *seen_at && matches!(entry.note.event.as_str(), "recorded" | "noted")
        };
        Ok(!end.iter().any(did))
    }

    /// Takes on what an escort has said.
    pub(crate) async fn see_to_bus(&self, officer: &Officer, bus: Uuid, report: Uuid) -> Result<(), Problem> {
        let nobody = || Problem::from(ProblemCode::NobodyFound);
        let reports = self.store.reports(bus).await.map_err(failed)?;
        let report = reports.into_iter().find(|it| it.id == report && it.hurries).ok_or_else(nobody)?;
        let turns = self.store.turns(self.now()).await.map_err(failed)?;
        self.on_the_way(officer, report.clone(), &turns, &[]).await?.ok_or_else(nobody)?;
        let seen = self.note(format!("seen to bus {bus} {}", report.what), &officer.account);
        if !self.store.see_to_report(bus, report.id, seen.clone()).await.map_err(failed)? {
            return Err(ProblemCode::NotNow.into());
        }
        self.store.note_staff(officer.account.id, seen).await.map_err(failed)?;
        Ok(())
    }

    /// What an escort has said, if it is in this officer's sight: of their port, with people of their county, of the hotline, or gone up.
    async fn on_the_way(
        &self,
        officer: &Officer,
        report: Report,
        turns: &[Turn],
        accounts: &[Account],
    ) -> Result<Option<OnTheWay>, Problem> {
        let now = self.now();
        let Some(bus) = self.store.bus(report.bus).await.map_err(failed)? else { return Ok(None) };
        let (role, scope) = (officer.account.role, &officer.account.scope);
        let up = ups(report.seen.as_ref().map_or(now, |(at, _)| *at) - report.at);
        let is_near =
            scope.covers_port(&bus.port) || role == Role::Hotline || is_asked(officer, turns, now, up);
        let aboard = self.aboard(bus.id).await?;
        let is_ours = |(_, county): &(Uuid, Option<String>)| {
            county.as_ref().is_some_and(|county| scope.covers_place(county))
        };
        if !is_near && !aboard.iter().any(is_ours) {
            return Ok(None);
        }
        Ok(Some(OnTheWay {
            bus: bus.id,
            report: report.id,
            plate: self.details(&bus)?.plate,
            port: bus.port,
            what: report.what,
            number: report.number,
            listed: aboard.len(),
            at: report.at,
            up,
            seen: report.seen.map(|(at, by)| Seen { at, by: name_of(accounts, &by) }),
        }))
    }

    /// A note, if it is in this officer's sight: of somebody in their scope, of the hotline, or gone up to them.
    async fn waiting(
        &self,
        officer: &Officer,
        declaration: Uuid,
        note: CallNote,
        turns: &[Turn],
        accounts: &[Account],
    ) -> Result<Option<Waiting>, Problem> {
        let now = self.now();
        let states = self.store.states(vec![declaration]).await.map_err(failed)?;
        let Some((way, _)) = self.core.way(declaration).await.map_err(failed)? else { return Ok(None) };
        if states.first().is_none_or(|state| is_left(state, &way)) {
            return Ok(None);
        }
        let mut note = note;
        if self.has_lapsed(declaration, &note).await? {
            note.seen = None;
        }
        let expected = self.store.expected_at(declaration).await.map_err(failed)?;
        let role = officer.account.role;
        let covered = role != Role::Hotline && covers(officer, declaration, expected.as_ref(), &way);
        let until = note.seen.as_ref().map_or(now, |(at, _)| *at);
        let up = if note.urgent { ups(until - note.at) } else { 0 };
        let is_asked = note.urgent && is_asked(officer, turns, now, up);
        // What hurries is for the desk whose step it is; a call back for all who look after that person.
        let is_theirs = covered && (!note.urgent || is_responsible(officer, &way.desk));
        if !(is_theirs || role == Role::Hotline || is_asked) {
            return Ok(None);
        }
        let CallNote { id, at, by, category, urgent, due, seen, .. } = note;
        let own = by == officer.account.signature();
        let calls_back = covered && matches!(role, Role::CountyContact | Role::HealthOfficer);
        let mine = seen.as_ref().is_some_and(|(_, by)| *by == officer.account.signature());
        Ok(Some(Waiting {
            declaration,
            note: id,
            reference: Reference::of(declaration).to_string(),
            category,
            at,
            due,
            late: seen.is_none() && due.is_some_and(|due| due < now),
            up,
            desk: way.desk.to_string(),
            opens: covered || (role == Role::Hotline && mine),
            own,
            sees: !own && (urgent || calls_back),
            mine,
            seen: seen.map(|(at, by)| Seen { at, by: name_of(accounts, &by) }),
        }))
    }
}

/// Whether an officer works for the desk that is responsible.
fn is_responsible(officer: &Officer, desk: &Responsible) -> bool {
    let scope = &officer.account.scope;
    match desk {
        Responsible::Port(port) => scope.covers_port(port),
        Responsible::County(county) => scope.reaches(county),
        Responsible::Province => scope.covers_the_province(),
    }
}

/// How often a note has gone up that nobody has seen to for so long.
fn ups(waited: TimeDelta) -> u32 {
    u32::try_from(waited.num_seconds() / HURRIES.num_seconds()).unwrap_or_default().min(PLACES)
}

/// Whether it has come to an officer's turn: the first on duty at once, the second after a quarter of an hour; and to the platform's
/// officers after all of them, or where nobody is on duty.
fn is_asked(officer: &Officer, turns: &[Turn], now: DateTime<Utc>, up: u32) -> bool {
    let on_duty = || turns.iter().filter(|turn| turn.begins <= now && turn.ends > now);
    let own = on_duty().filter(|turn| turn.account == officer.account.id).map(|turn| turn.place).min();
    let last = on_duty().map(|turn| turn.place).max().unwrap_or_default();
    own.is_some_and(|place| up + 1 >= place)
        || officer.account.role == Role::PlatformOfficer && up > last.saturating_sub(1)
}

fn name(accounts: &[Account], id: Uuid) -> String {
    accounts.iter().find(|it| it.id == id).map(|it| it.name.clone()).unwrap_or_default()
}

/// The name behind `<role> <account>`.
fn name_of(accounts: &[Account], signature: &str) -> String {
    let id = signature.rsplit(' ').next().and_then(|id| Uuid::try_parse(id).ok());
    id.map(|id| name(accounts, id)).unwrap_or_default()
}
