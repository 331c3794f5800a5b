//! A member of the list beside those who are there already: new, changed field by field, the same, or typed otherwise since.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use declaration::pointer::general;
use declaration::tidy::tidy;
use rulebook::Edition;
use serde::Serialize;
use serde_json::Value;

use crate::decisions::{Decisions, Same};
use crate::member::{KnownBy, Member};

/// A case that is there.
#[derive(Clone, Default)]
pub struct Known {
    /// What it is called; a list never says it.
    pub case: String,
    /// Its answers.
    pub answers: Value,
    /// What the last import wrote, by pointer: what differs from it was typed since.
    pub imported: BTreeMap<String, Value>,
    /// Whether it was sent: nothing of it changes then without a person.
    pub sent: bool,
}

/// Cases that are there, by what tells people apart.
pub(super) struct KnownCases {
    edition: Arc<Edition>,
    cases: Arc<[Known]>,
    known_by: Vec<KnownBy>,
    by_name: HashMap<String, Vec<usize>>,
    documents: HashMap<String, Vec<usize>>,
}

/// A field that would be another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Where it stands in the form.
    pub pointer: String,
    /// What is there.
    pub from: Option<Value>,
    /// What the list says.
    pub to: Value,
    /// It was typed or sent since, so the list does not win unless the volunteer says so.
    pub conflicts: bool,
}

/// What an import would do with a member.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Not there yet.
    New,
    /// There, and other in the list.
    Changed {
        /// Which case.
        case: String,
        /// What would change.
        changes: Vec<Change>,
    },
    /// There, and the same.
    Unchanged {
        /// Which case.
        case: String,
    },
    /// There, and something was typed or sent since that the list has otherwise.
    Conflicting {
        /// Which case.
        case: String,
        /// What would change, and what would not.
        changes: Vec<Change>,
    },
    /// Perhaps one of these: without a document, or with another birth date, a person decides.
    Asked {
        /// Cases that it may be.
        cases: Vec<String>,
    },
}

impl KnownCases {
    pub(super) fn of(edition: &Arc<Edition>, cases: Arc<[Known]>) -> Self {
        let text = |case: &Known, pointer: &str| case.answers.pointer(pointer)?.as_str().map(str::to_owned);
        let known_by: Vec<KnownBy> =
            cases.iter().map(|case| KnownBy::of(edition, |pointer| text(case, pointer))).collect();
        let (mut by_name, mut documents) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (place, known) in known_by.iter().enumerate() {
            for name in &known.names {
                by_name.entry(name.clone()).or_default().push(place);
            }
            if let Some(document) = &known.document {
                documents.entry(document.clone()).or_default().push(place);
            }
        }
        Self { edition: edition.clone(), cases, known_by, by_name, documents }
    }

    /// The case that a member surely is, or those that it may be.
    fn find(&self, member: &KnownBy) -> Result<Option<usize>, Vec<usize>> {
        let agree = |place: &usize| {
            let born: (Option<NaiveDate>, Option<NaiveDate>) = (self.known_by[*place].born, member.born);
            matches!(born, (Some(one), Some(two)) if one == two)
        };
        let of_document: &[usize] =
            member.document.as_ref().and_then(|it| self.documents.get(it)).map_or(&[], Vec::as_slice);
        match of_document {
            [place] if agree(place) => return Ok(Some(*place)),
            [] => {}
            // The same document and another birth date, or none: one of the two is mistyped.
            several => return Err(several.to_vec()),
        }
        // A renewed passport, or none in one of the two: the name and the birth date ask, they do not decide.
        let mut alike: Vec<usize> = member
            .names
            .iter()
            .filter_map(|name| self.by_name.get(name))
            .flatten()
            .copied()
            .filter(agree)
            .collect();
        alike.sort_unstable();
        alike.dedup();
        if alike.is_empty() { Ok(None) } else { Err(alike) }
    }
}

pub(super) fn state(member: &Member, known: &KnownCases, decisions: &Decisions) -> State {
    let case = match decisions.same.get(&member.row()) {
        Some(Same::Nobody) => None,
        Some(Same::Case(case)) => known.cases.iter().find(|it| it.case == *case),
        None => match known.find(&member.known_by) {
            Ok(place) => place.map(|place| &known.cases[place]),
            Err(places) => {
                let cases = places.into_iter().map(|place| known.cases[place].case.clone()).collect();
                return State::Asked { cases };
            }
        },
    };
    let Some(case) = case else { return State::New };
    // What was sent is corrected in a later revision, by a person: no press here changes it.
    let wins = decisions.list_wins.get(&case.case).filter(|_| !case.sent);
    let changes: Vec<Change> = member
        .answers
        .iter()
        .filter_map(|(pointer, said)| {
            let change = change(&known.edition, case, pointer, &said.value)?;
            let conflicts = change.conflicts && wins.is_none_or(|it| !it.contains(pointer));
            Some(Change { conflicts, ..change })
        })
        .collect();
    let case = case.case.clone();
    match () {
        () if changes.is_empty() => State::Unchanged { case },
        () if changes.iter().any(|change| change.conflicts) => State::Conflicting { case, changes },
        () => State::Changed { case, changes },
    }
}

/// What the list would change at a place: three sides are compared, so that only what nobody touched is taken over.
fn change(edition: &Edition, case: &Known, pointer: &str, to: &Value) -> Option<Change> {
    let is_open = |value: &&Value| !value.is_null() && value.as_str() != Some("");
    let from = case.answers.pointer(pointer).filter(is_open);
    let imported = case.imported.get(pointer);
    // What was written before the form put it in its one form is the same all the same: MU 554 is MU554.
    let field = edition.field_at(&general(pointer));
    let tidied =
        |value: &Value| field.map_or_else(|| value.clone(), |field| tidy(field, value.clone()).value);
    if from.is_some_and(|from| from == to || tidied(from) == *to) {
        return None;
    }
    // The list says what it said the last time: whatever was typed since is newer.
    if imported == Some(to) {
        return None;
    }
    let untouched = from == imported;
    Some(Change {
        pointer: pointer.to_owned(),
        from: from.cloned(),
        to: to.clone(),
        conflicts: case.sent || !untouched,
    })
}
