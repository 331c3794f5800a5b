//! Telephone numbers without a country's code, understood by the countries that a declaration speaks of.
//!
//! `852 9123 4567` of somebody who leaves Hong Kong has one reading. `13105551234` is a mobile in China and a telephone in Los Angeles:
//! where the journey speaks of America, which of them is meant is asked. `13 99123-4567` is a mobile of Santos, and of China as well.

use std::collections::BTreeSet;

use rulebook::lists::{AIRPORTS, COUNTRIES};
use rulebook::{Control, Field, Landmark, Phone};
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
        let plain = Phone::read(&line, None).into_iter();
        let countries = self.countries_of(answers);
        let readings = plain.chain(countries.iter().flat_map(|country| Phone::in_country(&line, country)));
        let kept: BTreeSet<String> = readings.map(|phone| phone.kept()).collect();
        match kept.len() {
            0 => None,
            1 => kept.into_iter().next().map(Value::from),
            _ => Some(line.into()),
        }
    }

    /// The two letters of the countries in which the traveller was, is or lives.
    fn countries_of(&self, answers: &Value) -> BTreeSet<String> {
        let at = AtLandmarks::of(&self.edition, answers);
        let lists = self.edition.list(COUNTRIES).zip(self.edition.list(AIRPORTS));
        let Some((countries, airports)) = lists else { return BTreeSet::new() };
        let left = at.texts(Landmark::LegFrom).flatten();
        let left = left.filter_map(|stop| airports.row(stop)?.country.as_deref());
        let stayed = at.texts(Landmark::StayCountry).flatten();
        let all = left.chain(stayed).chain(at.text(Landmark::Residence));
        all.filter_map(|code| countries.row(code)?.alpha2.clone()).collect()
    }
}
