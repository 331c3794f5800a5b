//! Children: with their parents, with the airline, on their own; and one who has hardly any past.

use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

use super::{NO_RISK, Person, person, somebody};
use crate::Traveller;
use crate::travellers::day;

pub(super) fn people(today: NaiveDate) -> Vec<Person> {
    let aged =
        |years: u32| today.checked_sub_months(Months::new(years * 12 + 6)).unwrap_or(today).to_string();
    let child = |born: String| -> Traveller {
        somebody(today)
            .with("/about/born", born)
            .with("/about/resident_id", Value::Null)
            .with("/document/expires", day(today, 900))
            .with(
                "/contact/guarantor",
                json!({ "name": "高伟", "relation": "parent", "phone": "+8613757100099",
                "county": "330102" }),
            )
    };
    let guardian =
        json!({ "by": "helper", "helper_name": "高敏敏", "organisation": "家人", "mandate": "guardian" });
    let mother = |relation: &str| {
        json!([{ "name": "高敏敏", "relation": relation, "born": "1992-07-07", "document_number": "E71190264",
            "declares": "self" }])
    };
    let baby = child(day(today, -5))
        .with("/minor", json!({ "escort": "adult" }))
        .with("/companions", mother("parent"))
        .with(
            "/document",
            json!({ "kind": "travel-document", "number": "L1234568", "expires": day(today, 300) }),
        )
        .with("/stays", json!([{ "country": "SGP" }]))
        .with("/onward", json!({ "mode": "family", "needs": ["infant"] }))
        .with("/filling", guardian.clone());
    vec![
        person(
            "a girl of nine whom the airline looks after",
            NO_RISK,
            child(aged(9))
                .with(
                    "/minor",
                    json!({ "escort": "airline", "handed_over_by": "高敏敏",
                    "handed_over_phone": "+6581234567", "met_by": "高伟", "met_phone": "+8613757100099" }),
                )
                .with("/document/number", "E71190265")
                .with("/filling", guardian.clone()),
        ),
        person(
            "a boy of eight who shares his mother's number",
            NO_RISK,
            child(aged(8))
                .with("/minor", json!({ "escort": "adult" }))
                .with("/companions", mother("parent"))
                .with("/document/number", "E71190266")
                .with("/filling", guardian.clone()),
        ),
        person("a baby born five days ago", NO_RISK, baby.clone()),
        person(
            "a baby of five days whose first stay begins with its birth",
            NO_RISK,
            baby.with("/stays/0/since", day(today, -5)).with("/document/number", "L1234569"),
        ),
        person(
            "a child for whom a volunteer fills in, with the grandfather's consent",
            NO_RISK,
            child(aged(11))
                .with("/minor", json!({ "escort": "adult" }))
                .with("/companions", mother("guardian"))
                .with("/document/number", "E71190267")
                .with("/contact/guarantor/relation", "grandparent")
                .with(
                    "/filling",
                    json!({ "by": "helper", "helper_name": "陈志远", "organisation": "新加坡浙江商会",
                    "mandate": "written", "guardian": "高国强" }),
                ),
        ),
        person(
            "a boy of sixteen on his own",
            NO_RISK,
            child(aged(16))
                .with("/minor", json!({ "escort": "alone", "met_by": "高伟", "met_phone": "+8613757100099" }))
                .with("/document/number", "E71190268"),
        ),
    ]
}
