//! Where a declaration's traveller is expected, by complete answers: what desks look people up by.

use chrono::NaiveDate;
use declaration::{AtLandmarks, FormKind};
use platform_api::{Kind, Reference, Submission};
use rulebook::control::Control;
use rulebook::lists::PORTS;
use rulebook::{Edition, Field, Landmark, flight, formats};
use serde_json::Value;
use uuid::Uuid;

use crate::rules::TakenEdition;
use crate::store::{Expected, UNDATED};

/// A division's level below the county.
const TOWNSHIP: &str = "township";

/// By the answers of a declaration or an intention, entered on that day as far as is known.
pub(crate) fn expected(
    taken: &TakenEdition,
    submission: &Submission,
    entered: NaiveDate,
    ends: NaiveDate,
) -> Expected {
    let (edition, answers) = (&*taken.edition, &submission.answers);
    let at = AtLandmarks::of(edition, answers);
    let entering = at.entering_leg(edition);
    let of_leg = |landmark| at.texts(landmark).nth(entering?).flatten().map(str::to_owned);
    let day = match submission.kind {
        Kind::Intend => planned(edition, answers).unwrap_or(UNDATED),
        Kind::Declare | Kind::Confirm | Kind::Withdraw => entered,
    };
    Expected {
        declaration: submission.declaration,
        day,
        port: of_leg(Landmark::LegTo).or_else(|| port(edition, answers)),
        flight: of_leg(Landmark::Flight).map(|number| flight::plain(&number)),
        county: at.text(Landmark::County).map(str::to_owned),
        township: township(edition, answers),
        reference: reference(submission.declaration),
        ends,
    }
}

/// The reference as it is looked up: without the hyphen.
pub(crate) fn reference(declaration: Uuid) -> String {
    written(Reference::of(declaration))
}

pub(crate) fn written(reference: Reference) -> String {
    reference.to_string().replace('-', "")
}

/// The port of somebody who does not come by air.
fn port(edition: &Edition, answers: &Value) -> Option<String> {
    let asks_for_a_port = |field: &&Field| field.list.as_deref() == Some(PORTS) && field.group.is_none();
    text(answers, edition.fields().find(asks_for_a_port)?)
}

/// The township that lies in the county that receives.
fn township(edition: &Edition, answers: &Value) -> Option<String> {
    let county = edition.field_at(edition.landmarks.pointer(Landmark::County)?)?;
    let lies_in_it = |field: &&Field| {
        field.level.as_deref() == Some(TOWNSHIP) && field.within.as_ref() == Some(&county.path)
    };
    text(answers, edition.fields().find(lies_in_it)?)
}

/// The day that an intention names.
fn planned(edition: &Edition, answers: &Value) -> Option<NaiveDate> {
    let page = &edition.kinds.asked(FormKind::Intention)?.page;
    let page = edition.pages.iter().find(|it| it.id == *page)?;
    let fields = page.sections.iter().flat_map(|section| &section.fields).map(|id| edition.field(*id));
    let mut dates = fields.filter(|field| field.control == Control::Date);
    dates.find_map(|field| formats::date(answers.pointer(&field.pointer)?.as_str()?))
}

fn text(answers: &Value, field: &Field) -> Option<String> {
    answers.pointer(&field.pointer)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use platform_api::DeclarationSecret;
    use rulebook::Files;

    use super::*;

    fn of(kind: Kind, answers: Value) -> Expected {
        let edition = Edition::bundled().unwrap();
        let taken = TakenEdition::new(edition, Files::bundled());
        let secret = DeclarationSecret::generate().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 12, 14).unwrap();
        let submission = Submission {
            declaration: Uuid::from_u128(7),
            revision: 1,
            edition: 1,
            kind,
            answers,
            revision_token: secret.revision_token(),
            follow_digest: (&secret.follow_token()).into(),
            language: "en".into(),
            sealed_at: day.and_hms_opt(0, 0, 0).unwrap().and_utc(),
            organisation: None,
            own_answers: None,
        };
        expected(&taken, &submission, day, day)
    }

    #[test]
    fn a_flight_lands_at_its_port_on_its_way_to_a_township() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let student = testkit::travellers::student_from_prato(today).answers;
        let found = of(Kind::Declare, student.clone());
        assert_eq!(found.day.to_string(), "2026-12-14", "the day of the entry");
        let last = student["legs"].as_array().unwrap().iter().find(|leg| leg["to"] == "PVG").unwrap();
        assert_eq!(found.port.as_deref(), Some("PVG"), "where she enters China");
        assert_eq!(found.flight, last["flight"].as_str().map(flight::plain), "on that flight");
        let mut loose = student.clone();
        for leg in loose["legs"].as_array_mut().unwrap() {
            let number = leg["flight"].as_str().unwrap();
            leg["flight"] = format!("{} 0{}", &number[..2].to_lowercase(), &number[2..]).into();
        }
        assert_eq!(of(Kind::Declare, loose).flight, found.flight, "however its number was typed");
        assert_eq!(found.county.as_deref(), student["destination"]["county"].as_str(), "her county");
        assert_eq!(found.township.as_deref(), student["destination"]["township"].as_str(), "her township");
    }

    #[test]
    fn an_intention_is_expected_on_the_day_that_it_names_or_after_all_others() {
        let plan = |day: Value| of(Kind::Intend, serde_json::json!({ "plan": { "about_on": day } })).day;
        assert_eq!(plan("2027-01-20".into()).to_string(), "2027-01-20", "about that day");
        assert_eq!(plan(Value::Null), UNDATED, "no day yet");
    }
}
