//! What the declarations of a family begin with.

use declaration::Edition;
use serde_json::json;

use super::*;

const TODAY: &str = "2026-11-22";

fn begun(answers: &Value, index: usize) -> Result<Value> {
    let form = Form::new(Edition::bundled().unwrap());
    begun_from(&form, answers, index, formats::date(TODAY).unwrap())
}

fn mother(companion: Value) -> Value {
    json!({
        "legs": [{ "flight": "LH728", "seat": "12A" }],
        "health": { "symptoms": ["fever"] },
        "about": { "born": "1985-01-01", "han_name": "周敏", "surname": "ZHOU", "given_names": "MIN" },
        "document": { "number": "E7" },
        "contact": { "mobile_abroad": "+6591234567", "phone_of": "own" },
        "destination": { "city": "3303", "address": "五马街 12 号", "household": "alone" },
        "filling": { "by": "self" },
        "companions": [companion],
    })
}

#[test]
fn a_companion_starts_with_the_journey_and_their_own_birthday_but_no_seat_and_no_health() {
    let answers = mother(json!({ "name": "陈丽", "born": "2015-06-01", "document_number": "E1" }));
    let start = begun(&answers, 0).unwrap();
    assert_eq!(start["legs"], json!([{ "flight": "LH728" }]), "same flight, another seat");
    assert_eq!(
        start["about"],
        json!({ "born": "2015-06-01", "han_name": "陈丽" }),
        "the companion's birthday and name, nobody else's"
    );
    assert_eq!(start["document"], json!({ "number": "E1" }), "their own document");
    assert!(start.get("health").is_none(), "health is each one's own");
    assert_eq!(
        start["destination"],
        json!({ "city": "3303", "address": "五马街 12 号" }),
        "the same house, and a child is not said to be alone in it"
    );
    assert!(begun(&answers, 1).is_err(), "there is no other companion");
}

#[test]
fn a_child_s_begins_with_the_parent_who_travels_along_answers_the_telephone_and_fills_in() {
    let start =
        begun(&mother(json!({ "name": "周小宝", "relation": "child", "born": "2026-11-02" })), 0).unwrap();
    assert_eq!(
        start["companions"],
        json!([{ "name": "周敏", "relation": "parent", "born": "1985-01-01", "document_number": "E7", "declares": "self" }]),
        "whose child it is is its parent, who has declared by herself"
    );
    assert_eq!(start["minor"], json!({ "escort": "adult" }), "and goes with it");
    assert_eq!(
        start["contact"],
        json!({ "mobile_abroad": "+6591234567", "phone_of": "relative", "phone_name": "周敏" }),
        "a newborn has no telephone"
    );
    assert_eq!(
        start["filling"],
        json!({ "by": "helper", "helper_name": "周敏", "mandate": "guardian" }),
        "nor does it fill in"
    );
}

#[test]
fn an_adult_s_names_the_one_who_travels_along_and_says_nothing_of_telephone_or_helper() {
    let start =
        begun(&mother(json!({ "name": "李强", "relation": "spouse", "born": "1984-03-02" })), 0).unwrap();
    let along = &start["companions"][0];
    assert_eq!(along["relation"], "spouse", "a husband's wife");
    assert_eq!(along["declares"], "self", "who has declared by herself");
    assert!(start.get("contact").is_none() && start.get("filling").is_none(), "these are his own to say");
}

#[test]
fn whoever_helped_the_first_one_helps_the_child_but_is_not_said_to_be_its_parent() {
    let mut answers = mother(json!({ "name": "周小宝", "relation": "child", "born": "2020-11-02" }));
    answers["filling"] = json!({ "by": "helper", "helper_name": "林国强", "organisation": "旅新温州会", "mandate": "guardian" });
    answers["contact"] =
        json!({ "mobile_abroad": "+6598765432", "phone_of": "chamber", "phone_name": "旅新温州会" });
    let start = begun(&answers, 0).unwrap();
    assert_eq!(
        start["filling"],
        json!({ "by": "helper", "helper_name": "林国强", "organisation": "旅新温州会" }),
        "on what mandate is asked for each"
    );
    assert_eq!(start["contact"], answers["contact"], "the chamber passes calls on to both");
}

#[test]
fn a_family_of_four_is_typed_once() {
    let mut answers = mother(
        json!({ "name": "周小宝", "relation": "child", "born": "2026-11-02", "declares": "separately" }),
    );
    let more = [
        json!({ "name": "李强", "relation": "spouse", "born": "1984-03-02", "document_number": "E2", "declares": "self" }),
        json!({ "name": "周大宝", "relation": "child", "born": "2016-03-02", "declares": "separately" }),
    ];
    answers["companions"].as_array_mut().unwrap().extend(more);
    answers["destination"]["household"] = json!("family");
    answers["onward"] = json!({ "mode": "family", "needs": ["wheelchair"] });
    let start = begun(&answers, 0).unwrap();
    let along: Vec<_> = start["companions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| [&one["name"], &one["relation"], &one["declares"]])
        .collect();
    assert_eq!(
        json!(along),
        json!([["周敏", "parent", "self"], ["李强", "parent", "self"], ["周大宝", "relative", "separately"]]),
        "the baby's mother, father and brother"
    );
    assert_eq!(start["destination"]["household"], "family", "in the same house");
    assert_eq!(start["onward"], json!({ "mode": "family" }), "the wheelchair is for the mother");
    let along = &begun(&answers, 1).unwrap()["companions"];
    assert_eq!(along[1]["relation"], "child", "the father's child: {along}");
    assert_eq!(along[1].get("declares"), None, "for whom the mother said that she declares");
}

#[test]
fn a_relation_without_another_side_is_asked() {
    let start = begun(&mother(json!({ "name": "周婆", "relation": "grandparent", "born": "1945-11-02" })), 0)
        .unwrap();
    assert_eq!(start["companions"][0].get("relation"), None, "no word for a granddaughter");
}
