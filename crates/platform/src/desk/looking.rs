//! Looking at people: lists, and one of them. Every look is noted in the log of whoever was looked at.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use platform_api::{Problem, ProblemCode};
use rulebook::{Colour, zhejiang_date};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::alike::MayBe;
use super::person::{Person, RetractedAnswer, Said, ShownCode, WorseBefore, said};
use super::scope::{Subject, covers, is_left};
use super::{Desk, Officer, failed};
use crate::at_rest::{Of, lay_over};
use crate::core::{TakenEdition, is_of_the_same};
use crate::grounds::Grounds;
use crate::reasons::{of_another, reason_classes};
use crate::retracted::Earlier;
use crate::staff::reader;
use crate::store::{self, CODE, Expected, GROUNDS, OfPerson, Part, Place, RETRACTED, State};

/// The most of a list.
const MOST: usize = 2000;

/// One person in full.
#[derive(Debug, Serialize)]
pub(crate) struct Case {
    pub(crate) person: Person,
    pub(crate) answers: Vec<Said>,
    /// What the traveller has said and says no longer, as far as the role may read it.
    pub(crate) retracted: Vec<RetractedAnswer>,
    /// Codes of earlier revisions, where the one that is shown is better.
    pub(crate) worse: Vec<WorseBefore>,
    /// Other declarations that may be theirs, with a worse code.
    pub(crate) may_be: Vec<MayBe>,
    pub(crate) events: Vec<super::acting::Happened>,
    pub(crate) notes: Vec<super::notes::Noted>,
    /// What the officer may say now, the likely first.
    pub(crate) actions: Vec<&'static str>,
    /// Days that an observation may take.
    pub(crate) longest_observation: u32,
    /// The last day of an observation that begins now: shorter or longer is not one officer's to say.
    pub(crate) observed_until: NaiveDate,
}

/// What somebody was judged by, and whose it is.
struct Judged {
    of: Of,
    case: Option<store::Case>,
}

/// What was so of somebody's earlier revisions, as an officer sees it.
#[derive(Default)]
struct EarlierSeen {
    answers: Vec<RetractedAnswer>,
    codes: Vec<WorseBefore>,
}

/// Which people.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(crate) struct Wanted {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) port: Option<String>,
    pub(crate) flight: Option<String>,
    pub(crate) county: Option<String>,
    pub(crate) township: Option<String>,
}

/// Who was looked at in which session, so that a list that is drawn again is one look.
#[derive(Default)]
pub(super) struct Looks(Mutex<HashSet<(Uuid, Uuid, String)>>);

impl Looks {
    const MOST: usize = 200_000;

    /// Those of them that this session has not looked at so before.
    fn first(&self, session: Uuid, declarations: &[Uuid], event: &str) -> Vec<Uuid> {
        let mut looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if looks.len() > Self::MOST {
            looks.clear();
        }
        declarations.iter().copied().filter(|it| looks.insert((session, *it, event.to_owned()))).collect()
    }
}

/// People with where they are expected.
pub(super) fn known(expected: Vec<Expected>) -> Vec<(Uuid, Option<Expected>)> {
    expected.into_iter().map(|it| (it.declaration, Some(it))).collect()
}

impl Desk {
    /// The people of a flight, or of a day in a county.
    pub(crate) async fn people(&self, officer: &Officer, wanted: &Wanted) -> Result<Vec<Person>, Problem> {
        let expected = self.wanted(officer, wanted).await?;
        let people = self.list(officer, known(expected)).await?;
        self.looked(officer, people.iter().map(|person| person.declaration).collect(), "looked list").await?;
        Ok(people)
    }

