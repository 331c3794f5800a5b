use chrono::NaiveDate;
use serde_json::json;

use super::{Traveller, complete, day};

/// An Italian engineer from Bologna who goes to Jiaxing for his employer.
pub fn engineer_from_bologna(today: NaiveDate) -> Traveller {
    let on = |days| day(today, days);
    let answers = json!({
        "document": { "kind": "passport", "number": "YB7712345", "expires": on(1200) },
        "about": {
            "surname": "D'ANGELO", "given_names": "NICCOLÒ MARIA", "sex": "M", "born": "1988-02-29",
            "nationality": "ITA", "group": "other"
        },
        "legs": [
            { "mode": "flight", "flight": "LH 289", "from": "BLQ", "to": "FRA", "departs_on": on(3), "departs_at": "15:40",
              "arrives_on": on(3), "arrives_at": "17:10" },
            { "mode": "flight", "flight": "MU 220", "from": "FRA", "to": "PVG", "departs_on": on(3), "departs_at": "20:30",
              "arrives_on": on(4), "arrives_at": "13:50", "seat": "44K" }
        ],
        "onward": { "mode": "family" },
        "stays": [ { "country": "ITA", "since": on(-200), "until": on(3) } ],
        "contact": {
            "mobile_abroad": "+393391234567", "email": "n.dangelo@example.com",
            "guarantor": { "name": "Jiaxing Donghe Machinery", "relation": "employer", "phone": "+8657382210000",
                "county": "330402" }
        },
        "destination": {
            "city": "330400", "county": "330402", "township": "330402007", "address": "中山东路 18 号 1204 室",
            "household": "alone", "office_told": true
        }
    });
    Traveller {
        story: "an Italian engineer on the way to Jiaxing",
        answers: complete(answers),
        officer: json!({}),
        colour: "yellow",
        rule: "yellow-elevated-stay",
    }
}
