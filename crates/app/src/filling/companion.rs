//! A companion declares on their own: the journey is shared, what is personal is asked afresh.

use serde_json::{Map, Value, json};

use crate::dto::Filling;
use crate::{Error, Result, Session, parse_id};

/// What travels together is the same: flights, arrival, onward journey, where to in Zhejiang.
const SHARED: [&str; 4] = ["legs", "entry", "onward", "destination"];

impl Session {
    /// Starts a declaration for companion `index` of another one.
    pub fn declare_for_companion(&self, id: &str, index: usize) -> Result<Filling> {
        let id = parse_id(id)?;
        let vault = self.vault()?;
        let (edition, answers) = match vault.draft(id)? {
            Some(draft) => (draft.edition, draft.answers),
            None => {
                let sent = self.declaration(id)?.sent.ok_or(Error::DraftUnknown)?;
                (sent.edition, sent.answers)
            }
        };
        let companion = answers.pointer(&format!("/companions/{index}")).ok_or(Error::ItemUnknown)?;
        let draft = self.begin(edition, start_with(&answers, companion))?;
        self.filling(&draft)
    }
}

fn start_with(answers: &Value, companion: &Value) -> Value {
    let mut start = Map::new();
    for part in SHARED {
        if let Some(shared) = answers.get(part) {
            start.insert(part.to_owned(), without_seats(shared));
        }
    }
    let known = |from: &str| companion.get(from).cloned().unwrap_or(Value::Null);
    start.insert("about".to_owned(), json!({ "born": known("born") }));
    start.insert("document".to_owned(), json!({ "number": known("document_number") }));
    Value::Object(start)
}

/// Two people do not sit on one seat.
fn without_seats(shared: &Value) -> Value {
    let mut shared = shared.clone();
    for leg in shared.as_array_mut().into_iter().flatten() {
        if let Some(leg) = leg.as_object_mut() {
            leg.remove("seat");
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_companion_starts_with_the_journey_and_their_own_birthday_but_no_seat_and_no_health() {
        let answers = json!({
            "legs": [{ "flight": "LH728", "seat": "12A" }],
            "health": { "symptoms": ["fever"] },
            "about": { "born": "1950-01-01", "surname": "WANG" },
        });
        let start = start_with(&answers, &json!({ "born": "2015-06-01", "document_number": "E1" }));
        assert_eq!(start["legs"], json!([{ "flight": "LH728" }]), "same flight, another seat");
        assert_eq!(
            start["about"],
            json!({ "born": "2015-06-01" }),
            "the companion's birthday, nobody's name"
        );
        assert!(start.get("health").is_none(), "health is each one's own");
    }
}
