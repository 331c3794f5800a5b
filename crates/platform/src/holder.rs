//! What a code says of its holder, taken from complete answers.

use chrono::NaiveDate;
use declaration::AtLandmarks;
use rulebook::{Edition, Landmark, flight, formats};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const TAIL: usize = 4;

/// Name, document and flight as a checker compares them with passport and boarding pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holder {
    pub(crate) name: String,
    pub(crate) document_tail: String,
    pub(crate) flight: Option<String>,
    /// The day on which it departs, or whatever crosses the border.
    #[serde(default)]
    pub(crate) departs_on: Option<NaiveDate>,
}

impl Holder {
    /// The holder of complete answers; whatever else they are, something can be said.
    pub(crate) fn of(edition: &Edition, answers: &Value) -> Self {
        let at = AtLandmarks::of(edition, answers);
        let han_name = || at.text(Landmark::HanName).map(str::to_owned);
        let number: Vec<char> = at.text(Landmark::DocumentNumber).unwrap_or_default().chars().collect();
        let (flight, departs_on) = arrival(edition, &at);
        Self {
            // Documents print capitals, and whoever compares goes letter by letter.
            name: at.latin_name().map(|name| name.to_uppercase()).or_else(han_name).unwrap_or_default(),
            document_tail: number[number.len().saturating_sub(TAIL)..].iter().collect(),
            flight,
            departs_on,
        }
    }
}

/// The flight that enters China, with its day; none where the border is crossed otherwise, and the last one where no leg says.
fn arrival(edition: &Edition, at: &AtLandmarks<'_>) -> (Option<String>, Option<NaiveDate>) {
    let legs = || at.texts(Landmark::Flight).zip(at.texts(Landmark::DepartsOn));
    let leg = match at.entering_leg(edition) {
        Some(entering) => legs().nth(entering),
        None => legs().last(),
    };
    let (number, day) = leg.unwrap_or_default();
    (number.map(flight::plain), day.and_then(formats::date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn holder(answers: &Value) -> Holder {
        Holder::of(&Edition::bundled().unwrap(), answers)
    }

    #[test]
    fn a_code_names_its_holder_as_the_passport_does() {
        let holder = holder(&json!({
            "about": { "han_name": "吕晓燕", "surname": "lyu", "given_names": "Xiaoyan" },
            "document": { "number": "E12344521" },
            "legs": [
                { "flight": "LH247", "from": "MXP", "to": "FRA" },
                { "flight": "LH728", "from": "FRA", "to": "PVG", "departs_on": "2026-12-14" },
                { "flight": "MU5379", "from": "PVG", "to": "WNZ" },
            ],
        }));
        assert_eq!(holder.name, "LYU XIAOYAN", "the Latin name stands in every document, in capitals");
        assert_eq!(holder.document_tail, "4521", "enough to compare, too little to misuse");
        assert_eq!(holder.flight.as_deref(), Some("LH728"), "the flight that lands where she enters");
        let day = holder.departs_on.map(|day| day.to_string());
        assert_eq!(
            day.as_deref(),
            Some("2026-12-14"),
            "on its day: a code for one journey is none for another"
        );
    }

    #[test]
    fn one_name_no_flight_and_a_short_number_are_taken_as_they_are() {
        let holder = holder(&json!({ "about": { "surname": "SUHARTO" }, "document": { "number": "A7" } }));
        assert_eq!(
            holder,
            Holder { name: "SUHARTO".into(), document_tail: "A7".into(), flight: None, departs_on: None },
            "a mononym is a whole name"
        );
    }

    #[test]
    fn answers_of_any_shape_give_a_holder() {
        for odd in [json!(null), json!([1]), json!({ "legs": {}, "about": 3 }), json!({ "legs": [1, "x"] })] {
            assert_eq!(holder(&odd).flight, None, "{odd} has no flight");
        }
    }
}
