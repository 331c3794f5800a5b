//! Numbers that are a mobile in China and a telephone in America, by where a declaration says that its traveller is.

use rulebook::lists::{AIRPORTS, COUNTRIES};
use rulebook::{Control, Field, Landmark, Phone};
use serde_json::Value;

use crate::form::Form;
use crate::landmarks::AtLandmarks;

impl Form {
    /// Whether a telephone number could be one of a country that these answers speak of as well as a Chinese one. Which is meant is not
    /// guessed: a field that says whose numbers it asks for has no doubt.
    pub(crate) fn is_of_two_countries(&self, field: &Field, answers: &Value, typed: &Value) -> bool {
        if field.control != Control::Phone || field.calls_from.is_some() {
            return false;
        }
        let number = typed.as_str().map(|text| super::without_label(Control::Phone, text));
        let other = number.and_then(|text| Phone::also_american(&text)?.country());
        other.is_some_and(|country| self.speaks_of_country(answers, &country))
    }

    fn speaks_of_country(&self, answers: &Value, alpha2: &str) -> bool {
        let at = AtLandmarks::of(&self.edition, answers);
        let lists = self.edition.list(COUNTRIES).zip(self.edition.list(AIRPORTS));
        let Some((countries, airports)) = lists else { return false };
        let left =
            at.texts(Landmark::LegFrom).flatten().filter_map(|stop| airports.row(stop)?.country.as_deref());
        let stayed = at.texts(Landmark::StayCountry).flatten();
        let mut all = left.chain(stayed).chain(at.text(Landmark::Residence));
        all.any(|code| countries.row(code).is_some_and(|row| row.alpha2.as_deref() == Some(alpha2)))
    }
}
