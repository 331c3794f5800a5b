//! Finding one person by what they have in hand or can say: a code, a reference, a document's number. Never by a name.

use chrono::NaiveDate;
use declaration::mrz;
use health_code::CodeError;
use platform_api::{Problem, ProblemCode, Reference};
use rulebook::characters::{is_invisible, upright};
use rulebook::formats;
use serde::Deserialize;
use uuid::Uuid;

use super::person::Person;
use super::{Desk, Officer, failed};
use crate::core::Joins;
use crate::expecting::reference;
use crate::person;
use crate::staff::Role;

/// What was scanned or said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sought {
    words: String,
    /// Empty where it was not said.
    #[serde(default)]
    born: String,
    /// The machine readable zone of the document in hand; empty where none was read.
    #[serde(default)]
    zone: String,
}

/// Number and birth date of the document in hand.
pub(super) struct InHand {
    pub(super) number: String,
    pub(super) born: String,
}

/// What a zone says, if nothing in number and birth date is in doubt.
fn in_hand(zone: &str, today: NaiveDate) -> Result<Option<InHand>, Problem> {
    if zone.trim().is_empty() {
        return Ok(None);
    }
    let (_, in_hand) = read(zone, today)?;
    Ok(Some(in_hand))
}

/// What a zone says, with what in it is beyond doubt.
pub(super) fn read(zone: &str, today: NaiveDate) -> Result<(mrz::MrzReading, InHand), Problem> {
    let unreadable = || Problem::from(ProblemCode::ZoneUnreadable);
    let reading = mrz::read(zone, today).map_err(|_| unreadable())?;
    let sure = |field: &mrz::MrzField| field.value.clone().filter(|_| field.trusted).ok_or_else(unreadable);
    let in_hand = InHand { number: sure(&reading.number)?, born: sure(&reading.born)? };
    Ok((reading, in_hand))
}

impl Desk {
    /// Who it is, if it is somebody within the officer's scope. A role that takes one case at a time has this one open then.
    /// Whoever guesses is stopped and leaves a trace; what a code in hand says is no guess.
    pub(crate) async fn find(&self, officer: &Officer, sought: &Sought) -> Result<Vec<Person>, Problem> {
        let found = self.seek(officer, sought).await;
        let is_miss = |problem: &Problem| {
            problem.is(ProblemCode::NobodyFound) || problem.is(ProblemCode::ZoneDisagrees)
        };
        if found.as_ref().is_err_and(is_miss) {
            self.write_down(officer, "sought nobody").await?;
            self.tries.take(officer.account.id, self.now())?;
        }
        found
    }

    async fn seek(&self, officer: &Officer, sought: &Sought) -> Result<Vec<Person>, Problem> {
        let by_telephone = officer.account.role == Role::Hotline;
        let in_hand = in_hand(&sought.zone, self.today())?.filter(|_| !by_telephone);
        let (words, born) = match &in_hand {
            Some(in_hand) if sought.words.trim().is_empty() => {
                (in_hand.number.as_str(), in_hand.born.as_str())
            }
            _ => (sought.words.trim(), sought.born.trim()),
        };
        let of_code = if by_telephone { None } else { self.of_code(words)? };
        let found = match of_code {
            Some(declaration) => vec![declaration],
            None => self.found(officer, words, formats::date(born)).await?,
        };
        if let Some(InHand { number, born }) = &in_hand {
            for declaration in &found {
                let document = (number.as_str(), born.as_str());
                // A screenshot of somebody else's code is found out here.
                if !self.core.is_of_document(*declaration, document).await.map_err(failed)? {
                    return Err(ProblemCode::ZoneDisagrees.into());
                }
            }
        }
        // Whoever stands at a counter with code and document is there, wherever they were expected.
        let stands_here = officer.account.role == Role::PortOfficer && of_code.is_some() && in_hand.is_some();
        if let (true, Some(declaration), Some(in_hand)) = (stands_here, of_code, &in_hand) {
            self.join_in_hand(declaration, in_hand).await?;
        }
        let mut officer = officer.clone();
        let mut people = Vec::new();
        for declaration in found {
            if by_telephone || stands_here {
                let digest = officer.session.digest;
                self.store.open_case(digest, Some(declaration)).await.map_err(failed)?;
                officer.session.opened = Some(declaration);
            }
            match self.case(&officer, declaration).await {
                Ok(case) => people.push(case.person),
                Err(problem) if problem.is(ProblemCode::NobodyFound) => {}
                Err(problem) => return Err(problem),
            }
            if by_telephone && !people.is_empty() {
                break;
            }
        }
        if people.is_empty() { Err(ProblemCode::NobodyFound.into()) } else { Ok(people) }
    }

    /// Whoever was taken in by the document that is in hand now beside the code is known by the declaration from now on.
    async fn join_in_hand(&self, declaration: Uuid, in_hand: &InHand) -> Result<(), Problem> {
        let document = person::keyed(&self.core.store_keys, &in_hand.number, &in_hand.born);
        let Some(document) = document else { return Ok(()) };
        let mut others = self.store.known(document).await.map_err(failed)?;
        others.retain(|it| it.declaration != declaration);
        if self.core.join(declaration, &others, Joins::ByOfficer).await.map_err(failed)? {
            self.core.judge_one(declaration).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Whose code this is, also one that has ended; none where it is no code at all. One that is not this platform's, or was
    /// changed, is nobody's, and a sample counts only as long as the rules are one.
    fn of_code(&self, words: &str) -> Result<Option<Uuid>, Problem> {
        let keys = self.core.keys_in_use().code_keys();
        let verify = if self.core.is_sample() { health_code::verify_sample } else { health_code::verify };
        match verify(words, &keys, self.now()) {
            Ok(code) => Ok(Some(code.claims.declaration)),
            Err(CodeError::NotACode | CodeError::TooLarge) => Ok(None),
            Err(CodeError::Sample) => Err(ProblemCode::CodeIsSample.into()),
            Err(
                CodeError::WrongKey | CodeError::Tampered | CodeError::WrongPurpose | CodeError::NoReason,
            ) => Err(ProblemCode::CodeNotOurs.into()),
        }
    }

    /// The declarations that are meant, the newest first.
    async fn found(
        &self,
        officer: &Officer,
        words: &str,
        born: Option<NaiveDate>,
    ) -> Result<Vec<Uuid>, Problem> {
        let born = born.ok_or(ProblemCode::BirthDateNeeded)?;
        self.tries.left(officer.account.id, self.now())?;
        let mut found = Vec::new();
        let upright: String = words.chars().filter(|c| !is_invisible(*c)).map(upright).collect();
        if let Ok(given) = upright.parse::<Reference>() {
            let given = given.to_string().replace('-', "");
            for declaration in self.store.referred(given.clone()).await.map_err(failed)? {
                if reference(declaration) == given
                    && self.core.is_born(declaration, born).await.map_err(failed)?
                {
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
}
