use chrono::NaiveDate;
use serde_json::json;

use super::{Traveller, complete, day};

/// A trader from Madrid, which is in the severe class, on the way to Yiwu by way of Beijing.
pub fn trader_from_madrid(today: NaiveDate) -> Traveller {
    let on = |days| day(today, days);
    let answers = json!({
        "document": { "kind": "passport", "number": "E60418273", "expires": on(2100) },
        "about": {
            "han_name": "吴建明", "surname": "WU", "given_names": "JIANMING", "sex": "M", "born": "1979-11-02",
            "nationality": "CHN", "group": "overseas-chinese", "resident_id": "330782197911020514"
        },
        "legs": [
            { "mode": "flight", "flight": "CA 908", "from": "MAD", "to": "PEK", "departs_on": on(3), "departs_at": "12:20",
              "arrives_on": on(4), "arrives_at": "06:30" },
            { "mode": "flight", "flight": "CA 1786", "from": "PEK", "to": "YIW", "departs_on": on(4), "departs_at": "14:05",
              "arrives_on": on(4), "arrives_at": "16:25" }
        ],
        "onward": { "mode": "county-car" },
        "stays": [
            { "country": "PRT", "since": on(-30), "until": on(-6) },
            { "country": "ESP", "since": on(-6), "until": on(3) }
        ],
        "contact": {
            "mobile_abroad": "+34612345678", "mobile_china": "+8613957900051",
            "guarantor": { "name": "吴丽娟", "relation": "spouse", "phone": "+8613957900188", "county": "330782" }
        },
        "destination": {
            "city": "330700", "county": "330782", "township": "330782001", "address": "稠州北路 1088 号 2 单元 1101",
            "household": "family", "office_told": true
        }
    });
    Traveller {
        story: "a trader from Madrid on the way to Yiwu",
        answers: complete(answers),
        officer: json!({}),
        colour: "orange",
        rule: "orange-severe-stay",
    }
}
