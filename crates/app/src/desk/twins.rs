//! The same person twice in the list: shown side by side, merged or kept as two by a person.

use std::collections::{BTreeMap, BTreeSet};

use members::preview::{Likeness, Twins, alike};
use rulebook::fields::question_id;
use serde_json::Value;
use uuid::Uuid;

use super::importing::{item_of, put};
use crate::dto::{DeskTwin, DeskTwins, TwinField};
use crate::filling::words;
use crate::home::latest;
use crate::{Error, Result, Session, parse_id};

/// Pairs of whom a person has said that they are two.
const TWO_PEOPLE: &str = "desk-two-people";

impl Session {
    /// Cases that may be of the same person, and in what they differ.
    pub fn desk_twins(&self) -> Result<Vec<DeskTwins>> {
        self.desk_in_use()?;
        let vault = self.vault()?;
        let mut cases: Vec<(Uuid, Value)> = Vec::new();
        for (id, _) in vault.members()? {
            let draft = vault.draft(id)?;
            let row = self.declaration(id)?;
            let withdrawn = draft.is_none() && row.sent.as_ref().is_some_and(|sent| sent.withdrawal);
            if !withdrawn {
                cases.push((id, latest(draft.as_ref(), &row).1.clone()));
            }
        }
        let two = self.two_people()?;
        let form = self.current_form()?;
        let answers: Vec<&Value> = cases.iter().map(|(_, answers)| answers).collect();
        let mut found = Vec::new();
        for twins in alike(form.edition(), &answers) {
            let these: Vec<&(Uuid, Value)> = places(&twins).filter_map(|at| cases.get(at)).collect();
            if these.len() < 2 || two.contains(&names(these.iter().map(|(id, _)| *id))) {
                continue;
            }
            found.push(DeskTwins {
                alike: word(twins.alike).to_owned(),
                cases: these.iter().map(|(id, _)| self.twin(*id)).collect::<Result<_>>()?,
                fields: self.differences(&these.iter().map(|(_, answers)| answers).collect::<Vec<_>>())?,
            });
        }
        Ok(found)
    }

    /// One of two cases stays: what it lacks it takes from the other, which goes and can be brought back.
    pub fn merge_twins(&self, stays: &str, goes: &str) -> Result<Vec<DeskTwins>> {
        self.volunteer()?;
        let (stays, goes) = (parse_id(stays)?, parse_id(goes)?);
        {
            let mut remembered = self.changing();
            let vault = self.vault()?;
            let (into, from) = (vault.draft(stays)?, vault.draft(goes)?);
            if self.declaration(goes)?.sent.is_some() {
                return Err(Error::AlreadySent);
            }
            if let (Some(mut into), Some(from)) = (into, from) {
                let form = self.form_for(&into)?;
                let (before, blank) = (into.answers.clone(), form.blank());
                for (pointer, value) in leaves(&from.answers) {
                    let empty = match item_of(&pointer) {
                        // A list is taken whole or not at all: parts of two would be a journey that nobody made.
                        Some((list, _)) => {
                            let there = before.pointer(list);
                            there.is_none_or(is_empty) || there == blank.pointer(list)
                        }
                        None => before.pointer(&pointer).is_none_or(Value::is_null),
                    };
                    // What the form does not ask under this edition stays behind with the one that goes.
                    if empty && !is_consent(&form, &pointer) {
                        let _ = put(&form, &mut into.answers, &pointer, value);
                    }
                }
                into.updated_at = self.host.now();
                vault.save_draft(&into)?;
            }
            vault.delete_declaration(goes, self.host.now())?;
            vault.add_log(stays, &self.entry("merged", "")?)?;
            *remembered = None;
        }
        self.desk_twins()
    }

