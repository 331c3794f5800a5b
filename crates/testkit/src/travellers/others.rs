use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Traveller, complete, day, officer};

/// A nurse from Singapore, which is in no class, without a symptom; she flies straight to Hangzhou.
pub fn low_risk_from_singapore(today: NaiveDate) -> Traveller {
    Traveller {
        story: "a nurse from Singapore without a symptom",
        answers: complete(nurse(today, 3)),
        officer: json!({}),
        colour: "green",
        rule: "green-no-risk",
    }
}

/// A visitor from Toronto with a fever and a cough.
pub fn feverish_from_toronto(today: NaiveDate) -> Traveller {
    let on = |days| day(today, days);
    let answers = json!({
        "document": { "kind": "passport", "number": "E82015563", "expires": on(1800) },
        "about": {
            "han_name": "俞文涛", "surname": "YU", "given_names": "WENTAO", "sex": "M", "born": "1996-01-23",
            "nationality": "CHN", "group": "other", "resident_id": "330681199601230118"
        },
        "legs": [
            { "mode": "flight", "flight": "MU 208", "from": "YYZ", "to": "PVG", "departs_on": on(3), "departs_at": "01:15",
              "arrives_on": on(4), "arrives_at": "05:25", "seat": "52H" }
        ],
        "onward": { "mode": "train" },
        "stays": [ { "country": "CAN", "since": on(-90), "until": on(3) } ],
        "contact": {
            "mobile_abroad": "+16475551234", "email": "wentao.yu@example.net",
            "guarantor": { "name": "俞明", "relation": "parent", "phone": "+8613567580011", "county": "330681" }
        },
        "destination": {
            "city": "330600", "county": "330681", "township": "330681001", "address": "暨阳路 200 号 3 幢 601",
            "household": "family", "office_told": true
        },
        "health": { "symptoms": ["fever", "dry-cough"], "symptoms_when": "now",
            "symptoms_since": on(-2), "temperature": 38.2, "fever_medicine": true, "history": ["tested"] },
        "tests": [ { "kind": "antigen", "result": "negative", "taken_on": on(0), "taken_at": "08:00",
            "institution": "Shoppers Drug Mart, Toronto" } ]
    });
    Traveller {
        story: "a visitor from Toronto with a fever",
        answers: complete(answers),
        officer: json!({}),
        colour: "orange",
        rule: "orange-symptoms",
    }
}

/// The nurse again, who landed sixteen days ago, completed her observation yesterday and sends a new revision.
pub fn back_home_after_observation(today: NaiveDate) -> Traveller {
    let mut answers = nurse(today, -17);
    answers["stays"] = json!([
        { "country": "SGP", "since": day(today, -300), "until": day(today, -17) },
        { "country": "CHN", "since": day(today, -17), "until": day(today, 0) }
    ]);
    answers["health"] = json!({ "symptoms": ["none"], "temperature": 36.4, "fever_medicine": false,
        "history": ["tested"] });
    answers["tests"] = json!([ { "kind": "pcr", "result": "negative", "taken_on": day(today, -2), "taken_at": "14:20",
        "institution": "杭州市第一人民医院" } ]);
    Traveller {
        story: "the nurse from Singapore after her observation",
        answers: complete(answers),
        officer: officer(&[("landed_on", day(today, -17)), ("observation_ended_on", day(today, -1))]),
        colour: "green",
        rule: "green-observation",
    }
}

fn nurse(today: NaiveDate, leaves_in: i64) -> Value {
    let on = |days: i64| day(today, leaves_in + days);
    json!({
        "document": { "kind": "passport", "number": "E71190264", "expires": on(2000) },
        "about": {
            "han_name": "高敏", "surname": "GAO", "given_names": "MIN", "sex": "F", "born": "1992-07-07",
            "nationality": "CHN", "group": "overseas-chinese", "resident_id": "33010619920707026X"
        },
        "legs": [
            { "mode": "flight", "flight": "TR 188", "from": "SIN", "to": "HGH", "departs_on": on(0), "departs_at": "09:10",
              "arrives_on": on(0), "arrives_at": "14:35", "seat": "7F" }
        ],
        "onward": { "mode": "county-car" },
        "stays": [ { "country": "SGP", "since": on(-300), "until": on(0) } ],
        "contact": {
            "mobile_abroad": "+6581234567", "mobile_china": "+8613757100026",
            "guarantor": { "name": "高伟", "relation": "relative", "phone": "+8613757100099", "county": "330102" }
        },
        "destination": {
            "city": "330100", "county": "330102", "township": "330102001", "address": "清波街 12 号 401",
            "household": "family", "office_told": true
        },
        "exposure": { "case_contact": false, "fever_contact": false, "cluster": false }
    })
}
