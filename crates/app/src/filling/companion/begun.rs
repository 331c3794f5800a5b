//! What a companion's declaration begins with: the journey, what the first declaration says of the companion, and whoever made
//! it, who travels along. For a child the same person answers the telephone and fills in.

use chrono::NaiveDate;
use declaration::{AtLandmarks, Form};
use rulebook::characters::is_han;
use rulebook::vocabulary::LEGS;
use rulebook::{Landmark, Landmarks, Who, formats};
use serde_json::{Map, Value};

use crate::{Error, Result};

/// What travels together is the same: flights, arrival, onward journey.
const SHARED: [&str; 3] = ["legs", "entry", "onward"];
/// And where to in Zhejiang; who lives there is another question for a child than for its mother.
const SHARED_PLACE: [Landmark; 4] = [Landmark::City, Landmark::County, Landmark::Township, Landmark::Address];
/// What somebody is to their companion, seen from the other side. What has no other side is asked: whose grandparent one travels
/// with may be a grandson or a granddaughter, and the form has no word for either.
const TURNED_ROUND: [(&str, &str); 7] = [
    ("child", "parent"),
    ("parent", "child"),
    ("spouse", "spouse"),
    ("relative", "relative"),
    ("friend", "friend"),
    ("colleague", "colleague"),
    ("other", "other"),
];
/// From this age on somebody may look after a child on the way.
const OF_AGE: u32 = 18;

/// The answers that companion `index` of a declaration begins with.
pub(super) fn begun_from(form: &Form, answers: &Value, index: usize, today: NaiveDate) -> Result<Value> {
    let landmarks = &form.edition().landmarks;
    let companions = landmarks.list(Landmark::CompanionBorn).and_then(|list| answers.pointer(list));
    let companion = companions.and_then(|all| all.get(index)).ok_or(Error::ItemUnknown)?;
    let first = AtLandmarks::of(form.edition(), answers);
    let mut begun = Begun { form, answers: shared(form, answers)?, first, companion };
    begun.says_who_it_is()?;
    let is_child = form.evaluate(&begun.answers, today).who == Who::Child;
    begun.names_the_first(is_child)?;
    if is_child {
        begun.is_looked_after(today)?;
    }
    Ok(begun.answers)
}

/// The journey and the place, but two people do not sit on one seat.
fn shared(form: &Form, answers: &Value) -> Result<Value> {
    let landmarks = &form.edition().landmarks;
    let part = |part: &str| Some((part.to_owned(), answers.get(part)?.clone()));
    let mut shared = Value::Object(SHARED.into_iter().filter_map(part).collect::<Map<_, _>>());
    for pointer in SHARED_PLACE.iter().filter_map(|landmark| landmarks.pointer(*landmark)) {
        if let Some(answered) = answers.pointer(pointer) {
            form.set(&mut shared, pointer, answered.clone())?;
        }
    }
    if let Some(seat) = landmarks.member(Landmark::Seat) {
        for leg in shared.get_mut(LEGS).and_then(Value::as_array_mut).into_iter().flatten() {
            leg.as_object_mut().map(|leg| leg.remove(seat));
        }
    }
    Ok(shared)
}

struct Begun<'a> {
    form: &'a Form,
    /// Of the companion.
    answers: Value,
    /// Of whoever named the companion.
    first: AtLandmarks<'a>,
    /// As the first one named them.
    companion: &'a Value,
}

impl<'a> Begun<'a> {
    fn says_who_it_is(&mut self) -> Result<()> {
        for (theirs, own) in [
            (Landmark::CompanionBorn, Landmark::Born),
            (Landmark::CompanionDocument, Landmark::DocumentNumber),
        ] {
            self.put(own, self.said_of_companion(theirs).map(str::to_owned))?;
        }
        // Letters do not say which of them are the surname; characters are the whole name.
        let name = self.said_of_companion(Landmark::CompanionName);
        let name = name.filter(|name| name.chars().all(|c| is_han(c) || c == '·'));
        self.put(Landmark::HanName, name.map(str::to_owned))
    }

