//! Travellers, each a complete declaration without a finding.

mod engineer;
mod family;
mod largest;
mod others;
mod student;
mod trader;

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

use crate::answers::put;

pub use engineer::engineer_from_bologna;
pub use family::{family_by_frankfurt, father_by_frankfurt, little_daughter_by_frankfurt, son_by_frankfurt};
pub use largest::as_much_as_the_form_takes;
pub use others::{back_home_after_observation, feverish_from_toronto, low_risk_from_singapore};
pub use student::student_from_prato;
pub use trader::trader_from_madrid;

/// A traveller: a complete declaration, and the code that edition 1 assigns to it.
#[derive(Debug, Clone)]
pub struct Traveller {
    /// Who it is, in a few words.
    pub story: &'static str,
    /// The answers, by the rulebook's names.
    pub answers: Value,
    /// What officers have recorded beside them, as `declaration::OfficerFacts` writes it; `{}` for nothing.
    pub officer: Value,
    /// `green`, `yellow` or `orange`. Rests on `rulebook/risks.json`, so it holds for days from 2026-11-01 on.
    pub colour: &'static str,
    /// The rule of the code policy that assigns it.
    pub rule: &'static str,
}

impl Traveller {
    /// The same traveller with another answer at `pointer`; `null` takes it away.
    #[must_use]
    pub fn with(mut self, pointer: &str, value: impl Into<Value>) -> Self {
        put(&mut self.answers, pointer, value.into());
        self
    }
}

/// All travellers, as they would declare on `today`.
pub fn all(today: NaiveDate) -> Vec<Traveller> {
    let mut all = vec![
        student_from_prato(today),
        trader_from_madrid(today),
        engineer_from_bologna(today),
        low_risk_from_singapore(today),
        feverish_from_toronto(today),
        back_home_after_observation(today),
    ];
    all.extend(family_by_frankfurt(today));
    all
}

/// The same traveller after answering anew what edition 2 (`tests/fixtures/edition-2`) asks: what is new there, what fits no
/// more, and both statements in their new words.
#[must_use]
pub fn anew_for_edition_2(traveller: Traveller) -> Traveller {
    let answer = |pointer: &str| traveller.answers.pointer(pointer).cloned().unwrap_or_default();
    let household = match answer("/destination/household").as_str() {
        Some("family") => json!("with-elders"),
        _ => answer("/destination/household"),
    };
    let told = if answer("/destination/office_told") == true { "told" } else { "not-yet" };
    traveller
        .with("/destination/household", household)
        .with("/destination/office_told", told)
        .with("/exposure/gathering", false)
        .with("/consent/truth_version", "3")
        .with("/consent/processing_version", "5")
}

/// ISO date `days` after `today`, or before it.
pub fn day(today: NaiveDate, days: i64) -> String {
    let distance = Days::new(days.unsigned_abs());
    let day = if days < 0 { today.checked_sub_days(distance) } else { today.checked_add_days(distance) };
    day.unwrap_or(today).to_string()
}

/// ISO date of birth of somebody who is `years` old on `today` and has their birthday half a year away.
fn born(today: NaiveDate, years: u32) -> String {
    today.checked_sub_months(Months::new(years * 12 + 6)).unwrap_or(today).to_string()
}

/// What an officer recorded: dates by name.
fn officer(recorded: &[(&str, String)]) -> Value {
    let record = |day: &String| json!({ "value": day, "by": "officer-1", "at": format!("{day}T08:00:00Z") });
    recorded.iter().map(|(name, day)| ((*name).to_owned(), record(day))).collect()
}

/// Nothing wrong with one's health, nobody ill around, no test.
fn healthy() -> [(&'static str, Value); 2] {
    [
        ("health", json!({ "symptoms": ["none"], "fever_medicine": false, "history": ["none"] })),
        ("exposure", json!({ "case_contact": false, "fever_contact": false, "cluster": false })),
    ]
}

/// `answers` with what a healthy traveller says, filled in for oneself and agreed to; what is there stays.
fn complete(mut answers: Value) -> Value {
    let own = json!({ "by": "self" });
    let agreed =
        json!({ "truth": true, "processing": true, "truth_version": "2", "processing_version": "4" });
    for (name, value) in healthy().into_iter().chain([("filling", own), ("consent", agreed)]) {
        if answers.get(name).is_none() {
            put(&mut answers, &format!("/{name}"), value);
        }
    }
    if answers.get("tests").is_some() {
        put(&mut answers, "/health/history", json!(["tested"]));
    }
    answers
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{all, born, day};

    #[test]
    fn travellers_never_age() {
        for today in ["2026-11-22", "2028-02-29", "2031-12-31"] {
            let today: NaiveDate = today.parse().unwrap();
            for traveller in all(today) {
                let leaves: NaiveDate =
                    traveller.answers["legs"][0]["departs_on"].as_str().unwrap().parse().unwrap();
                let away = (leaves - today).num_days();
                assert!(away == 3 || away == -17, "{}: leaves {away} days from {today}", traveller.story);
            }
        }
    }

    #[test]
    fn a_birthday_is_half_a_year_away() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(born(today, 9), "2017-05-22", "nine and a half years");
        assert_eq!(day(today, -22), "2026-10-31", "days count over the month's end");
    }
}
