//! Finding one person by what they have in hand or can say: a code, a reference, a document's number. Never by a name.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::AtLandmarks;
use platform_api::{Problem, ProblemCode, Reference};
use rulebook::{Landmark, formats};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::person::Person;
use super::{Desk, Officer, failed};
use crate::at_rest::{Of, lay_over};
use crate::expecting::reference;
use crate::person;
use crate::staff::Role;

/// So many tries in that time; whoever mishears needs a few, whoever guesses needs thousands.
const TRIES: u32 = 60;
const IN: TimeDelta = TimeDelta::hours(1);

/// What was scanned or said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sought {
    words: String,
    /// Empty where it was not said.
    #[serde(default)]
    born: String,
}

/// How often each account has tried of late. Of this process: another counts for itself.
#[derive(Default)]
pub(super) struct Tries(Mutex<HashMap<Uuid, (DateTime<Utc>, u32)>>);

impl Tries {
    fn take(&self, account: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = tries.entry(account).or_insert((now, 0));
        if now - *since >= IN {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        if *count > TRIES {
            let retry_after = Some((*since + IN - now).num_seconds().max(1).unsigned_abs());
            return Err(Problem { retry_after, ..ProblemCode::TooManyRequests.into() });
        }
        Ok(())
    }
}

impl Desk {
    /// Who it is, if it is somebody within the officer's scope. A role that takes one case at a time has this one open then.
    pub(crate) async fn find(&self, officer: &Officer, sought: &Sought) -> Result<Vec<Person>, Problem> {
        self.tries.take(officer.account.id, self.now())?;
        let (words, born) = (sought.words.trim(), formats::date(sought.born.trim()));
        let found = self.found(officer, words, born).await?;
        let mut officer = officer.clone();
        let mut people = Vec::new();
        for declaration in found {
            if officer.account.role == Role::Hotline {
                let digest = officer.session.digest;
                self.store.open_case(digest, Some(declaration)).await.map_err(failed)?;
                officer.session.opened = Some(declaration);
            }
            match self.case(&officer, declaration).await {
                Ok(case) => people.push(case.person),
                Err(problem) if problem.is(ProblemCode::NobodyFound) => {}
                Err(problem) => return Err(problem),
            }
            if officer.account.role == Role::Hotline && !people.is_empty() {
                break;
            }
        }
        if people.is_empty() { Err(ProblemCode::NobodyFound.into()) } else { Ok(people) }
    }

    /// The declarations that are meant, the newest first.
    async fn found(
        &self,
        officer: &Officer,
        words: &str,
        born: Option<NaiveDate>,
    ) -> Result<Vec<Uuid>, Problem> {
        let by_telephone = officer.account.role == Role::Hotline;
        let key = self.core.keys_in_use().codes.code_key();
        if !by_telephone && let Ok(code) = health_code::verify_sample(words, &[key], self.now()) {
            return Ok(vec![code.claims.declaration]);
        }
        let born = born.ok_or(ProblemCode::BirthDateNeeded)?;
        let mut found = Vec::new();
        if let Ok(given) = words.parse::<Reference>() {
            let given = given.to_string().replace('-', "");
            for declaration in self.store.referred(given.clone()).await.map_err(failed)? {
                if reference(declaration) == given && self.is_born(declaration, born).await? {
                    found.push(declaration);
                }
            }
        }
        if found.is_empty()
            && let Some(document) = person::keyed(&self.core.store_keys, words, &born.to_string())
        {
            let known = self.store.known(document).await.map_err(failed)?;
            found.extend(known.into_iter().map(|known| known.declaration));
        }
        found.sort_unstable_by(|one, other| other.cmp(one));
        Ok(found)
    }

    /// Whether the traveller of a declaration was born on that day. The platform compares; nobody is shown the day.
    async fn is_born(&self, declaration: Uuid, born: NaiveDate) -> Result<bool, Problem> {
        let Some(case) = self.store.case(declaration).await.map_err(failed)? else { return Ok(false) };
        let of = Of { declaration, revision: case.revision };
        let mut answers = Value::Null;
        for part in case.parts.iter().filter(|part| part.holds_answers()) {
            let plain = self.core.at_rest.open(of, part, self.today());
            if let Some(part) = plain.and_then(|plain| serde_json::from_slice(&plain).ok()) {
                lay_over(&mut answers, part);
            }
        }
        let Some(taken) = self.core.rules().judges(case.edition) else { return Ok(false) };
        let told = AtLandmarks::of(&taken.edition, &answers).text(Landmark::Born).and_then(formats::date);
        Ok(told == Some(born))
    }
}