    /// Whoever named the companion travels along.
    fn names_the_first(&mut self, is_child: bool) -> Result<()> {
        let first = self.first;
        let (name, born) = (name_of(&first), first.text(Landmark::Born));
        let Some(list) = self.landmarks().list(Landmark::CompanionBorn) else { return Ok(()) };
        if name.is_none() || born.is_none() {
            return Ok(());
        }
        let relation = self.said_of_companion(Landmark::CompanionRelation).and_then(turned_round);
        // Who fills in for a child has filled in the first one too; an adult's next declaration may be their own work.
        let declares = match (is_child, fills_in_alone(&first)) {
            (true, _) => Some("separately"),
            (false, true) => Some("self"),
            (false, false) => None,
        };
        let said = [
            (Landmark::CompanionName, name),
            (Landmark::CompanionBorn, born.map(str::to_owned)),
            (Landmark::CompanionDocument, first.text(Landmark::DocumentNumber).map(str::to_owned)),
            (Landmark::CompanionRelation, relation.map(str::to_owned)),
            (Landmark::CompanionDeclares, declares.map(str::to_owned)),
        ];
        let item = self.form.add_item(&mut self.answers, list)?;
        for (landmark, value) in said {
            self.put_in(landmark, Some(item), value)?;
        }
        Ok(())
    }

    /// A child goes with the adult who named it, is reached by the same telephone, and has the same person to fill in.
    fn is_looked_after(&mut self, today: NaiveDate) -> Result<()> {
        let first = self.first;
        let born = first.text(Landmark::Born).and_then(formats::date);
        if born.and_then(|born| today.years_since(born)).is_some_and(|age| age >= OF_AGE) {
            self.put(Landmark::Escort, Some("adult".to_owned()))?;
        }
        let text = |landmark| first.text(landmark).map(str::to_owned);
        let own_phone = first.text(Landmark::PhoneOf).is_none_or(|of| of == "own");
        let (of, name) = if own_phone {
            (Some("relative".to_owned()), name_of(&first))
        } else {
            (text(Landmark::PhoneOf), text(Landmark::PhoneName))
        };
        if let Some(phone) = text(Landmark::Phone) {
            self.put(Landmark::Phone, Some(phone))?;
            self.put(Landmark::PhoneOf, of)?;
            self.put(Landmark::PhoneName, name)?;
        }
        self.put(Landmark::FilledInBy, Some("helper".to_owned()))?;
        if fills_in_alone(&first) {
            self.put(Landmark::HelperName, name_of(&first))?;
            let is_parent = self.said_of_companion(Landmark::CompanionRelation) == Some("child");
            self.put(Landmark::HelperMandate, is_parent.then(|| "guardian".to_owned()))
        } else {
            self.put(Landmark::HelperName, text(Landmark::HelperName))?;
            self.put(Landmark::HelperOrganisation, text(Landmark::HelperOrganisation))
        }
    }

    fn landmarks(&self) -> &'a Landmarks {
        &self.form.edition().landmarks
    }

    fn said_of_companion(&self, landmark: Landmark) -> Option<&'a str> {
        self.companion.get(self.landmarks().member(landmark)?)?.as_str()
    }

    fn put(&mut self, landmark: Landmark, value: Option<String>) -> Result<()> {
        self.put_in(landmark, None, value)
    }

    /// Answers a question, where the form asks it and has this answer.
    fn put_in(&mut self, landmark: Landmark, item: Option<usize>, value: Option<String>) -> Result<()> {
        let edition = self.form.edition();
        let Some((value, pointer)) = value.zip(edition.landmarks.pointer(landmark)) else { return Ok(()) };
        let options = edition.field_at(pointer).map(|field| &field.options);
        if !options.is_none_or(|all| all.is_empty() || all.iter().any(|one| **one == *value)) {
            return Ok(());
        }
        let pointer = item.map_or(pointer.to_owned(), |item| pointer.replacen('*', &item.to_string(), 1));
        self.form.set(&mut self.answers, &pointer, value.into())?;
        Ok(())
    }
}

fn fills_in_alone(first: &AtLandmarks<'_>) -> bool {
    first.text(Landmark::FilledInBy) != Some("helper")
}

fn name_of(first: &AtLandmarks<'_>) -> Option<String> {
    first.text(Landmark::HanName).map(str::to_owned).or_else(|| first.latin_name())
}

