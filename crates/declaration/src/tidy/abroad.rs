//! Telephone numbers without a country's code, understood by the countries that a declaration speaks of.
//!
//! `852 9123 4567` of somebody who leaves Hong Kong has one reading. `13105551234` is a mobile in China and a telephone in Los Angeles:
//! where the journey speaks of America, which of them is meant is asked. `13 99123-4567` is a mobile of Santos, and of China as well.

use std::collections::BTreeSet;

use rulebook::lists::{AIRPORTS, COUNTRIES};
use rulebook::{Control, Edition, Field, Landmark, Phone};
use serde_json::Value;

use crate::form::Form;
use crate::landmarks::AtLandmarks;

impl Form {
    /// What is kept of a number that says no country, at a question that does not say whose numbers it asks for: its one reading, or what
    /// was typed where it has several, without what names it or cannot be seen. Nothing where these answers do not help.
    pub(crate) fn number_abroad(&self, field: &Field, answers: &Value, typed: &Value) -> Option<Value> {
        if field.control != Control::Phone || field.calls_from.is_some() {
            return None;
        }
        let (seen, _) = super::seen(typed.as_str()?);
        let line = super::without_label(Control::Phone, &seen);
        if Phone::says_its_country(&line) {
            return None;
        }
        let countries = self.countries_of(answers);
        let mut there: Vec<Phone> =
            countries.iter().flat_map(|country| Phone::in_country(&line, country)).collect();
        // A mobile is asked for: `0917 123 4567` is one in the Philippines, and would be a landline of Baoji.
        if there.iter().any(Phone::is_mobile) {
            there.retain(Phone::is_mobile);
        }
        // A nought before a number is dialled within a country: in the one where they are sooner than in China.
        let within = !there.is_empty() && line.starts_with('0');
        let plain = Phone::read(&line, None).filter(|_| !within);
        let kept: BTreeSet<String> = plain.into_iter().chain(there).map(|phone| phone.kept()).collect();
        match kept.len() {
            0 => None,
            1 => kept.into_iter().next().map(Value::from),
            _ => Some(line.into()),
        }
    }

    /// The two letters of the countries in which the traveller was, is or lives, and of their own: many keep its number.
    fn countries_of(&self, answers: &Value) -> BTreeSet<String> {
        let Some(countries) = self.edition.list(COUNTRIES) else { return BTreeSet::new() };
        let own = AtLandmarks::of(&self.edition, answers).text(Landmark::Nationality);
        let codes = codes_of(&self.edition, answers).chain(own);
        codes.filter_map(|code| countries.row(code)?.alpha2.clone()).collect()
    }
}

/// Most codes that are given as examples.
const MOST_EXAMPLES: usize = 3;
/// What is given where the answers name no country yet.
const ANYWHERE: &str = "+39, +86";

/// Calling codes that a number at this question may begin with: of the countries that the answers name, or of the one whose numbers it
/// asks for.
pub(crate) fn examples(edition: &Edition, field: &Field, answers: &Value) -> String {
    let Some(countries) = edition.list(COUNTRIES) else { return ANYWHERE.to_owned() };
    let calling = |code: &str| Some(format!("+{}", countries.row(code)?.calling.as_deref()?));
    if let Some(code) = field.calls_from.as_deref() {
        let home = countries.rows().iter().find(|row| row.alpha2.as_deref() == Some(code));
        return home.and_then(|row| calling(&row.code)).unwrap_or_else(|| ANYWHERE.to_owned());
    }
    let mut codes: Vec<String> = Vec::new();
    for code in codes_of(edition, answers).filter_map(calling) {
        if !codes.contains(&code) && codes.len() < MOST_EXAMPLES {
            codes.push(code);
        }
    }
    if codes.is_empty() { ANYWHERE.to_owned() } else { codes.join(", ") }
}

/// Codes of the countries in which the traveller was, is or lives.
fn codes_of<'a>(edition: &'a Edition, answers: &'a Value) -> impl Iterator<Item = &'a str> {
    let at = AtLandmarks::of(edition, answers);
    let airports = edition.list(AIRPORTS);
    let left: Vec<&str> = at.texts(Landmark::LegFrom).flatten().collect();
    let left = left.into_iter().filter_map(move |stop| airports?.row(stop)?.country.as_deref());
    let stayed: Vec<&str> = at.texts(Landmark::StayCountry).flatten().collect();
    left.chain(stayed).chain(at.text(Landmark::Residence))
}
