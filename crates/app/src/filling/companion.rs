//! A companion declares on their own: the journey is shared, what is personal is asked afresh.

use declaration::Form;
use rulebook::Landmark;
use rulebook::vocabulary::LEGS;
use serde_json::{Map, Value};
use vault::DraftKind;

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
        let form = self.form_of(edition)?;
        let start = start_with(&form, &answers, index)?;
        let draft = self.begin(DraftKind::Declaration, edition, start)?;
        self.filling(&draft)
    }
}

fn start_with(form: &Form, answers: &Value, index: usize) -> Result<Value> {
    let landmarks = &form.edition().landmarks;
    let companions = landmarks.list(Landmark::CompanionBorn).and_then(|list| answers.pointer(list));
    let companion = companions.and_then(|all| all.get(index)).ok_or(Error::ItemUnknown)?;
    let mut shared = Map::new();
    for part in SHARED {
        if let Some(answered) = answers.get(part) {
            shared.insert(part.to_owned(), answered.clone());
        }
    }
    let mut start = Value::Object(shared);
    // Two people do not sit on one seat.
    if let Some(seat) = landmarks.member(Landmark::Seat) {
        for leg in start.get_mut(LEGS).and_then(Value::as_array_mut).into_iter().flatten() {
            leg.as_object_mut().map(|leg| leg.remove(seat));
        }
    }
    for (theirs, own) in
        [(Landmark::CompanionBorn, Landmark::Born), (Landmark::CompanionDocument, Landmark::DocumentNumber)]
    {
        let known = landmarks.member(theirs).and_then(|member| companion.get(member));
        if let (Some(known), Some(pointer)) = (known, landmarks.pointer(own)) {
            form.set(&mut start, pointer, known.clone())?;
        }
    }
    Ok(start)
}

#[cfg(test)]
mod tests {
    use declaration::Edition;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_companion_starts_with_the_journey_and_their_own_birthday_but_no_seat_and_no_health() {
        let form = Form::new(Edition::bundled().unwrap());
        let answers = json!({
            "legs": [{ "flight": "LH728", "seat": "12A" }],
            "health": { "symptoms": ["fever"] },
            "about": { "born": "1950-01-01", "surname": "WANG" },
            "companions": [{ "born": "2015-06-01", "document_number": "E1" }],
        });
        let start = start_with(&form, &answers, 0).unwrap();
        assert_eq!(start["legs"], json!([{ "flight": "LH728" }]), "same flight, another seat");
        assert_eq!(
            start["about"],
            json!({ "born": "2015-06-01" }),
            "the companion's birthday, nobody's name"
        );
        assert_eq!(start["document"], json!({ "number": "E1" }), "their own document");
        assert!(start.get("health").is_none(), "health is each one's own");
        assert!(start_with(&form, &answers, 1).is_err(), "there is no other companion");
    }
}
