//! Somebody at a port who has not declared: taken in by the document in hand. Whoever is known by it already is shown, and nothing
//! is begun a second time.

use chrono::TimeDelta;
use platform_api::{Problem, ProblemCode, Reference, Stage};
use rulebook::lists::DIVISIONS;
use rulebook::{Landmark, flight, formats};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::finding::read;
use super::looking::Case;
use super::person::{Named, named};
use super::word::own_id;
use super::{Desk, Officer, failed};
use crate::core::Stranger;
use crate::store::{Effect, Known, TAKEN_IN};
use crate::way::{Author, Event, Happening, Place, What, standing};

/// Whoever has landed no longer ago is on that journey still.
const A_JOURNEY: TimeDelta = TimeDelta::days(14);

/// What the officer has read and asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handed {
    /// The machine readable zone of the document in hand.
    zone: String,
    /// Where they go; empty where that is not known yet.
    #[serde(default)]
    county: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    flight: String,
    /// Needed where the officer has more than one.
    #[serde(default)]
    port: String,
}

/// Who it is.
#[derive(Debug, Serialize)]
pub(crate) struct TakenIn {
    case: Case,
    /// They were known already: nothing was begun.
    known: bool,
}

/// A city with its counties.
#[derive(Debug, Serialize)]
pub(crate) struct City {
    #[serde(flatten)]
    name: Named,
    counties: Vec<Named>,
}

impl Desk {
    /// Takes somebody in, or shows who it is.
    pub(crate) async fn take_in(&self, officer: &Officer, handed: &Handed) -> Result<TakenIn, Problem> {
        let stranger = self.stranger(officer, handed)?;
        let document = self.core.document_of(&stranger.taken, &stranger.answers);
        let document = document.ok_or(ProblemCode::ZoneUnreadable)?;
        if let Some(known) = self.current(document, None).await? {
            // The document is in hand: they are here, wherever they were expected.
            self.store.open_case(officer.session.digest, Some(known)).await.map_err(failed)?;
            let mut officer = officer.clone();
            officer.session.opened = Some(known);
            return Ok(TakenIn { case: self.case(&officer, known).await?, known: true });
        }
        let place = Place { flight: stranger.flight.clone(), ..Place::port(stranger.port.clone()) };
        let declaration = self.core.begin_stranger(stranger).await?;
        let by = Author::Officer { id: officer.account.signature(), role: officer.account.role };
        let landed = Happening {
            id: own_id(officer, declaration, Uuid::now_v7()),
            at: self.now(),
            by,
            place,
            device: None,
            needs_second: false,
            what: What::Landed,
        };
        self.core.tell(declaration, landed).await.map_err(super::acting::told)?;
        let event = format!("took in {}", Reference::of(declaration));
        self.store
            .note_staff(officer.account.id, self.note(event, &officer.account))
            .await
            .map_err(failed)?;
        // Their declaration, or a colleague's word, may have come in this moment.
        let known = self.current(document, Some(declaration)).await?;
        if let Some(into) = known {
            self.core.join_one(declaration, into).await.map_err(failed)?;
        }
        Ok(TakenIn { case: self.case(officer, declaration).await?, known: known.is_some() })
    }

    /// Ends what was begun by mistake: by whoever began it, as long as nobody has said anything since.
    pub(crate) async fn leave_out(&self, officer: &Officer, declaration: Uuid) -> Result<(), Problem> {
        let subject = self.subject(officer, declaration).await?;
        let told = self.store.told(declaration).await.map_err(failed)?.ok_or(ProblemCode::NobodyFound)?;
        let is_first =
            |event: &&Event| matches!(event.what, What::Landed) && super::acting::is_own(officer, event);
        if !subject.state.taken_in || !standing(&subject.events).iter().all(is_first) {
            return Err(ProblemCode::NotNow.into());
        }
        let effect = Effect::LeftOut { into: None, by: officer.account.signature() };
        if self.core.leave_out(declaration, told.entries, effect).await.map_err(failed)? {
            Ok(())
        } else {
            Err(ProblemCode::NotNow.into())
        }
    }

    /// The cities of the province with their counties.
    pub(crate) fn counties(&self) -> Vec<City> {
        let rules = self.core.rules();
        let edition = rules.current(self.today()).map(|taken| &*taken.edition);
        let rows = edition.and_then(|edition| edition.list(DIVISIONS)).map(|list| list.rows());
        let rows = rows.unwrap_or_default();
        let name = |code: &str| named(edition, DIVISIONS, code);
        let cities = rows.iter().filter(|row| row.level.as_deref() == Some("city"));
        cities
            .map(|city| City {
                name: name(&city.code),
                counties: rows
                    .iter()
                    .filter(|row| {
                        row.level.as_deref() == Some("county") && row.parent.as_ref() == Some(&city.code)
                    })
                    .map(|row| name(&row.code))
                    .collect(),
            })
            .collect()
    }

