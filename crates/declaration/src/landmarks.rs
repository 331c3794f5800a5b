//! Answers at an edition's landmarks: what the software must find in any form, whatever its fields are called.

use rulebook::lists::AIRPORTS;
use rulebook::vocabulary::{MAINLAND, TEXT_ONLY};
use rulebook::{Directory, Edition, Landmark, Landmarks};
use serde_json::Value;

/// Answers of any shape, looked at where an edition says that its landmarks stand.
#[derive(Debug, Clone, Copy)]
pub struct AtLandmarks<'a> {
    landmarks: &'a Landmarks,
    answers: &'a Value,
}

impl<'a> AtLandmarks<'a> {
    /// These answers under this edition.
    pub fn of(edition: &'a Edition, answers: &'a Value) -> Self {
        Self { landmarks: &edition.landmarks, answers }
    }

    /// The text at a landmark outside lists, without blanks around it; none if it is empty.
    pub fn text(&self, landmark: Landmark) -> Option<&'a str> {
        text(self.answers.pointer(self.landmarks.pointer(landmark)?)?)
    }

    /// The text at a landmark in each item of its list, in the order of the list.
    pub fn texts(&self, landmark: Landmark) -> impl Iterator<Item = Option<&'a str>> {
        let list = self.landmarks.list(landmark).and_then(|list| self.answers.pointer(list));
        let items = list.and_then(Value::as_array).into_iter().flatten();
        let member = self.landmarks.member(landmark);
        items.map(move |item| text(item.get(member?)?))
    }

    /// The leg that enters mainland China from outside, by its place in the list; none where no leg does, or an end is not known.
    /// Whoever came, left and comes again enters by the last of them.
    pub fn entering_leg(&self, edition: &Edition) -> Option<usize> {
        let airports = edition.list(AIRPORTS)?;
        let is_in_china = |place: Option<&str>| {
            let row = airports.row(place?)?;
            Some(row.country.as_deref() == Some(MAINLAND))
        };
        let ends = self.texts(Landmark::LegFrom).zip(self.texts(Landmark::LegTo)).enumerate();
        let enters = |from, to| is_in_china(from) == Some(false) && is_in_china(to) == Some(true);
        ends.filter(|(_, (from, to))| enters(*from, *to)).last().map(|(leg, _)| leg)
    }

    /// Whether the border is crossed by air; true as well while no leg leads into China, or nothing of it is known.
    pub fn enters_by_air(&self, edition: &Edition) -> bool {
        let of_leg = |landmark, leg| self.texts(landmark).nth(leg).flatten().is_some();
        self.entering_leg(edition)
            .is_none_or(|leg| of_leg(Landmark::Flight, leg) || !of_leg(Landmark::LegMode, leg))
    }

    /// Whether they cannot telephone: what they are told works in writing.
    pub fn writes(&self) -> bool {
        let needs = self.landmarks.pointer(Landmark::Needs).and_then(|at| self.answers.pointer(at));
        needs.and_then(Value::as_array).is_some_and(|needs| needs.iter().any(|need| need == TEXT_ONLY))
    }

    /// Whether a line of this directory serves them: nobody is told to call one that does not answer them, or that they cannot use.
    pub fn has_line(&self, directory: &Directory) -> bool {
        let (nationality, county) = (self.text(Landmark::Nationality), self.text(Landmark::County));
        !self.writes() && directory.has_line_for(nationality, county)
    }

    /// The name in Latin letters, surname first, as documents print it; the only name where there is but one.
    pub fn latin_name(&self) -> Option<String> {
        let parts = [self.text(Landmark::Surname), self.text(Landmark::GivenNames)];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    }
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whoever_cannot_telephone_has_no_line() {
        let edition = Edition::bundled().unwrap();
        let has_line = |needs: Value| {
            let answers = json!({ "about": { "nationality": "CHN" }, "onward": { "needs": needs } });
            AtLandmarks::of(&edition, &answers).has_line(&edition.directory)
        };
        assert!(has_line(json!(["wheelchair"])), "a Chinese citizen has the consular line");
        assert!(!has_line(json!(["wheelchair", "text-only"])), "and a deaf one cannot call it");
    }
}
