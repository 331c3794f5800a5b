//! Where one has been.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Case, case};
use crate::Traveller;
use crate::travellers::{day, student_from_prato};

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let on = |days| day(today, days);
    // The student flies on day 3 and lands on day 4; the window starts on day -10.
    let student = |stays: &[(&str, i64, i64)]| -> Traveller {
        let stays: Vec<Value> = stays
            .iter()
            .map(|(country, since, until)| {
                json!({ "country": country, "since": on(*since), "until": on(*until) })
            })
            .collect();
        student_from_prato(today).with("/stays", stays)
    };
    vec![
        case("stay-ends-before-it-begins", student(&[("FRA", -20, -21), ("ITA", -20, 3)])),
        case("stay-overlap", student(&[("FRA", -60, -3), ("ITA", -6, 3)])),
        case("stay-out-of-order", student(&[("ITA", -6, 3), ("DEU", -60, -6)])),
        case("stay-gap", student(&[("FRA", -60, -8), ("ITA", -5, 3)])),
        case("stays-begin-late", student(&[("ITA", -5, 3)])),
        case("stays-end-early", student(&[("ITA", -60, 0)])),
        case("stay-after-journey", student(&[("ITA", -60, 7)])),
        case(
            "long-transit-not-among-stays",
            student(&[("ITA", -60, 3)]).with("/legs/1/departs_on", on(5)).with("/legs/1/arrives_on", on(6)),
        ),
    ]
}
