//! What is offered to be taken over: seen before it is taken, given back by one press, and nobody else's.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use app::App;
use app::dto::{Filling, Proposal, ProposedFrom};
use common::Desk;
use serde_json::{Value, json};
use tempfile::TempDir;
use vault::MemoryKeychain;

fn open() -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let app = common::app(folder.path(), &Arc::new(Desk::default()), &Arc::new(MemoryKeychain::default()));
    app.create_vault(None).unwrap();
    (folder, app)
}

fn begin(app: &App, answers: &[(&str, Value)]) -> String {
    let session = app.session().unwrap();
    let id = session.new_declaration().unwrap().id;
    for (pointer, value) in answers {
        session.answer(&id, pointer, value.clone()).unwrap();
    }
    id
}

fn offered(app: &App, id: &str, page: &str) -> Vec<Proposal> {
    let session = app.session().unwrap();
    session.go_to(id, page, None).unwrap();
    session.proposals(id).unwrap()
}

fn value(filling: &Filling, pointer: &str) -> Value {
    let questions = filling.page.sections.iter().flat_map(|section| &section.questions);
    let all = questions
        .flat_map(|one| std::iter::once(one).chain(one.items.iter().flat_map(|item| &item.questions)));
    let mut found = all.filter(|one| one.pointer == pointer);
    found.next().map(|one| one.value.clone()).unwrap_or_default()
}

const LEGS: [(&str, &str); 8] = [
    ("/legs/0/from", "MXP"),
    ("/legs/0/to", "FRA"),
    ("/legs/0/departs_on", "2026-12-10"),
    ("/legs/0/arrives_on", "2026-12-10"),
    ("/legs/1/from", "FRA"),
    ("/legs/1/to", "PVG"),
    ("/legs/1/departs_on", "2026-12-14"),
    ("/legs/1/arrives_on", "2026-12-15"),
];