fn turned_round(relation: &str) -> Option<&'static str> {
    TURNED_ROUND.iter().find(|(one, _)| *one == relation).map(|(_, other)| *other)
}

#[cfg(test)]
mod tests {
    use declaration::Edition;
    use serde_json::json;

    use super::*;

    const TODAY: &str = "2026-11-22";

    fn begun(answers: &Value, index: usize) -> Result<Value> {
        let form = Form::new(Edition::bundled().unwrap());
        begun_from(&form, answers, index, formats::date(TODAY).unwrap())
    }

    fn mother(companion: Value) -> Value {
        json!({
            "legs": [{ "flight": "LH728", "seat": "12A" }],
            "health": { "symptoms": ["fever"] },
            "about": { "born": "1985-01-01", "han_name": "周敏", "surname": "ZHOU", "given_names": "MIN" },
            "document": { "number": "E7" },
            "contact": { "mobile_abroad": "+6591234567", "phone_of": "own" },
            "destination": { "city": "3303", "address": "五马街 12 号", "household": "alone" },
            "filling": { "by": "self" },
            "companions": [companion],
        })
    }

    #[test]
    fn a_companion_starts_with_the_journey_and_their_own_birthday_but_no_seat_and_no_health() {
        let answers = mother(json!({ "name": "陈丽", "born": "2015-06-01", "document_number": "E1" }));
        let start = begun(&answers, 0).unwrap();
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
        assert!(begun(&answers, 1).is_err(), "there is no other companion");
    }

    #[test]
    fn a_child_s_begins_with_the_parent_who_travels_along_answers_the_telephone_and_fills_in() {
        let start = begun(&mother(json!({ "name": "周小宝", "relation": "child", "born": "2026-11-02" })), 0)
            .unwrap();
        assert_eq!(
            start["companions"],
            json!([{ "name": "周敏", "relation": "parent", "born": "1985-01-01", "document_number": "E7", "declares": "separately" }]),
            "whose child it is is its parent"
        );
        assert_eq!(start["minor"], json!({ "escort": "adult" }), "and goes with it");
        assert_eq!(
            start["contact"],
            json!({ "mobile_abroad": "+6591234567", "phone_of": "relative", "phone_name": "周敏" }),
            "a newborn has no telephone"
        );
        assert_eq!(
            start["filling"],
            json!({ "by": "helper", "helper_name": "周敏", "mandate": "guardian" }),
            "nor does it fill in"
        );
    }

    #[test]
    fn an_adult_s_names_the_one_who_travels_along_and_says_nothing_of_telephone_or_helper() {
        let start =
            begun(&mother(json!({ "name": "李强", "relation": "spouse", "born": "1984-03-02" })), 0).unwrap();
        let along = &start["companions"][0];
        assert_eq!(along["relation"], "spouse", "a husband's wife");
        assert_eq!(along["declares"], "self", "who has declared by herself");
        assert!(start.get("contact").is_none() && start.get("filling").is_none(), "these are his own to say");
    }

    #[test]
    fn whoever_helped_the_first_one_helps_the_child_but_is_not_said_to_be_its_parent() {
        let mut answers = mother(json!({ "name": "周小宝", "relation": "child", "born": "2020-11-02" }));
        answers["filling"] = json!({ "by": "helper", "helper_name": "林国强", "organisation": "旅新温州会", "mandate": "guardian" });
        answers["contact"] =
            json!({ "mobile_abroad": "+6598765432", "phone_of": "chamber", "phone_name": "旅新温州会" });
        let start = begun(&answers, 0).unwrap();
        assert_eq!(
            start["filling"],
            json!({ "by": "helper", "helper_name": "林国强", "organisation": "旅新温州会" }),
            "on what mandate is asked for each"
        );
        assert_eq!(start["contact"], answers["contact"], "the chamber passes calls on to both");
    }

    #[test]
    fn a_relation_without_another_side_is_asked() {
        let start =
            begun(&mother(json!({ "name": "周婆", "relation": "grandparent", "born": "1945-11-02" })), 0)
                .unwrap();
        assert_eq!(start["companions"][0].get("relation"), None, "no word for a granddaughter");
    }
}
