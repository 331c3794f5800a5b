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
use super::scope::covers;
use super::word::own_id;
use super::{Desk, Officer, failed};
use crate::core::Stranger;
use crate::store::{Effect, Known, TAKEN_IN};
use crate::way::{Author, Event, Happening, Place, What};

/// Whoever has landed no longer ago is on that journey still, until the county has met them.
const A_JOURNEY: TimeDelta = TimeDelta::days(14);
/// Somebody is met about on the day that was declared; and is not back after that time.
const ABOUT: TimeDelta = TimeDelta::days(2);
/// As often it is looked again where a colleague begins the same.
const TRIES: usize = 3;

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
    /// It was asked about: what is known of them is of another journey.
    #[serde(default)]
    anew: bool,
}

/// Who it is.
#[derive(Debug, Serialize)]
pub(crate) struct TakenIn {
    /// None where they are known, and expected elsewhere or on another day: nothing is opened by what was typed.
    case: Option<Case>,
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
    /// Takes somebody in, or shows who it is. A zone that was typed is no passport: of somebody whom this officer does not expect now
    /// it is said only that they are known, and that counts as a look-up that found nobody.
    pub(crate) async fn take_in(&self, officer: &Officer, handed: &Handed) -> Result<TakenIn, Problem> {
        self.tries.left(officer.account.id, self.now())?;
        let stranger = self.stranger(officer, handed)?;
        let document = self.core.document_of(&stranger.taken, &stranger.answers);
        let document = document.ok_or(ProblemCode::ZoneUnreadable)?;
        for _ in 0..TRIES {
            let known = self.known(officer, document).await?;
            if let Some(here) = known.here {
                return Ok(TakenIn { case: Some(self.case(officer, here).await?), known: true });
            }
            if known.is_elsewhere && !handed.anew {
                self.guessed(officer).await?;
                return Ok(TakenIn { case: None, known: true });
            }
            let begun = Stranger { beside: known.strangers, ..stranger.clone() };
            let Some(declaration) = self.core.begin_stranger(begun).await? else { continue };
            self.lands(officer, declaration, &stranger).await?;
            return Ok(TakenIn { case: Some(self.case(officer, declaration).await?), known: false });
        }
        Err(ProblemCode::Unavailable.into())
    }

    async fn lands(&self, officer: &Officer, declaration: Uuid, stranger: &Stranger) -> Result<(), Problem> {
        let landed = Happening {
            id: own_id(officer, Uuid::now_v7()),
            at: self.now(),
            by: Author::Officer { id: officer.account.signature(), role: officer.account.role },
            place: Place { flight: stranger.flight.clone(), ..Place::port(stranger.port.clone()) },
            device: None,
            needs_second: false,
            what: What::Landed,
        };
        self.core.tell(declaration, landed).await.map_err(super::acting::told)?;
        let event = format!("took in {}", Reference::of(declaration));
        self.write_down(officer, event).await?;
        Ok(())
    }

    /// A look-up that told that somebody is known, and no more.
    async fn guessed(&self, officer: &Officer) -> Result<(), Problem> {
        self.write_down(officer, "sought by document").await?;
        self.tries.take(officer.account.id, self.now())?;
        Ok(())
    }

    /// Ends what was begun by mistake: by whoever began it, as long as nobody has said or noted anything since.
    pub(crate) async fn leave_out(&self, officer: &Officer, declaration: Uuid) -> Result<(), Problem> {
        let subject = self.subject(officer, declaration).await?;
        // What is held against its being over has to be what was looked at.
        let told = self.store.told(declaration).await.map_err(failed)?.ok_or(ProblemCode::NobodyFound)?;
        let events = crate::telling::opened(&self.core.at_rest, declaration, &told.events, self.today());
        let events = events.map_err(failed)?;
        let is_first = |event: &Event| {
            matches!(event.what, What::Landed | What::Revokes { .. }) && super::acting::is_own(officer, event)
        };
        let is_noted = !self.store.call_notes(declaration).await.map_err(failed)?.is_empty();
        if !subject.state.taken_in || is_noted || !events.iter().all(is_first) {
            return Err(ProblemCode::NotNow.into());
        }
        self.tries.left(officer.account.id, self.now())?;
        self.tries.take(officer.account.id, self.now())?;
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
        let port = officer.account.scope.port_meant(&handed.port);
        let port = port.ok_or(ProblemCode::WordNotKnown)?.to_owned();
        Ok(Stranger { taken, answers, port, flight, beside: Vec::new(), by: officer.account.signature() })
    }

    /// What is known by a document: who is met here now, whether there is another journey of them, and who was taken in before.
    async fn known(&self, officer: &Officer, document: [u8; 32]) -> Result<KnownBy, Problem> {
        let mut known = self.store.known(document).await.map_err(failed)?;
        // A declaration before whoever was taken in, and the newest first.
        known.sort_by_key(|it| (it.rule == TAKEN_IN, std::cmp::Reverse(it.declaration)));
        let mut found = KnownBy::default();
        for Known { declaration, rule, .. } in known {
            let states = self.store.states(vec![declaration]).await.map_err(failed)?;
            if states.first().is_none_or(|state| state.edition.is_none()) {
                continue;
            }
            let Some((way, _)) = self.core.way(declaration).await.map_err(failed)? else { continue };
            let expected = self.store.expected_at(declaration).await.map_err(failed)?;
            let now = self.now();
            let landed = way.seen.iter().find(|seen| seen.stage == Stage::Landed).map(|seen| now - seen.at);
            let is_now = match landed {
                Some(ago) => ago <= ABOUT || way.stage < Stage::Received && ago <= A_JOURNEY,
                None => expected.as_ref().is_some_and(|it| (it.day - self.today()).abs() <= ABOUT),
            };
            // Whoever came weeks ago and was met is on no journey any more.
            let is_over = landed.is_some() && !is_now;
            if is_now && covers(officer, declaration, expected.as_ref(), &way) {
                found.here.get_or_insert(declaration);
            } else if !is_over {
                found.is_elsewhere = true;
            }
            if rule == TAKEN_IN {
                found.strangers.push(declaration);
            }
        }
        Ok(found)
    }
}

/// What is known by a document.
#[derive(Default)]
struct KnownBy {
    here: Option<Uuid>,
    is_elsewhere: bool,
    strangers: Vec<Uuid>,
}
