use chrono::NaiveDate;
use serde_json::json;

use super::{Traveller, complete, day};

/// A student in Prato who flies from Milan by way of Frankfurt to Shanghai and takes the train to Hangzhou.
pub fn student_from_prato(today: NaiveDate) -> Traveller {
    let on = |days| day(today, days);
    let answers = json!({
        "document": { "kind": "passport", "number": "EJ4820157", "expires": on(1500) },
        "about": {
            "han_name": "陈雨桐", "surname": "CHEN", "given_names": "YUTONG", "sex": "F", "born": "2003-05-14",
            "nationality": "CHN", "group": "student", "resident_id": "330382200305140420"
        },
        "legs": [
            { "mode": "flight", "flight": "LH 251", "from": "MXP", "to": "FRA", "departs_on": on(3), "departs_at": "10:45",
              "arrives_on": on(3), "arrives_at": "12:05", "seat": "14C" },
            { "mode": "flight", "flight": "LH 728", "from": "FRA", "to": "PVG", "departs_on": on(3), "departs_at": "17:50",
              "arrives_on": on(4), "arrives_at": "11:10", "seat": "31A" }
        ],
        "onward": { "mode": "train" },
        "stays": [ { "country": "ITA", "since": on(-60), "until": on(3) } ],
        "contact": {
            "mobile_abroad": "+393471234567", "mobile_china": "+8613857710042", "email": "yutong.chen@example.org",
            "wechat": "yutong_prato",
            "guarantor": { "name": "陈国华", "relation": "parent", "phone": "+8613805712345", "county": "330106" }
        },
        "destination": {
            "city": "330100", "county": "330106", "township": "330106004", "address": "文三路 90 号 5 幢 302 室",
            "household": "family", "office_told": true
        },
        "tests": [ { "kind": "pcr", "result": "negative", "taken_on": on(0), "taken_at": "09:30",
            "institution": "Ospedale Santo Stefano, Prato" } ]
    });
    Traveller {
        story: "a student in Prato, by way of Frankfurt to Hangzhou",
        answers: complete(answers),
        officer: json!({}),
        colour: "yellow",
        rule: "yellow-elevated-stay",
    }
}