fn with_legs(app: &App) -> String {
    let session = app.session().unwrap();
    let id = begin(app, &[]);
    session.add_item(&id, "/legs").unwrap();
    for (pointer, answer) in LEGS {
        session.answer(&id, pointer, json!(answer)).unwrap();
    }
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn stays_are_offered_from_the_legs_taken_by_a_press_and_given_back_by_another() {
    let (_folder, app) = open();
    let id = with_legs(&app);
    let session = app.session().unwrap();
    let offers = offered(&app, &id, "stays");
    assert_eq!(offers.len(), 1, "one offer: {offers:?}");
    assert_eq!(offers[0].from, ProposedFrom::Journey, "that says where it comes from");
    assert_eq!(
        offers[0].lines,
        [
            vec!["Italy".to_owned(), "2026-12-10".to_owned()],
            vec!["Germany".to_owned(), "2026-12-10".to_owned()]
        ],
        "and what it says"
    );
    let untouched = session.open_declaration(&id).unwrap();
    assert_eq!(value(&untouched, "/stays/0/country"), Value::Null, "nothing is filled in by itself");

    let taken = session.take_proposal(&id, "stays").unwrap();
    assert_eq!(value(&taken, "/stays/0/country"), json!("ITA"));
    assert_eq!(value(&taken, "/stays/1/country"), json!("DEU"), "each stay in its place");
    assert_eq!(session.proposals(&id).unwrap(), [], "what is answered is not offered again");
    assert!(session.take_proposal(&id, "stays").is_err(), "and cannot be taken over an answer");

    let back = session.give_back_proposal(&id, "stays").unwrap();
    assert_eq!(value(&back, "/stays/0/country"), Value::Null, "it is as it was");
    assert_eq!(value(&back, "/stays/1/country"), Value::Null, "also the stay that was added");
    assert_eq!(session.proposals(&id).unwrap().len(), 1, "and offered again");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_after_taking_it_stays_when_the_rest_is_given_back() {
    let (_folder, app) = open();
    let id = with_legs(&app);
    let session = app.session().unwrap();
    offered(&app, &id, "stays");
    session.take_proposal(&id, "stays").unwrap();
    session.answer(&id, "/stays/1/country", json!("AUT")).unwrap();
    let back = session.give_back_proposal(&id, "stays").unwrap();
    assert_eq!(value(&back, "/stays/1/country"), json!("AUT"), "one's own word is not taken away");
    assert_eq!(value(&back, "/stays/0/country"), Value::Null, "the rest is");
}

fn guarantor(phone: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("/contact/guarantor/name", json!("陈国华")),
        ("/contact/guarantor/relation", json!("parent")),
        ("/contact/guarantor/phone", json!(phone)),
    ]
}

fn person(surname: &str, number: &str, born: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("/about/surname", json!(surname)),
        ("/document/number", json!(number)),
        ("/about/born", json!(born)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contact_of_the_last_journey_is_offered_with_whose_it_is() {
    let (_folder, app) = open();
    begin(&app, &[person("CHEN", "EJ4820157", "2003-05-14"), guarantor("+8613805712345")].concat());
    let again = begin(&app, &person("CHEN", "EJ4820157", "2003-05-14"));
    let offers = offered(&app, &again, "contact");
    assert_eq!(offers.len(), 1, "{offers:?}");
    assert_eq!(offers[0].from, ProposedFrom::Earlier { name: "CHEN".to_owned() });
    assert_eq!(offers[0].section, "guarantor", "the contact person alone, not the traveller's own number");
    let taken = app.session().unwrap().take_proposal(&again, "guarantor").unwrap();
    assert_eq!(value(&taken, "/contact/guarantor/phone"), json!("+8613805712345"));
    let back = app.session().unwrap().give_back_proposal(&again, "guarantor").unwrap();
    assert_eq!(value(&back, "/contact/guarantor/phone"), Value::Null, "given back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_companion_s_contact_is_offered_and_a_stranger_s_on_the_same_flight_is_not() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let mother =
        begin(&app, &[person("LIN", "EA1111111", "1985-01-02"), guarantor("+8613805712345")].concat());
    session.add_item(&mother, "/companions").unwrap();
    session.answer(&mother, "/companions/0/born", json!("2016-06-01")).unwrap();
    session.answer(&mother, "/companions/0/document_number", json!("EA2222222")).unwrap();
    let flight = |id: &str| {
        for (pointer, answer) in LEGS.into_iter().skip(4) {
            session.answer(id, &pointer.replace("/1/", "/0/"), json!(answer)).unwrap();
        }
        session.answer(id, "/legs/0/flight", json!("LH728")).unwrap();
    };
    flight(&mother);
    let child = begin(&app, &person("WU", "EA2222222", "2016-06-01"));
    flight(&child);
    let offers = offered(&app, &child, "contact");
    let from: Vec<_> = offers.iter().map(|offer| offer.from.clone()).collect();
    assert_eq!(from, [ProposedFrom::Companion { name: "LIN".to_owned() }], "the mother's contact");
    assert!(
        !offers[0].lines.concat().iter().any(|word| word.contains("relation")),
        "but what that person is to her they are not to her child: {:?}",
        offers[0].lines
    );
    let taken = session.take_proposal(&child, "guarantor").unwrap();
    assert_eq!(value(&taken, "/contact/guarantor/phone"), "+8613805712345", "the number is the same");
    assert_eq!(
        value(&taken, "/contact/guarantor/relation"),
        Value::Null,
        "her father is not the child's father"
    );

    // A newborn has no document yet, and its declaration begins out of the mother's.
    session.add_item(&mother, "/companions").unwrap();
    session.answer(&mother, "/companions/1/born", json!("2026-11-20")).unwrap();
    session.answer(&mother, "/companions/1/relation", json!("child")).unwrap();
    let newborn = session.declare_for_companion(&mother, 1).unwrap().id;
    let from: Vec<_> = offered(&app, &newborn, "contact").into_iter().map(|offer| offer.from).collect();
    assert_eq!(from, [ProposedFrom::Companion { name: "LIN".to_owned() }], "the same contact for it");

    let stranger = begin(&app, &person("ZHOU", "EA3333333", "1990-03-04"));
    flight(&stranger);
    assert_eq!(offered(&app, &stranger, "contact"), [], "who only shares the flight sees nobody's contact");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flight_is_offered_airports_alone_and_a_coach_also_places_by_land() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let id = begin(&app, &[]);
    let codes = |query: &str| -> Vec<String> {
        let found = session.options(&id, "/legs/0/from", query).unwrap();
        found.into_iter().map(|row| row.value.as_str().unwrap_or_default().to_owned()).collect()
    };
    let by_air = codes("Russia");
    assert!(by_air.iter().all(|code| !code.contains('-')), "nobody flies from a country by land: {by_air:?}");
    session.answer(&id, "/legs/0/mode", json!("coach")).unwrap();
    assert!(codes("Russia").contains(&"G-RU".to_owned()), "by coach one may come from there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_under_by_air_is_offered_with_the_mode_that_taking_it_means() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let id = begin(&app, &[]);
    for (typed, code, mode) in [("西九龙", "R-WKOWL", "train"), ("Wusongkou", "S-WUSON", "ship")] {
        session.answer(&id, "/legs/0/mode", json!("flight")).unwrap();
        let rows = session.options(&id, "/legs/0/from", typed).unwrap();
        let row = rows.iter().find(|row| row.value == code).unwrap_or_else(|| panic!("{typed}: {rows:?}"));
        assert_eq!(
            row.text.as_deref(),
            Some(&*format!("o-legs-mode-{mode}")),
            "the row says how one travels then"
        );
        session.answer(&id, "/legs/0/from", json!(code)).unwrap();
        let filling = session.go_to(&id, "journey", None).unwrap();
        assert_eq!(value(&filling, "/legs/0/mode"), mode, "and taking it means that");
    }
    session.answer(&id, "/legs/0/mode", json!("flight")).unwrap();
    let rows = session.options(&id, "/legs/0/from", "Berlin").unwrap();
    assert!(rows.iter().all(|row| row.text.is_none()), "an airport goes before every station");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_reached_by_the_mode_comes_first_unless_a_code_is_typed_in_full() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let id = begin(&app, &[("/legs/0/mode", json!("train"))]);
    let codes = |query: &str| -> Vec<String> {
        let found = session.options(&id, "/legs/0/to", query).unwrap();
        found.into_iter().map(|row| row.value.as_str().unwrap_or_default().to_owned()).collect()
    };
    for (typed, code) in [
        ("Ningbo", "C-NINGB"),
        ("Yiwu", "C-YIWU"),
        ("义乌站", "C-YIWU"),
        ("Hangzhou East", "C-HANGZ"),
        ("Harbin", "C-HARBI"),
        ("Урумчи", "C-URUMQ"),
        ("乌市", "C-URUMQ"),
        ("Гродеково", "L-POGRA"),
    ] {
        assert_eq!(
            codes(typed)[0],
            code,
            "a train goes to a town's station, to no airport and no harbour: {typed}"
        );
    }
    assert_eq!(codes("绥芬河")[0], "R-SUIFE", "but to a station");
    for station in ["杭州东", "杭州西站", "深圳北站", "广州南站", "广州南", "Guangzhou South", "上海南"]
    {
        assert!(!codes(station).is_empty(), "{station} is found by its city");
    }
    session.answer(&id, "/legs/0/mode", json!("coach")).unwrap();
    for (typed, code) in
        [("Уссурийск", "L-USSUR"), ("Суйфэньхэ", "L-SUIFE"), ("SZ Bay", "L-SZWAN"), ("金华", "C-JINHU")]
    {
        assert_eq!(codes(typed)[0], code, "a coach to a border port by road: {typed}");
    }
    session.answer(&id, "/legs/0/mode", json!("ship")).unwrap();
    assert_eq!(codes("宁波")[0], "S-NINGB", "a ship does");
    for (typed, code) in
        [("Busan", "S-BUSAN"), ("Pusan New Port", "S-BUSAN"), ("Gwangyang", "S-GWANG"), ("桑托斯", "S-SANTO")]
    {
        assert_eq!(
            codes(typed)[0],
            code,
            "and to a harbour before the airport and the whole country: {typed}"
        );
    }
    for (mode, typed, code) in
        [("train", "义乌", "C-YIWU"), ("ship", "釜山", "S-BUSAN"), ("flight", "义乌", "YIW")]
    {
        session.answer(&id, "/legs/0/mode", json!(mode)).unwrap();
        session.answer(&id, "/legs/0/to", json!(typed)).unwrap();
        session.leave(&id, "/legs/0/to").unwrap();
        let left = session.go_to(&id, "journey", None).unwrap();
        assert_eq!(
            value(&left, "/legs/0/to"),
            code,
            "what is typed out and left is what one goes to by {mode}"
        );
    }
    assert_eq!(codes("虹桥")[0], "SHA", "by air Hongqiao is the airport, and not the station beside it");
    session.answer(&id, "/legs/0/mode", json!("ship")).unwrap();
    assert_eq!(codes("新加坡")[0], "G-SG", "whoever types a whole region means it, before its harbour");
    let at = |code: &str| codes("金門").iter().position(|it| it == code);
    assert!(at("S-KINME") < at("KNH"), "and goes to no airport that has the name: {:?}", codes("金門"));
    assert_eq!(codes("S-SINGA")[0], "S-SINGA", "what is typed in full is meant");
    assert_eq!(codes("KNH")[0], "KNH", "an airport too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_train_straight_to_a_town_is_asked_where_it_enters_china_and_one_from_the_border_is_not() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let leg = |id: &str, from: &str| {
        for (pointer, answer) in [("mode", "train"), ("from", from), ("to", "C-HANGZ")] {
            session.answer(id, &format!("/legs/0/{pointer}"), json!(answer)).unwrap();
        }
        let filling = session.go_to(id, "journey", None).unwrap();
        let mut questions = filling.page.sections.iter().flat_map(|section| &section.questions);
        questions.any(|one| one.pointer == "/entry/port")
    };
    let id = begin(&app, &[]);
    assert!(leg(&id, "G-HK"), "it passes a port that no part of it names");
    let ports = session.options(&id, "/entry/port", "磨憨").unwrap();
    assert_eq!(ports[0].value, "R-MOHAN", "and by train it is that of the railway");
    assert!(!leg(&id, "R-WKOWL"), "there the part before says which");
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_in_the_wrong_order_change_places_by_one_press_with_all_that_was_said_of_them() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let id = begin(&app, &[]);
    session.add_item(&id, "/legs").unwrap();
    // The second leg was typed first, and left.
    for (pointer, answer) in LEGS {
        let other =
            pointer.replace("/legs/0", "/legs/x").replace("/legs/1", "/legs/0").replace("/legs/x", "/legs/1");
        session.answer(&id, &other, json!(answer)).unwrap();
    }
    session.answer(&id, "/legs/0/flight", json!("no")).unwrap();
    session.leave(&id, "/legs/0/flight").unwrap();
    session.go_to(&id, "journey", None).unwrap();
    let raised = session.raise_item(&id, "/legs", 1).unwrap();
    assert_eq!(value(&raised, "/legs/0/from"), "MXP", "the first leg stands first");
    assert_eq!(value(&raised, "/legs/1/to"), "PVG");
    let said = |filling: &Filling, item: usize| filling.page.sections[0].questions[0].items[item].findings;
    assert_eq!((said(&raised, 0), said(&raised, 1)), (0, 1), "what was said of a leg goes with it");
    let offers = offered(&app, &id, "stays");
    assert!(offers[0].lines.iter().flatten().any(|word| word == "Italy"), "and the stays follow: {offers:?}");
    assert!(session.raise_item(&id, "/legs", 0).is_err(), "nothing stands before the first");
}