    /// Those in the officer's scope who are expected there.
    pub(super) async fn wanted(&self, officer: &Officer, wanted: &Wanted) -> Result<Vec<Expected>, Problem> {
        let scope = &officer.account.scope;
        let place = match (&wanted.port, &wanted.county) {
            (Some(port), _) if scope.covers_port(port) => Place::Port(port.clone()),
            (None, Some(county)) => Place::Counties(county.clone()),
            _ => return Err(ProblemCode::NobodyFound.into()),
        };
        let day = wanted.day.unwrap_or(crate::store::UNDATED);
        let mut expected = self.store.expected(place, day, day).await.map_err(failed)?;
        expected.retain(|it| {
            let is_covered = wanted.port.is_some()
                || it.township.as_ref().or(it.county.as_ref()).is_some_and(|place| scope.covers_place(place));
            let fits = |wanted: &Option<String>, given: &Option<String>| wanted.is_none() || wanted == given;
            is_covered && fits(&wanted.flight, &it.flight) && fits(&wanted.township, &it.township)
        });
        expected.truncate(MOST);
        Ok(expected)
    }

    /// Rows of these people, those in the officer's scope; with where they are expected, as far as that is known.
    pub(super) async fn list(
        &self,
        officer: &Officer,
        people: Vec<(Uuid, Option<Expected>)>,
    ) -> Result<Vec<Person>, Problem> {
        let ids: Vec<Uuid> = people.iter().map(|(declaration, _)| *declaration).collect();
        let states = self.store.states(ids).await.map_err(failed)?;
        let mut states: HashMap<Uuid, State> = states.into_iter().map(|it| (it.declaration, it)).collect();
        let mut subjects = Vec::new();
        for (declaration, expected) in people {
            let Some(state) = states.remove(&declaration) else { continue };
            let Some((way, events)) = self.core.way(declaration).await.map_err(failed)? else { continue };
            if !is_left(&state, &way) && covers(officer, declaration, expected.as_ref(), &way) {
                subjects.push(Subject { state, expected, way, events });
            }
        }
        self.rows(officer, &subjects).await
    }

