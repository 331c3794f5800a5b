//! A companion declares on their own: the journey is shared, what is personal is asked afresh.

use declaration::{AtLandmarks, Form};
use rulebook::Landmark;
use rulebook::characters::is_han;
use rulebook::vocabulary::LEGS;
use serde_json::{Map, Value};
use uuid::Uuid;
use vault::{CaseQuery, DraftKind};

use crate::dto::{CompanionLeft, Filling};
use crate::home::latest;
use crate::{Error, Result, Session, parse_id};

/// What travels together is the same: flights, arrival, onward journey.
const SHARED: [&str; 3] = ["legs", "entry", "onward"];
/// And where to in Zhejiang; who lives there is another question for a child than for its mother.
const SHARED_PLACE: [Landmark; 4] = [Landmark::City, Landmark::County, Landmark::Township, Landmark::Address];

/// Most cases of one name that are looked at.
const MOST_NAMESAKES: u32 = 20;

impl Session {
    /// Starts a declaration for companion `index` of another one.
    pub fn declare_for_companion(&self, id: &str, index: usize) -> Result<Filling> {
        let id = parse_id(id)?;
        let (draft, row) = (self.vault()?.draft(id)?, self.declaration(id)?);
        if draft.is_none() && row.sent.is_none() {
            return Err(Error::DraftUnknown);
        }
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let start = start_with(&form, answers, index)?;
        let draft = self.begin(DraftKind::Declaration, edition, start)?;
        self.filling(&draft)
    }

    /// Companions for whom nobody has begun a declaration here: whoever declared for a family of five is not done yet.
    pub fn companions_left(&self, id: &str) -> Result<Vec<CompanionLeft>> {
        let id = parse_id(id)?;
        let Some(sent) = self.declaration(id)?.sent.filter(|sent| !sent.withdrawal) else {
            return Ok(Vec::new());
        };
        self.summarise_to_search()?; // a draft that was begun a moment ago counts
        let form = self.form_of(sent.edition)?;
        let at = AtLandmarks::of(form.edition(), &sent.answers);
        let names = at.texts(Landmark::CompanionName);
        let documents = at.texts(Landmark::CompanionDocument).chain(std::iter::repeat(None));
        let births = at.texts(Landmark::CompanionBorn).chain(std::iter::repeat(None));
        let mut left = Vec::new();
        for (index, ((name, document), born)) in names.zip(documents).zip(births).enumerate() {
            let person = Person { document, name, born };
            if !self.has_case_of(id, &person)? {
                left.push(CompanionLeft { index, name: name.unwrap_or_default().to_owned() });
            }
        }
        Ok(left)
    }

    /// Whether a case of this vault, other than this one, is of that person: by document, else by birthday and name.
    fn has_case_of(&self, other_than: Uuid, person: &Person<'_>) -> Result<bool> {
        for text in [person.document, person.name].into_iter().flatten() {
            let query = CaseQuery { text: text.to_owned(), limit: MOST_NAMESAKES, ..CaseQuery::default() };
            for (id, _) in self.vault()?.cases(&query)?.rows {
                if id != other_than && self.is_of(id, person)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn is_of(&self, id: Uuid, person: &Person<'_>) -> Result<bool> {
        let (draft, row) = (self.vault()?.draft(id)?, self.declaration(id)?);
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let same = |landmark, known: Option<&str>| known.is_some() && at.text(landmark) == known;
        let (han, latin) = (at.text(Landmark::HanName), at.latin_name());
        let called = |name: &str| {
            han == Some(name) || latin.as_deref().is_some_and(|latin| latin.eq_ignore_ascii_case(name))
        };
        let same_name = person.name.is_some_and(called) || (han.is_none() && latin.is_none());
        Ok(same(Landmark::DocumentNumber, person.document)
            || (same(Landmark::Born, person.born) && same_name))
    }
}

/// A companion as the declaration names them.
struct Person<'a> {
    document: Option<&'a str>,
    name: Option<&'a str>,
    born: Option<&'a str>,
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
    for pointer in SHARED_PLACE.iter().filter_map(|landmark| landmarks.pointer(*landmark)) {
        if let Some(answered) = answers.pointer(pointer) {
            form.set(&mut start, pointer, answered.clone())?;
        }
    }
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
    // Letters do not say which of them are the surname; characters are the whole name.
    let name = landmarks.member(Landmark::CompanionName).and_then(|member| companion.get(member)?.as_str());
    let name = name.filter(|name| name.chars().all(|c| is_han(c) || c == '·'));
    if let (Some(name), Some(pointer)) = (name, landmarks.pointer(Landmark::HanName)) {
        form.set(&mut start, pointer, name.into())?;
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
            "destination": { "city": "3303", "address": "五马街 12 号", "household": "alone" },
            "companions": [{ "name": "陈丽", "born": "2015-06-01", "document_number": "E1" }],
        });
        let start = start_with(&form, &answers, 0).unwrap();
        assert_eq!(start["legs"], json!([{ "flight": "LH728" }]), "same flight, another seat");
        assert_eq!(
            start["about"],
            json!({ "born": "2015-06-01", "han_name": "陈丽" }),
            "the companion's birthday and name, nobody else's"
        );
        assert_eq!(start["document"], json!({ "number": "E1" }), "their own document");
        assert!(start.get("health").is_none(), "health is each one's own");
        assert_eq!(
            start["destination"],
            json!({ "city": "3303", "address": "五马街 12 号" }),
            "the same house, and a child is not said to be alone in it"
        );
        assert!(start_with(&form, &answers, 1).is_err(), "there is no other companion");
    }
}
