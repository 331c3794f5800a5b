//! Health, tests, doses.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Case, case};
use crate::travellers::{day, student_from_prato};

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let on = |days| day(today, days);
    let student = |pointer: &str, value: Value| student_from_prato(today).with(pointer, value);
    vec![
        case("fever-not-among-symptoms", student("/health/temperature", json!(37.8))),
        case("temperature-low", student("/health/temperature", json!(34.5))),
        case("medicine-without-symptoms", student("/health/fever_medicine", json!(true))),
        case("test-in-future", student("/tests/taken_on", json!(on(1)))),
        case("test-too-old", student("/tests/taken_on", json!(on(-5)))),
        case("test-shows-antibodies", student("/tests/kind", json!("antibody"))),
        case("dose-in-future", student("/doses/1/given_on", json!(on(1)))),
        case("dose-before-birth", student("/doses/0/given_on", json!("1999-06-11"))),
        case("dose-out-of-order", student("/doses/1/given_on", json!("2021-05-20"))),
        case("doses-close-together", student("/doses/1/given_on", json!("2021-06-18"))),
    ]
}