    /// A person has looked: these are different people.
    pub fn keep_twins(&self, ids: &[String]) -> Result<Vec<DeskTwins>> {
        self.volunteer()?;
        let ids = ids.iter().map(|id| parse_id(id)).collect::<Result<Vec<_>>>()?;
        let mut two = self.two_people()?;
        two.insert(names(ids));
        let text = serde_json::to_string(&two).unwrap_or_default();
        self.vault()?.set_setting(TWO_PEOPLE, &text)?;
        self.desk_twins()
    }

    fn two_people(&self) -> Result<BTreeSet<String>> {
        let text = self.vault()?.get_setting(TWO_PEOPLE)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// What was said of two of whom one is forgotten goes with them.
    pub(super) fn forget_two_people(&self, ids: &[Uuid]) -> Result<()> {
        let before = self.two_people()?;
        let mut two = before.clone();
        two.retain(|names| !ids.iter().any(|id| names.contains(&id.to_string())));
        if two != before {
            let text = serde_json::to_string(&two).unwrap_or_default();
            self.vault()?.set_setting(TWO_PEOPLE, &text)?;
        }
        Ok(())
    }

    fn twin(&self, id: Uuid) -> Result<DeskTwin> {
        let row = self.vault()?.desk_list_one(id, self.today())?.ok_or(Error::DeclarationUnknown)?;
        Ok(DeskTwin { row: self.desk_row(row), may_go: self.declaration(id)?.sent.is_none() })
    }

    /// Answers that are not the same in all of them; of health nothing but that it differs is anybody's here, so it is left out.
    fn differences(&self, answers: &[&Value]) -> Result<Vec<TwinField>> {
        let form = self.current_form()?;
        let edition = form.edition();
        let all: Vec<BTreeMap<String, Value>> = answers.iter().map(|one| leaves(one).collect()).collect();
        let pointers: BTreeSet<&String> = all.iter().flat_map(BTreeMap::keys).collect();
        let mut fields = Vec::new();
        for at in pointers {
            let Some(field) = edition.field_at(&declaration::pointer::general(at)) else { continue };
            let same = all.iter().all(|one| one.get(at) == all[0].get(at));
            if same || *field.purpose == *"epidemic-assessment" || is_consent(&form, at) {
                continue;
            }
            let said = |one: &BTreeMap<String, Value>| {
                let said = words::said_of(&form, field, one.get(at)?, self.language().tag());
                Some([said.words, said.texts].concat().join(", "))
            };
            fields.push(TwinField {
                text: question_id(&field.pointer),
                item: words::item_number(at),
                words: all.iter().map(said).collect(),
            });
        }
        Ok(fields)
    }
}

fn is_empty(list: &Value) -> bool {
    list.as_array().is_none_or(Vec::is_empty)
}

fn is_consent(form: &declaration::Form, at: &str) -> bool {
    let field = form.edition().field_at(&declaration::pointer::general(at));
    field.is_none_or(|field| *field.purpose == *"consent-record" || *field.purpose == *"helper-record")
}

fn places(twins: &Twins) -> impl Iterator<Item = usize> {
    twins.members.iter().map(|(at, _)| *at as usize)
}

fn names(ids: impl IntoIterator<Item = Uuid>) -> String {
    let mut all: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    all.sort();
    all.join(" ")
}

fn word(alike: Likeness) -> &'static str {
    match alike {
        Likeness::Document => "document",
        Likeness::NameAndBorn => "name-and-born",
        Likeness::NameAndPhone => "name-and-phone",
    }
}

/// Every answer by its pointer.
fn leaves(answers: &Value) -> impl Iterator<Item = (String, Value)> {
    let (mut open, mut found) = (vec![(String::new(), answers)], Vec::new());
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(all) => {
                open.extend(all.iter().map(|(name, value)| (format!("{at}/{name}"), value)));
            }
            Value::Array(all) if all.iter().any(Value::is_object) => {
                open.extend(all.iter().enumerate().map(|(place, value)| (format!("{at}/{place}"), value)));
            }
            Value::Null => {}
            value => found.push((at, value.clone())),
        }
    }
    found.into_iter()
}
