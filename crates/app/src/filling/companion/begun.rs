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
/// And where to in Zhejiang.
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
/// What the third is to the one who declares now, by what each of them is to the one who named both. Whom no word is said of is asked.
const OF_A_THIRD: [(&str, &str, &str); 12] = [
    ("child", "spouse", "parent"),
    ("child", "child", "relative"),
    ("child", "parent", "grandparent"),
    ("child", "relative", "relative"),
    ("spouse", "child", "child"),
    ("spouse", "parent", "relative"),
    ("spouse", "relative", "relative"),
    ("parent", "spouse", "relative"),
    ("parent", "relative", "relative"),
    ("relative", "relative", "relative"),
    ("friend", "friend", "friend"),
    ("colleague", "colleague", "colleague"),
];
/// Who lives alone does not any more where a companion comes along.
const ALONE: &str = "alone";
/// From this age on somebody may look after a child on the way.
const OF_AGE: u32 = 18;

/// The answers that companion `index` of a declaration begins with.
pub(super) fn begun_from(form: &Form, answers: &Value, index: usize, today: NaiveDate) -> Result<Value> {
    let landmarks = &form.edition().landmarks;
    let companions = landmarks.list(Landmark::CompanionBorn).and_then(|list| answers.pointer(list));
    let others = companions.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let companion = others.get(index).ok_or(Error::ItemUnknown)?;
    let first = AtLandmarks::of(form.edition(), answers);
    let mut begun = Begun { form, answers: shared(form, answers)?, first, companion, others };
    begun.says_who_it_is()?;
    let is_child = form.evaluate(&begun.answers, today).who == Who::Child;
    begun.names_the_first(is_child)?;
    begun.names_the_others(is_child, index)?;
    begun.lives_with(answers)?;
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
    // Whoever needs a wheelchair says so for themselves.
    if let Some(needs) = landmarks.pointer(Landmark::Needs) {
        form.set(&mut shared, needs, Value::Null)?;
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
    /// All whom the first one named.
    others: &'a [Value],
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
        // Whoever filled in the first one alone has declared by themselves; a helper of a child's has helped them too.
        let declares = match (is_child, fills_in_alone(&first)) {
            (_, true) => Some("self"),
            (true, false) => Some("separately"),
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

    /// The other companions come along with both.
    fn names_the_others(&mut self, is_child: bool, index: usize) -> Result<()> {
        let Some(list) = self.landmarks().list(Landmark::CompanionBorn) else { return Ok(()) };
        let own = self.said_of_companion(Landmark::CompanionRelation);
        for other in self.others.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, other)| other) {
            let said = |landmark| other.get(self.landmarks().member(landmark)?)?.as_str();
            let relation = own.zip(said(Landmark::CompanionRelation)).and_then(of_a_third);
            // "I do it" was said by the first one: true of whoever fills in for a child, and of no other adult.
            let declares = said(Landmark::CompanionDeclares).filter(|who| is_child || *who == "self");
            let said = [
                (Landmark::CompanionName, said(Landmark::CompanionName)),
                (Landmark::CompanionBorn, said(Landmark::CompanionBorn)),
                (Landmark::CompanionDocument, said(Landmark::CompanionDocument)),
                (Landmark::CompanionRelation, relation),
                (Landmark::CompanionDeclares, declares),
            ];
            let item = self.form.add_item(&mut self.answers, list)?;
            for (landmark, value) in said {
                self.put_in(landmark, Some(item), value.map(str::to_owned))?;
            }
        }
        Ok(())
    }

    /// Whoever goes to the same house lives with the same people, and never alone.
    fn lives_with(&mut self, answers: &Value) -> Result<()> {
        let household = self.landmarks().pointer(Landmark::Household);
        let household = household.and_then(|at| answers.pointer(at)).and_then(Value::as_str);
        let household = household.filter(|who| *who != ALONE).map(str::to_owned);
        self.put(Landmark::Household, household)
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

/// What the third is, of what the one who declares now and the third are to the first one.
fn of_a_third((own, other): (&str, &str)) -> Option<&'static str> {
    OF_A_THIRD.iter().find(|(one, third, _)| (*one, *third) == (own, other)).map(|(_, _, is)| *is)
}

#[cfg(test)]
mod tests;