    async fn rows(&self, officer: &Officer, subjects: &[Subject]) -> Result<Vec<Person>, Problem> {
        let answers = self.readable(officer, subjects.iter().map(|subject| &subject.state)).await?;
        let earlier = self.earlier(officer, subjects).await?;
        let may_be = self.may_be(subjects).await?;
        let now = self.now();
        let mut rows = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let taken = self.edition_of(&subject.state);
            let answers = answers.get(&subject.state.declaration).unwrap_or(&Value::Null);
            let code = self.shown_code(&subject.state, None);
            let edition = taken.as_ref().map(|taken| &*taken.edition);
            let mut row = Person::of(subject, edition, answers, code, now);
            row.retracted = earlier.contains_key(&subject.state.declaration);
            row.may_be = may_be.contains_key(&subject.state.declaration);
            rows.push(row);
        }
        Ok(rows)
    }

    /// One person as a list names them. The list notes its own look: nobody has read their answers.
    pub(super) async fn named(&self, officer: &Officer, declaration: Uuid) -> Result<Person, Problem> {
        let subject = self.subject(officer, declaration).await?;
        let taken = self.edition_of(&subject.state);
        let answers =
            self.readable(officer, [&subject.state]).await?.remove(&declaration).unwrap_or(Value::Null);
        let valid_until = self.valid_until(&self.judged(&subject.state).await?)?;
        let code = self.shown_code(&subject.state, valid_until);
        Ok(Person::of(&subject, taken.as_ref().map(|taken| &*taken.edition), &answers, code, self.now()))
    }

    /// One person, with all that the role may read.
    pub(crate) async fn case(&self, officer: &Officer, declaration: Uuid) -> Result<Case, Problem> {
        let declaration = self.now_known_as(declaration).await?;
        let subject = self.subject(officer, declaration).await?;
        let taken = self.edition_of(&subject.state);
        let edition = taken.as_ref().map(|taken| &*taken.edition);
        let answers =
            self.readable(officer, [&subject.state]).await?.remove(&declaration).unwrap_or(Value::Null);
        let code = self.shown_code(&subject.state, self.valid_until(&self.judged(&subject.state).await?)?);
        let earlier = self.earlier(officer, std::slice::from_ref(&subject)).await?;
        let may_be = self.may_be(std::slice::from_ref(&subject)).await?.into_values().next();
        let EarlierSeen { answers: retracted, codes: worse } =
            earlier.into_values().next().unwrap_or_default();
        let answers_said = edition.map(|edition| said(edition, &answers)).unwrap_or_default();
        let read = answers_said.iter().chain(retracted.iter().map(|before| &before.said));
        let purposes: BTreeSet<&str> = read.map(|said| said.purpose.as_str()).collect();
        let purposes = purposes.into_iter().collect::<Vec<_>>().join("+");
        let event =
            if purposes.is_empty() { "looked stage".to_owned() } else { format!("looked {purposes}") };
        self.looked(officer, vec![declaration], &event).await?;
        let today = self.today();
        let current = self.core.rules().current(today).map(|taken| taken.edition.clone());
        let rules = edition.or(current.as_deref());
        Ok(Case {
            retracted,
            worse,
            may_be: may_be.unwrap_or_default(),
            person: Person::of(&subject, edition, &answers, code, self.now()),
            answers: answers_said,
            events: super::acting::happened(officer, &subject.events),
            notes: self.notes(declaration).await?,
            actions: super::acting::actions(officer, &subject, today),
            longest_observation: rules.map_or(0, super::acting::longest_observation),
            observed_until: super::may::last_day_of_observation(&subject, rules, today),
        })
    }

    /// Notes a look in the logs of those who were looked at.
    pub(super) async fn looked(
        &self,
        officer: &Officer,
        declarations: Vec<Uuid>,
        event: &str,
    ) -> Result<(), Problem> {
        let new = self.looks.first(officer.session.id, &declarations, event);
        if new.is_empty() {
            return Ok(());
        }
        self.store.note_each(new, self.note(event, &officer.account)).await.map_err(failed)
    }

    /// What the officer's role may read of these declarations.
    pub(super) async fn readable(
        &self,
        officer: &Officer,
        states: impl IntoIterator<Item = &State>,
    ) -> Result<HashMap<Uuid, Value>, Problem> {
        let Some(reader) = reader(officer.account.role) else { return Ok(HashMap::new()) };
        let revisions: HashMap<Uuid, u32> =
            states.into_iter().map(|it| (it.declaration, it.revision)).collect();
        let parts = self.store.read_by(revisions.keys().copied().collect(), reader).await.map_err(failed)?;
        let today = self.today();
        let mut read: HashMap<Uuid, Value> = HashMap::new();
        for (declaration, part) in parts {
            let Some(revision) = revisions.get(&declaration) else { continue };
            let of = Of { declaration, revision: *revision };
            let opened = self.core.at_rest.open(of, &part, today).map_err(|error| failed(error.into()))?;
            let Some(plain) = opened else { continue };
            let Ok(answers) = serde_json::from_slice(&plain) else { continue };
            lay_over(read.entry(declaration).or_default(), answers);
        }
        Ok(read)
    }

    /// The colour that the code shows; none where there is no code.
    pub(super) fn colour(&self, state: &State) -> Option<Colour> {
        let shown = state.shown.as_ref()?;
        Some(self.core.rules().rule(shown.edition, &shown.rule)?.1.colour)
    }

    pub(super) fn edition_of(&self, state: &State) -> Option<Arc<TakenEdition>> {
        self.core.rules().judges(state.edition?)
    }

    fn shown_code(&self, state: &State, valid_until: Option<DateTime<Utc>>) -> Option<ShownCode> {
        let shown = state.shown.as_ref()?;
        let rules = self.core.rules();
        let (edition, rule) = rules.rule(shown.edition, &shown.rule)?;
        // What is held against somebody for another declaration's sake is not read out of this one's answers.
        let is_own = state.rule.as_ref() == Some(&shown.rule) && state.edition == Some(shown.edition);
        let reasons = if is_own { reason_classes(edition, rule) } else { vec![of_another(edition, rule)] };
        Some(ShownCode { colour: rule.colour, reasons, valid_until, sample: edition.head.sample })
    }

    /// What was so of these people in whichever of their declarations, and is not any more: answers, as far as the officer's role may
    /// read them, and worse codes; nobody of whom that is nothing.
    async fn earlier(
        &self,
        officer: &Officer,
        subjects: &[Subject],
    ) -> Result<HashMap<Uuid, EarlierSeen>, Problem> {
        let Some(reader) = reader(officer.account.role) else { return Ok(HashMap::new()) };
        let of_whom: HashMap<Uuid, &Subject> =
            subjects.iter().map(|subject| (subject.state.declaration, subject)).collect();
        let parts = self.store.parts_of_persons(of_whom.keys().copied().collect(), RETRACTED).await;
        let rules = self.core.rules();
        let mut seen: HashMap<Uuid, EarlierSeen> = HashMap::new();
        for OfPerson { by, declaration, revision, part } in parts.map_err(failed)? {
            let is_own = declaration == by;
            let is_theirs = |subject: &&Subject| is_own || is_of_the_same(&subject.events, declaration);
            let Some(subject) = of_whom.get(&by).copied().filter(is_theirs) else { continue };
            let Some(plain) = self.open(Of { declaration, revision }, &part)? else { continue };
            let Ok(earlier) = serde_json::from_slice::<Earlier>(&plain) else { continue };
            let said_now = if is_own { Value::Null } else { self.judged_by(&subject.state).await? };
            let gone = earlier.answers.iter().filter(|one| !one.what.is_said_again(&said_now));
            let gone = gone.filter_map(|one| {
                RetractedAnswer::of(&rules.judges(one.edition)?.edition, reader, one, !is_own)
            });
            let shown = self.colour(&subject.state);
            let worse = earlier.code.and_then(|code| WorseBefore::of(&rules, &code, shown, !is_own));
            let found = EarlierSeen { answers: gone.collect(), codes: worse.into_iter().collect() };
            if !found.answers.is_empty() || !found.codes.is_empty() {
                let seen = seen.entry(by).or_default();
                seen.answers.extend(found.answers);
                seen.codes.extend(found.codes);
            }
        }
        Ok(seen)
    }

    /// The answers that facts can read, of whom somebody has judged.
    async fn judged_by(&self, state: &State) -> Result<Value, Problem> {
        let grounds = self.part(&self.judged(state).await?, GROUNDS)?;
        let grounds = grounds.and_then(|plain| serde_json::from_slice::<Grounds>(&plain).ok());
        Ok(grounds.map(|grounds| grounds.answers).unwrap_or_default())
    }

    /// Until when the code may be relied on, as it says itself.
    fn valid_until(&self, judged: &Judged) -> Result<Option<DateTime<Utc>>, Problem> {
        let code = self.part(judged, CODE)?.and_then(|text| {
            let text = std::str::from_utf8(&text).ok()?;
            health_code::verify_sample(text, &self.core.keys_in_use().code_keys(), self.now()).ok()
        });
        Ok(code.map(|code| code.claims.valid_until))
    }

    /// What somebody was judged by; nothing of whom nobody has judged.
    async fn judged(&self, state: &State) -> Result<Judged, Problem> {
        let case = self.store.case(state.declaration).await.map_err(failed)?;
        Ok(Judged { of: Of { declaration: state.declaration, revision: state.revision }, case })
    }

    /// A part of it, opened.
    fn part(&self, Judged { of, case }: &Judged, class: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        let Some(part) = case.as_ref().and_then(|case| case.part(class)) else { return Ok(None) };
        self.open(*of, part)
    }

    fn open(&self, of: Of, part: &Part) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        self.core.at_rest.open(of, part, self.today()).map_err(|error| failed(error.into()))
    }

    pub(super) fn today(&self) -> NaiveDate {
        zhejiang_date(self.now())
    }
}
