//! What is wrong with some declarations.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::date;
use super::random::Random;
use crate::answers::put;

/// Makes one thing wrong: an answer missing, against a check, of another type, or not in its list.
pub(super) fn break_something(random: &mut Random, answers: &mut Value, today: NaiveDate) {
    let (pointer, value) = match random.below(10) {
        0 => ("/about/born", Value::Null),
        1 => ("/contact/guarantor/phone", Value::Null),
        2 => ("/consent/truth", Value::Null),
        3 => ("/destination/address", json!("不知道")),
        4 => ("/document/expires", json!("2026-13-01")),
        5 => ("/legs/0/to", json!("JFK")),
        6 => ("/health/symptoms", json!("fever")),
        7 => ("/health/temperature", json!("38,2")),
        8 => ("/health/history", json!(["unclear"])),
        _ => {
            // Somebody who has been at home for long and begins a declaration before a journey is booked.
            for pointer in ["/legs", "/onward"] {
                put(answers, pointer, Value::Null);
            }
            let home = json!([{ "country": "CHN", "since": date(today, -60), "until": date(today, 0) }]);
            ("/stays", home)
        }
    };
    put(answers, pointer, value);
}
