//! Flights, the port of entry, the way on.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::{Case, case};
use crate::travellers::{
    back_home_after_observation, day, low_risk_from_singapore, student_from_prato, trader_from_madrid,
};

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let on = |days| day(today, days);
    let student = |pointer: &str, value: Value| student_from_prato(today).with(pointer, value);
    let landed = |pointer: &str, value: Value| super::landed_student(today).with(pointer, value);
    let arranged_since = |now: &str, number: &str| {
        landed("/onward", json!({ "mode": "not-arranged", "now": now, "number": number, "date": on(0) }))
    };
    let later = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let earlier = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    vec![
        case("leg-same-place", trader_from_madrid(today).with("/legs/1/to", "PEK")),
        case("leg-gap", student("/legs/1/from", json!("MUC"))),
        case("leg-arrives-before-it-leaves", student("/legs/0/arrives_at", json!("10:05"))),
        case(
            "leg-arrives-days-before",
            student("/legs/0/arrives_on", json!(on(2))).with("/legs/0/arrives_at", "09:05"),
        ),
        case("leg-too-long", student("/legs/0/departs_on", json!(on(1)))),
        case("leg-takes-days", student("/legs/1/arrives_on", json!(on(9)))),
        case("leg-overlap", student("/legs/1/departs_at", json!("11:30"))),
        case("leg-leaves-hours-before", student("/legs/1/departs_at", json!("09:00"))),
        case("leg-crosses-the-sea", {
            let onward = low_risk_from_singapore(today);
            let car = json!({ "mode": "car", "from": "G-SG", "to": "G-PH", "departs_on": on(3), "arrives_on": on(3) });
            let flight = onward.answers["legs"][0].clone();
            onward.with("/legs", json!([car, flight])).with("/legs/1/from", "MNL")
        }),
        case(
            "departure-from-risk-without-stay",
            low_risk_from_singapore(today)
                .with("/legs/0/from", "MAD")
                .with("/legs/0/arrives_on", on(4))
                .with("/stays", json!([{ "country": "PRT" }]))
                .with("/contact/mobile_abroad", "+351912345678"),
        ),
        case("journey-begins-elsewhere", student("/legs/0/from", json!("TBS"))),
        case("leg-connection-short", student("/legs/1/departs_at", json!("12:35"))),
        case(
            "journey-starts-in-china",
            student("/legs/0/from", json!("CAN"))
                .with("/stays/1", json!({ "country": "CHN", "since": on(3), "until": on(3) })),
        ),
        case(
            "journey-never-enters",
            student("/legs", json!([student_from_prato(today).answers["legs"][1]]))
                .with("/legs/0/from", "CAN")
                .with("/stays/1", json!({ "country": "CHN", "since": on(3), "until": on(3) })),
        ),
        case(
            "leg-leaves-china",
            low_risk_from_singapore(today).with(
                "/legs/1",
                json!({
                    "mode": "flight", "flight": "NH 930", "from": "HGH", "to": "NRT", "departs_on": on(4),
                    "departs_at": "13:00", "arrives_on": on(4), "arrives_at": "17:10", "seat": "7F"
                }),
            ),
        ),
        case("leg-place-unfit", student("/legs/1/to", json!("L-SZWAN"))),
        case(
            "entry-port-unfit",
            student("/legs/1/to", json!("C-HANGZ"))
                .with("/legs/1/mode", "train")
                .with("/entry", json!({ "port": "L-MOHAN" })),
        ),
        case("journey-ends-outside-china", low_risk_from_singapore(today).with("/legs/0/to", "NRT")),
        case(
            "journey-far-ahead",
            student_from_prato(later(20))
                .with("/tests", Value::Null)
                .with("/health/history", json!(["none"])),
        ),
        case("journey-long-past", back_home_after_observation(earlier(40))),
        case("onward-before-arrival", landed("/onward/date", json!(on(-3)))),
        case("onward-long-after-arrival", landed("/onward/date", json!(on(36)))),
        case("onward-train-number", landed("/onward/number", json!("HZ 7349"))),
        case(
            "onward-flight-number",
            landed("/onward", json!({ "mode": "flight", "number": "G7349X1", "date": on(0) })),
        ),
        case("onward-now-train-number", arranged_since("train", "HZ 7349")),
        case("onward-now-flight-number", arranged_since("flight", "G7349X1")),
    ]
}
