//! Who was near a case: companions, the rows around on the flight that entered, whoever rode on the same bus. Only of somebody with a
//! positive test that an officer has recorded. Those within the officer's scope are shown; of those elsewhere it is said how many,
//! and all are told without a word of whom it is about.

use std::collections::BTreeMap;

use declaration::{AtLandmarks, TestResult};
use platform_api::{Problem, ProblemCode};
use rulebook::{Edition, Landmark};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::buses::sent_on;
use super::person::Person;
use super::scope::{Subject, covers};
use super::{Desk, Officer, failed};
use crate::store::Place as Where;
use crate::telling::Heard;
use crate::way::{Author, Event, Happening, Place, What, standing};

/// Rows before and behind, as in the national plan of prevention and control of 2020.
const ROWS: u32 = 3;
/// What contacts are told: the message `message-<this>`.
const TELLS: &str = "contact";

/// The contacts of a case.
#[derive(Debug, Serialize)]
pub(crate) struct Contacts {
    rows: u32,
    contacts: Vec<Contact>,
    /// Others, of whom other desks know.
    elsewhere: usize,
    /// Those who have not been told yet, wherever they are.
    untold: usize,
}

/// One of them.
#[derive(Debug, Serialize)]
struct Contact {
    person: Person,
    why: Vec<&'static str>,
    told: bool,
}

impl Desk {
    /// Who was near somebody.
    pub(crate) async fn contacts(&self, officer: &Officer, declaration: Uuid) -> Result<Contacts, Problem> {
        let near = self.near(officer, declaration).await?;
        let mut contacts = Contacts { rows: ROWS, contacts: Vec::new(), elsewhere: 0, untold: 0 };
        let mut shown = Vec::new();
        for (other, why) in near {
            let Some((way, events)) = self.core.way(other).await.map_err(failed)? else { continue };
            let told = is_told(&events, own_id(declaration, other));
            contacts.untold += usize::from(!told);
            let expected = self.store.expected_at(other).await.map_err(failed)?;
            if covers(officer, other, expected.as_ref(), &way) {
                contacts.contacts.push(Contact { person: self.named(officer, other).await?, why, told });
                shown.push(other);
            } else {
                contacts.elsewhere += 1;
            }
        }
        self.looked(officer, shown, "looked contacts").await?;
        Ok(contacts)
    }

    /// Tells all of them who were not told before, and says how many that were.
    pub(crate) async fn tell_contacts(&self, officer: &Officer, declaration: Uuid) -> Result<usize, Problem> {
        let mut told = 0;
        for other in self.near(officer, declaration).await?.into_keys() {
            let by = Author::Officer { id: officer.account.signature(), role: officer.account.role };
            let what = What::Writes { message: TELLS.to_owned() };
            let (id, at) = (own_id(declaration, other), self.now());
            let word =
                Happening { id, at, by, place: Place::default(), device: None, needs_second: false, what };
            let heard = self.core.tell(other, word).await.map_err(super::acting::told)?;
            told += usize::from(heard == Heard::New);
        }
        self.write_down(officer, format!("told contacts {told}")).await?;
        Ok(told)
    }

    /// Those who were near, each with why.
    async fn near(
        &self,
        officer: &Officer,
        declaration: Uuid,
    ) -> Result<BTreeMap<Uuid, Vec<&'static str>>, Problem> {
        let subject = self.subject(officer, declaration).await?;
        let is_case = |event: &&Event| {
            event.is_officers()
                && matches!(&event.what, What::Tested(test) if test.result == TestResult::Positive)
        };
        if !standing(&subject.events).iter().any(is_case) {
            return Err(ProblemCode::NotNow.into());
        }
        let mut near: BTreeMap<Uuid, Vec<&'static str>> = BTreeMap::new();
        let mut add = |other: Uuid, why: &'static str| {
            let whys = near.entry(other).or_default();
            if other != declaration && !whys.contains(&why) {
                whys.push(why);
            }
        };
        if let Some((_, Some(bus))) = sent_on(&subject.events) {
            self.aboard(bus).await?.into_iter().for_each(|(other, _)| add(other, "bus"));
        }
        let Some((taken, answers)) = self.core.answers(declaration).await.map_err(failed)? else {
            near.remove(&declaration);
            return Ok(near);
        };
        let at = AtLandmarks::of(&taken.edition, &answers);
        let (own, row) = (self.core.document_of(&taken, &answers), row(&taken.edition, &answers));
        for other in self.companions(&at).await? {
            add(other, "companion");
        }
        for other in self.on_the_flight(&subject).await? {
            let Some((taken, answers)) = self.core.answers(other).await.map_err(failed)? else { continue };
            let at = AtLandmarks::of(&taken.edition, &answers);
            if own.is_some() && self.documents(&at).contains(&own) {
                add(other, "companion");
            }
            let theirs = self::row(&taken.edition, &answers);
            if row.zip(theirs).is_some_and(|(row, theirs)| row.abs_diff(theirs) <= ROWS) {
                add(other, "row");
            }
        }
        near.remove(&declaration);
        Ok(near)
    }

    /// All who came with the same flight, whosever they are: their seats are read by the platform and shown to nobody.
    async fn on_the_flight(&self, subject: &Subject) -> Result<Vec<Uuid>, Problem> {
        let Some(expected) = &subject.expected else { return Ok(Vec::new()) };
        let port = subject.way.port.clone().or_else(|| expected.port.clone());
        let (Some(port), Some(flight)) = (port, &expected.flight) else { return Ok(Vec::new()) };
        let day = expected.day;
        let people = self.store.expected(Where::Port(port), day, day).await.map_err(failed)?;
        let same = people.into_iter().filter(|it| it.flight.as_ref() == Some(flight));
        Ok(same.map(|it| it.declaration).collect())
    }
}

/// The row of the seat on the flight that enters: its number without the letter.
fn row(edition: &Edition, answers: &Value) -> Option<u32> {
    let at = AtLandmarks::of(edition, answers);
    let seat = at.texts(Landmark::Seat).nth(at.entering_leg(edition)?)??.trim();
    let digits: String = seat.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The word to a contact, once of each case; nobody reads the case out of it.
fn own_id(case: Uuid, contact: Uuid) -> Uuid {
    let mut digest = Sha256::new_with_prefix(b"guitu contact told v1");
    digest.update(case.as_bytes());
    digest.update(contact.as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&digest.finalize()[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}

fn is_told(events: &[Event], id: Uuid) -> bool {
    standing(events).iter().any(|event| event.id == id)
}
