//! What a code says of its holder, taken from complete answers.

use serde_json::Value;

const TAIL: usize = 4;

/// Name, document and flight as a checker compares them with passport and boarding pass.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) name: String,
    pub(crate) document_tail: String,
    pub(crate) flight: Option<String>,
}

impl Holder {
    pub(crate) fn of(answers: &Value) -> Self {
        let text =
            |pointer| answers.pointer(pointer).and_then(Value::as_str).map(str::trim).unwrap_or_default();
        let latin = [text("/about/surname"), text("/about/given_names")].join(" ");
        let name = match latin.trim() {
            "" => text("/about/han_name"),
            latin => latin,
        };
        let number: Vec<char> = text("/document/number").chars().collect();
        Self {
            name: name.to_owned(),
            document_tail: number[number.len().saturating_sub(TAIL)..].iter().collect(),
            flight: arrival(answers),
        }
    }
}

/// The flight that lands at the port of entry; failing that, the last one.
fn arrival(answers: &Value) -> Option<String> {
    let legs = answers.get("legs")?.as_array()?;
    let port = answers.pointer("/entry/port").filter(|port| port.is_string());
    let leg = legs.iter().find(|leg| port.is_some() && leg.get("to") == port).or(legs.last())?;
    leg.get("flight")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_code_names_its_holder_as_the_passport_does() {
        let holder = Holder::of(&json!({
            "about": { "han_name": "吕晓燕", "surname": "LYU", "given_names": "XIAOYAN" },
            "document": { "number": "E12344521" },
            "legs": [{ "flight": "LH247", "to": "FRA" }, { "flight": "LH728", "to": "PVG" }, { "flight": "MU5379", "to": "WNZ" }],
            "entry": { "port": "PVG" },
        }));
        assert_eq!(holder.name, "LYU XIAOYAN", "the Latin name stands in every document");
        assert_eq!(holder.document_tail, "4521", "enough to compare, too little to misuse");
        assert_eq!(holder.flight.as_deref(), Some("LH728"), "the flight that lands where she enters");
    }

    #[test]
    fn one_name_no_flight_and_a_short_number_are_taken_as_they_are() {
        let holder =
            Holder::of(&json!({ "about": { "surname": "SUHARTO" }, "document": { "number": "A7" } }));
        assert_eq!(
            holder,
            Holder { name: "SUHARTO".into(), document_tail: "A7".into(), flight: None },
            "a mononym is a whole name"
        );
    }

    #[test]
    fn answers_of_any_shape_give_a_holder() {
        for odd in [json!(null), json!([1]), json!({ "legs": {}, "about": 3 }), json!({ "legs": [1, "x"] })] {
            assert_eq!(Holder::of(&odd).flight, None, "{odd} has no flight");
        }
    }
}
