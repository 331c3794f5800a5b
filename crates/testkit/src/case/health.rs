//! Health, tests.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Case, case};
use crate::travellers::{day, student_from_prato};

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let on = |days| day(today, days);
    let student = |pointer: &str, value: Value| student_from_prato(today).with(pointer, value);
    let coughed = |when: &str, since| {
        student("/health/symptoms", json!(["dry-cough"]))
            .with("/health/symptoms_when", json!(when))
            .with("/health/symptoms_since", json!(on(since)))
    };
    let near = |who: &str| {
        student(&format!("/exposure/{who}"), json!(true)).with(&format!("/exposure/{who}_on"), json!(on(2)))
    };
    vec![
        case("fever-not-among-symptoms", student("/health/temperature", json!(37.8))),
        case("temperature-low", student("/health/temperature", json!(34.5))),
        case("medicine-without-symptoms", student("/health/fever_medicine", json!(true))),
        case(
            "medicine-with-earlier-symptoms",
            coughed("earlier", -6).with("/health/fever_medicine", json!(true)),
        ),
        case(
            "other-symptom-is-none",
            coughed("earlier", -6)
                .with("/health/symptoms", json!(["other"]))
                .with("/health/other_symptom", "无"),
        ),
        case(
            "other-symptom-is-no-illness",
            coughed("earlier", -6)
                .with("/health/symptoms", json!(["other"]))
                .with("/health/other_symptom", "怀孕孕吐"),
        ),
        case("symptoms-in-future", coughed("earlier", 2)),
        case("symptoms-are-recent", coughed("earlier", -2)),
        case(
            "fever-is-now",
            coughed("earlier", -6)
                .with("/health/symptoms", json!(["fever"]))
                .with("/health/temperature", json!(37.8)),
        ),
        case(
            "symptoms-of-long-ago",
            student("/health/symptoms", json!(["other"]))
                .with("/health/other_symptom", "花粉过敏")
                .with("/health/symptoms_when", "earlier")
                .with("/health/symptoms_since", "2019-03-01"),
        ),
        case("symptoms-now-of-long-ago", coughed("now", -600)),
        case("case-contact-in-future", near("case_contact")),
        case("fever-contact-in-future", near("fever_contact")),
        case("cluster-in-future", near("cluster")),
        case(
            "case-contact-too-early",
            near("case_contact").with("/exposure/case_contact_on", json!(on(-300))),
        ),
        case(
            "fever-contact-too-early",
            near("fever_contact").with("/exposure/fever_contact_on", json!(on(-300))),
        ),
        case("cluster-too-early", near("cluster").with("/exposure/cluster_on", json!(on(-300)))),
        case(
            "positive-test-is-an-infection",
            student(
                "/tests",
                json!([{ "kind": "pcr", "result": "positive", "taken_on": on(-300) },
                       { "kind": "pcr", "result": "negative", "taken_on": on(0) }]),
            ),
        ),
        case(
            "infection-is-recent",
            student("/health/history", json!(["tested", "infected"]))
                .with("/health/infected_on", json!(on(-5)))
                .with("/health/recovered", json!(true)),
        ),
        case(
            "infection-in-future",
            student("/health/history", json!(["tested", "infected"]))
                .with("/health/infected_on", json!(on(2)))
                .with("/health/recovered", json!(true)),
        ),
        case("test-in-future", student("/tests/0/taken_on", json!(on(2)))),
        case("test-too-old", student("/tests/0/taken_on", json!(on(-5)))),
        case("test-shows-antibodies", student("/tests/0/kind", json!("antibody"))),
        case(
            "antibodies-are-no-infection",
            student("/health/history", json!(["tested", "infected"]))
                .with("/health/infected_on", json!(on(-20)))
                .with("/health/recovered", json!(true))
                .with("/tests", json!([{ "kind": "antibody", "result": "positive", "taken_on": on(-20) }])),
        ),
        // Listed on the day on which the student flies if today is 2026-11-22.
        case(
            "listed-flight-without-seat",
            student("/legs/0/flight", json!("ZZ 300")).with("/legs/0/seat", Value::Null),
        ),
    ]
}
