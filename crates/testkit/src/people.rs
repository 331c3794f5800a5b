//! People whom the form has to let through: each a complete declaration that can be sent, with what it may warn of.
//!
//! They come from walks through the form as a traveller, an officer or a volunteer would take them. `docs/travellers.md` shows
//! the code of each, and how much each is asked.

mod minors;
mod papers;
mod right_all_the_same;
mod ways_in;

use chrono::NaiveDate;
use serde_json::Value;

use crate::Traveller;
use crate::travellers::low_risk_from_singapore;

/// Somebody with a name to be spoken of, and the checks that warn them though they may be right.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who it is, in a few words.
    pub story: &'static str,
    /// The answers, by the rulebook's names.
    pub answers: Value,
    /// The checks that say something; none of them blocks.
    pub warnings: &'static [&'static str],
}

/// Everybody, as they would declare on `today`.
pub fn all(today: NaiveDate) -> Vec<Person> {
    let mut all = ways_in::people(today);
    all.extend(papers::people(today));
    all.extend(minors::people(today));
    all.extend(right_all_the_same::people(today));
    all
}

/// Somebody healthy who flies from Singapore to Hangzhou, to be changed.
fn somebody(today: NaiveDate) -> Traveller {
    low_risk_from_singapore(today)
}

fn person(story: &'static str, traveller: Traveller) -> Person {
    Person { story, answers: traveller.answers, warnings: &[] }
}

fn warned(story: &'static str, warnings: &'static [&'static str], traveller: Traveller) -> Person {
    Person { warnings, ..person(story, traveller) }
}
