use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Traveller, born, complete, day};

/// One of the four, as the other three list them.
struct Member {
    han_name: &'static str,
    given_names: &'static str,
    sex: &'static str,
    born: String,
    number: &'static str,
    resident_id: Option<&'static str>,
    expires_in: i64,
    /// What they are to the father, the mother, the son and the daughter.
    relation_to: [&'static str; 4],
}

/// Father, mother, a son of fifteen and a daughter of nine, from Prague by way of Frankfurt to Qingtian. The father fills
/// in for the daughter; everybody has a declaration of their own.
pub fn family_by_frankfurt(today: NaiveDate) -> Vec<Traveller> {
    (0..4).map(|which| member_of_the_family(today, which)).collect()
}

/// The father of the family, who lists the other three.
pub fn father_by_frankfurt(today: NaiveDate) -> Traveller {
    member_of_the_family(today, 0)
}

/// The son of fifteen.
pub fn son_by_frankfurt(today: NaiveDate) -> Traveller {
    member_of_the_family(today, 2)
}

/// The daughter of nine, for whom the father fills in.
pub fn little_daughter_by_frankfurt(today: NaiveDate) -> Traveller {
    member_of_the_family(today, 3)
}

fn members(today: NaiveDate) -> [Member; 4] {
    [
        Member {
            han_name: "林海",
            given_names: "HAI",
            sex: "M",
            born: "1985-03-18".to_owned(),
            number: "EB7301946",
            resident_id: Some("331121198503180332"),
            expires_in: 2600,
            relation_to: ["", "spouse", "parent", "parent"],
        },
        Member {
            han_name: "徐静",
            given_names: "JING",
            sex: "F",
            born: "1987-09-26".to_owned(),
            number: "EB7301947",
            resident_id: Some("330121198709260249"),
            expires_in: 2600,
            relation_to: ["spouse", "", "parent", "parent"],
        },
        Member {
            han_name: "林一凡",
            given_names: "YIFAN",
            sex: "M",
            born: born(today, 15),
            number: "EB7301948",
            resident_id: None,
            expires_in: 900,
            relation_to: ["child", "child", "", "relative"],
        },
        Member {
            han_name: "林小满",
            given_names: "XIAOMAN",
            sex: "F",
            born: born(today, 9),
            number: "EB7301949",
            resident_id: None,
            expires_in: 900,
            relation_to: ["child", "child", "relative", ""],
        },
    ]
}

fn member_of_the_family(today: NaiveDate, which: usize) -> Traveller {
    let on = |days| day(today, days);
    let members = members(today);
    let own = &members[which];
    let others: Vec<Value> = members
        .iter()
        .filter(|other| other.number != own.number)
        .map(|other| {
            let declares = if other.given_names == "XIAOMAN" { "separately" } else { "self" };
            json!({ "name": other.han_name, "relation": other.relation_to[which], "born": other.born,
                "document_number": other.number, "declares": declares })
        })
        .collect();
    let surname = if own.given_names == "JING" { "XU" } else { "LIN" };
    let relation = if which == 0 { "parent" } else { "relative" };
    let mut answers = json!({
        "document": { "kind": "passport", "number": own.number, "expires": on(own.expires_in) },
        "about": {
            "han_name": own.han_name, "surname": surname, "given_names": own.given_names, "sex": own.sex,
            "born": own.born, "nationality": "CHN", "group": "overseas-chinese"
        },
        "legs": [
            { "mode": "flight", "flight": "LH 1395", "from": "PRG", "to": "FRA", "departs_on": on(3), "departs_at": "09:35",
              "arrives_on": on(3), "arrives_at": "10:45" },
            { "mode": "flight", "flight": "LH 732", "from": "FRA", "to": "PVG", "departs_on": on(3), "departs_at": "14:10",
              "arrives_on": on(4), "arrives_at": "07:40" }
        ],
        "onward": { "mode": "family" },
        "stays": [ { "country": "CZE", "since": on(-400), "until": on(3) } ],
        "contact": {
            "mobile_abroad": "+420601234567",
            "guarantor": { "name": "林德福", "relation": relation, "phone": "+8613905780033", "county": "331121" }
        },
        "destination": {
            "city": "331100", "county": "331121", "township": "331121001", "address": "临江东路 56 号",
            "household": "family", "office_told": false
        },
        "companions": others
    });
    if let Some(resident_id) = own.resident_id {
        answers["about"]["resident_id"] = json!(resident_id);
    }
    if which > 1 {
        answers["minor"] = json!({ "escort": "adult" });
    }
    if own.given_names == "XIAOMAN" {
        answers["filling"] =
            json!({ "by": "helper", "helper_name": "林海", "organisation": "家人", "mandate": "guardian" });
    }
    Traveller {
        story: ["the father", "the mother", "the son", "the little daughter"][which],
        answers: complete(answers),
        officer: json!({}),
        colour: "green",
        rule: "green-no-risk",
    }
}
