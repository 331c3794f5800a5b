//! People whom the form has to let through: each a complete declaration that can be sent, with what it may warn of.
//!
//! They come from walks through the form as a traveller, an officer or a volunteer would take them. `docs/travellers.md` shows
//! the code of each, and how much each is asked.

mod before_a_ticket;
mod coloured;
mod coming_back;
mod minors;
mod on_the_way;
mod papers;
mod right_all_the_same;
mod ways_in;

use chrono::NaiveDate;
use serde_json::Value;

use crate::Traveller;
use crate::answers::put;
use crate::travellers::{self, low_risk_from_singapore};

pub use before_a_ticket::before_a_ticket;
pub(crate) use before_a_ticket::looks_for_a_flight;
pub use coloured::{Coloured, coloured_people};
pub use coming_back::{ComingBack, Sent, What, coming_back};

/// Somebody with a name to be spoken of, and the checks that warn them though they may be right.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who it is, in a few words.
    pub story: &'static str,
    /// The answers, by the rulebook's names.
    pub answers: Value,
    /// Id of the rule that decides, as a health officer who reads the story would say; none of an intention.
    pub rule: Option<&'static str>,
    /// The checks that say something; none of them blocks.
    pub warnings: &'static [&'static str],
}

/// Well, and from nowhere on the list.
const NO_RISK: &str = "green-no-risk";
/// From a country of elevated risk.
const ELEVATED: &str = "yellow-elevated-stay";
/// Ill, or with a fever.
const SYMPTOMS: &str = "orange-symptoms";

/// Everybody, as they would declare on `today`.
pub fn all(today: NaiveDate) -> Vec<Person> {
    let mut all = ways_in::people(today);
    all.extend(papers::people(today));
    all.extend(minors::people(today));
    all.extend(right_all_the_same::people(today));
    give_each_a_document(&mut all, today);
    all
}

/// Nobody travels on another's document: the platform would take the two for one person, and let the worse colour stand.
fn give_each_a_document(all: &mut [Person], today: NaiveDate) {
    let number = |answers: &Value| answers["document"]["number"].as_str().unwrap_or_default().to_owned();
    let mut taken: Vec<String> = travellers::all(today).iter().map(|one| number(&one.answers)).collect();
    for (place, person) in all.iter_mut().enumerate() {
        let mut own = number(&person.answers);
        if taken.contains(&own) {
            own.truncate(own.len().saturating_sub(2));
            own.push_str(&format!("{:02}", place + 10));
            put(&mut person.answers, "/document/number", own.clone().into());
        }
        taken.push(own);
    }
}

/// Somebody healthy who flies from Singapore to Hangzhou, to be changed.
fn somebody(today: NaiveDate) -> Traveller {
    low_risk_from_singapore(today)
}

fn person(story: &'static str, rule: &'static str, traveller: Traveller) -> Person {
    Person { story, answers: traveller.answers, rule: Some(rule), warnings: &[] }
}

fn warned(
    story: &'static str,
    rule: &'static str,
    warnings: &'static [&'static str],
    traveller: Traveller,
) -> Person {
    Person { warnings, ..person(story, rule, traveller) }
}