    /// The id under which somebody is known now.
    pub(super) async fn now_known_as(&self, declaration: Uuid) -> Result<Uuid, Problem> {
        self.core.now_known_as(declaration).await.map_err(failed)
    }

    /// Document, county, telephone and flight at the questions of the edition that holds today.
    fn stranger(&self, officer: &Officer, handed: &Handed) -> Result<Stranger, Problem> {
        let today = self.today();
        let rules = self.core.rules();
        let edition = rules.current(today).ok_or(ProblemCode::Unavailable)?.edition.head.number;
        let taken = rules.judges(edition).ok_or(ProblemCode::Unavailable)?;
        let (reading, in_hand) = read(&handed.zone, today)?;
        let (county, phone) = (handed.county.trim(), handed.phone.trim());
        let is_county = |code: &str| {
            let row = taken.edition.list(DIVISIONS).and_then(|list| list.row(code));
            row.is_some_and(|row| row.level.as_deref() == Some("county"))
        };
        if !county.is_empty() && !is_county(county) {
            return Err(ProblemCode::WordNotKnown.into());
        }
        if !phone.is_empty() && !formats::is_phone(phone) {
            return Err(ProblemCode::TelephoneMalformed.into());
        }
        let is_chinese = formats::phone_country(phone).as_deref() == Some("CN");
        let said = [
            (Landmark::DocumentNumber, in_hand.number.as_str()),
            (Landmark::Born, &in_hand.born),
            (Landmark::Surname, reading.surname.value.as_deref().unwrap_or_default()),
            (Landmark::GivenNames, reading.given_names.value.as_deref().unwrap_or_default()),
            (Landmark::County, county),
            (if is_chinese { Landmark::PhoneInChina } else { Landmark::Phone }, phone),
        ];
        let mut answers = Value::Object(serde_json::Map::new());
        for (landmark, text) in said {
            let pointer = taken.edition.landmarks.pointer(landmark).filter(|_| !text.is_empty());
            let Some(pointer) = pointer else { continue };
            let set = taken.form.set(&mut answers, pointer, text.into());
            set.map_err(|_| ProblemCode::Unavailable)?;
        }
        let number = Some(handed.flight.trim()).filter(|number| !number.is_empty());
        let flight = match number {
            Some(number) => Some(flight::canonical(number).ok_or(ProblemCode::WordNotKnown)?),
            None => None,
        };
        let scope = &officer.account.scope;
        let mut ports = scope.ports();
        let only = ports.next().filter(|_| ports.next().is_none());
        let port = Some(handed.port.trim()).filter(|port| scope.covers_port(port)).or(only);
        let port = port.ok_or(ProblemCode::WordNotKnown)?.to_owned();
        Ok(Stranger { taken, answers, port, flight, by: officer.account.signature() })
    }

    /// What is known by a document and is of a journey that is not over, but for one: a declaration before whoever was taken in, and
    /// of each the newest or the first.
    async fn current(&self, document: [u8; 32], but: Option<Uuid>) -> Result<Option<Uuid>, Problem> {
        let mut declared: Vec<Known> = self.store.known(document).await.map_err(failed)?;
        declared.retain(|known| Some(known.declaration) != but);
        declared.sort_by_key(|known| std::cmp::Reverse(known.declaration));
        let (mut strangers, declared): (Vec<_>, Vec<_>) =
            declared.into_iter().partition(|known| known.rule == TAKEN_IN);
        strangers.reverse();
        // Of two that were begun in one moment the first stays.
        strangers.retain(|known| but.is_none_or(|but| known.declaration < but));
        for known in declared.into_iter().chain(strangers) {
            if self.is_current(known.declaration).await? {
                return Ok(Some(known.declaration));
            }
        }
        Ok(None)
    }

    async fn is_current(&self, declaration: Uuid) -> Result<bool, Problem> {
        let states = self.store.states(vec![declaration]).await.map_err(failed)?;
        if states.first().is_none_or(|state| state.edition.is_none()) {
            return Ok(false);
        }
        let Some((way, _)) = self.core.way(declaration).await.map_err(failed)? else { return Ok(false) };
        let landed = way.seen.iter().find(|seen| seen.stage == Stage::Landed);
        Ok(landed.is_none_or(|landed| landed.at > self.now() - A_JOURNEY))
    }
}
