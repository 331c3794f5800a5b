//! Rules across answers: neighbours, instants, lists, functions, arguments; and what is not answered is not judged.

use declaration::{Argument, Level};
use serde_json::{Value, json};

use crate::small::{complete, evaluate, said, said_with, with};

#[test]
fn neighbours_are_compared_once_an_item() {
    let findings = evaluate(&with(&[("/legs/1/from", json!("PVG")), ("/legs/1/to", json!("PVG"))])).findings;
    let gap = findings.iter().find(|finding| finding.rule == "leg-gap").expect("a gap");
    assert_eq!(gap.pointers, ["/legs/1/from"], "said at the second leg; the first has no leg before it");
    let arrived = Argument::Listed { list: "airports".to_owned(), code: "FRA".to_owned() };
    assert_eq!(gap.arguments["arrived"], arrived, "the words stand in the list");
    assert_eq!(gap.level, Level::Blocking, "it stops sending");
}

#[test]
fn the_last_item_is_known_by_having_none_after_it() {
    let said = said_with(&[("/legs/1/to", json!("MXP"))]);
    assert_eq!(said, ["ends-abroad at /legs/1/to"], "only the last leg has to end in China: {said:?}");
}

#[test]
fn instants_are_compared_across_zones() {
    let overlap = said_with(&[("/legs/1/departs_at", json!("09:29"))]);
    assert_eq!(
        overlap,
        ["leg-overlap at /legs/1/departs_at /legs/1/departs_on"],
        "a minute before the arrival"
    );
    assert_eq!(said_with(&[("/legs/1/departs_at", json!("09:30"))]), [""; 0], "the same minute");
    let west = json!([
        { "from": "PVG", "to": "FRA", "departs_on": "2020-03-14", "departs_at": "10:00", "arrives_on": "2020-03-14", "arrives_at": "14:00", "reason": "x" },
        { "from": "FRA", "to": "PVG", "departs_on": "2020-03-14", "departs_at": "13:59", "arrives_on": "2020-03-15", "arrives_at": "08:00" }
    ]);
    let answers = with(&[("/legs", west)]);
    assert!(
        said(&evaluate(&answers).findings)[0].starts_with("leg-overlap"),
        "clock times alone would say otherwise"
    );
}

#[test]
fn what_is_not_answered_is_not_judged() {
    for pointer in ["/legs/0/arrives_at", "/legs/0/arrives_on", "/legs/1/departs_at", "/legs/1/departs_on"] {
        let said = said_with(&[("/legs/1/departs_at", json!("01:00")), (pointer, Value::Null)]);
        assert!(!said.iter().any(|said| said.starts_with("leg-overlap")), "without {pointer}: {said:?}");
    }
    let half =
        json!([{ "country": "DEU", "since": "2020-02-20", "until": "2020-03-02" }, { "country": "ITA" }]);
    assert_eq!(
        said_with(&[("/stays", half)]),
        [""; 0],
        "one stay without days leaves the class of all of them open"
    );
    let no_severe = json!([
        { "country": "DEU", "since": "2020-02-20", "until": "2020-03-02" },
        { "country": "DEU", "since": "2020-03-02", "until": "2020-03-14" }
    ]);
    assert_eq!(
        said_with(&[("/stays", no_severe)]),
        ["severe-stay-unseen at /stays"],
        "all known, none severe"
    );
}

#[test]
fn a_missing_answer_is_judged_where_the_rule_says_so() {
    assert_eq!(
        said_with(&[("/contact/phone", Value::Null)]),
        ["no-phone at /contact/phone /contact/second_phone"],
        "one of two must be there"
    );
    let second = [("/contact/phone", Value::Null), ("/contact/second_phone", json!("+393331234567"))];
    assert_eq!(said_with(&second), [""; 0], "the other will do");
    let wrong = [("/contact/phone", json!("call me"))];
    assert_eq!(said_with(&wrong), ["not-a-phone at /contact/phone"], "wrong is not missing");
    assert_eq!(
        said_with(&[("/stays", json!([]))]),
        ["no-stays at /stays"],
        "an empty list is judged where the rule says so"
    );
}

#[test]
fn functions_know_numbers_and_countries() {
    let said = said_with(&[("/contact/phone", json!("+393331234567"))]);
    assert_eq!(said, ["phone-elsewhere at /contact/phone"], "an Italian number");
    let said = said_with(&[("/about/born", json!("1950-01-01"))]);
    assert_eq!(said, ["id-born at /contact/resident_id /about/born"], "the number holds another date");
    for name in ["none", "N/A", "--"] {
        assert_eq!(
            said_with(&[("/about/name", json!(name))]),
            ["placeholder at /about/name"],
            "{name} is no name"
        );
    }
}

#[test]
fn arguments_are_texts_numbers_and_dates() {
    let findings =
        evaluate(&with(&[("/about/born", json!("2021-01-01")), ("/contact/resident_id", Value::Null)]))
            .findings;
    let born = findings.iter().find(|finding| finding.rule == "born-late").expect("born in the future");
    assert_eq!(born.arguments["born"], Argument::Date("2021-01-01".parse().unwrap()), "a date");
    assert_eq!(born.arguments["today"], Argument::Date(crate::small::today()), "today");
    let findings =
        evaluate(&with(&[("/health/symptoms", json!(["fever"])), ("/health/temperature", json!(36))]))
            .findings;
    assert_eq!(findings[0].arguments["degrees"], Argument::Number(36.0), "a whole number is a number too");
    let late = [
        ("/legs/0/departs_on", json!("2020-06-14")),
        ("/legs/0/arrives_on", json!("2020-06-14")),
        ("/legs/1/departs_on", json!("2020-06-14")),
        ("/legs/1/arrives_on", json!("2020-06-15")),
    ];
    let findings = evaluate(&with(&late)).findings;
    assert_eq!(
        said(&findings),
        ["severe-stay-unseen at /stays", "far-ahead at /legs"],
        "said of the group as a whole; and the stay has no class any more, since it lies before the window"
    );
    assert_eq!(findings[1].arguments["days"], Argument::Number(96.0), "counted in days");
}

#[test]
fn an_expression_that_fails_on_what_it_meets_is_silent() {
    // `mismatched` reads a number out of a name; that fails, and is no error to the traveller.
    for answers in [complete(), with(&[("/about/name", json!("2000-01-01"))])] {
        let said = said(&evaluate(&answers).findings);
        assert!(!said.iter().any(|said| said.starts_with("mismatched")), "silent: {said:?}");
    }
}

#[test]
fn progress_counts_where_the_finding_stands() {
    let evaluation = evaluate(&with(&[
        ("/legs/1/from", json!("MXP")),
        ("/about/name", Value::Null),
        ("/about/born", json!("x")),
    ]));
    let of = |page: &str| evaluation.page(page).unwrap().progress;
    assert_eq!((of("about").missing, of("about").blocking), (1, 1), "a missing name, a wrong date");
    assert_eq!((of("journey").missing, of("journey").blocking), (0, 1), "the gap between the legs");
    assert_eq!((of("health").missing, of("health").blocking), (0, 0), "nothing here");
}
