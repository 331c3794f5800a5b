//! What a later revision says no longer, of the bundled edition.

use chrono::{Days, NaiveDate};
use declaration::{Answered, Retracted, Said, retracted};
use serde_json::{Value, json};

use crate::small::{bundled, today};

fn ago(days: u64) -> NaiveDate {
    today() - Days::new(days)
}

/// Answers with these, and none beside them.
fn answers(given: &[(&str, Value)]) -> Value {
    let form = bundled();
    let mut answers = form.blank();
    for (pointer, value) in given {
        match pointer.strip_prefix('/').filter(|_| value.is_array() && pointer.matches('/').count() == 1) {
            Some(list) => answers[list] = value.clone(),
            None => form.set(&mut answers, pointer, value.clone()).map(drop).unwrap(),
        }
    }
    answers
}

/// What `now` says less of than what was declared so many days ago.
fn gone(before: &Value, days: u64, now: &Value) -> Vec<Retracted> {
    let form = bundled();
    retracted(form.edition(), Said { answers: before, on: ago(days) }, now, today())
}

fn ill(since: NaiveDate, when: &str) -> Value {
    answers(&[
        ("/health/symptoms", json!(["fever", "dry-cough"])),
        ("/health/symptoms_when", json!(when)),
        ("/health/symptoms_since", json!(since.to_string())),
    ])
}

fn well() -> Value {
    answers(&[("/health/symptoms", json!(["none"])), ("/health/history", json!(["none"]))])
}

fn only(gone: &[Retracted]) -> (&str, NaiveDate, &[Answered]) {
    let [one] = gone else { panic!("one thing is gone, and not {gone:?}") };
    (&one.pointer, one.since, &one.before)
}

fn answered(field: &str, value: Value) -> Answered {
    Answered { field: field.to_owned(), value }
}

#[test]
fn an_illness_of_the_days_looked_at_is_kept_and_one_of_before_them_is_not() {
    let fever = [answered("/health/symptoms", json!(["fever", "dry-cough"]))];
    assert_eq!(only(&gone(&ill(ago(3), "earlier"), 1, &well())), ("/health/symptoms", ago(3), &fever[..]));
    assert_eq!(gone(&ill(ago(15), "earlier"), 5, &well()), [], "it was over, and its days have passed");
    let over = gone(&ill(ago(8), "now"), 3, &ill(ago(8), "earlier"));
    assert_eq!(over, [], "what is over is said to be over");
    let soon = gone(&ill(ago(8), "now"), 2, &ill(ago(8), "earlier"));
    assert_eq!(
        only(&soon).0,
        "/health/symptoms_when",
        "two days after a fever of now nothing is over for three"
    );
    let cough = answers(&[
        ("/health/symptoms", json!(["dry-cough"])),
        ("/health/symptoms_since", json!(ago(3).to_string())),
    ]);
    let missing = [answered("/health/symptoms", json!(["fever"]))];
    assert_eq!(only(&gone(&ill(ago(3), "now"), 1, &cough)).2, missing, "the tick that is missing is named");
}

#[test]
fn whoever_is_ill_longest_is_held_like_any_other() {
    let long = gone(&ill(ago(40), "now"), 2, &well());
    assert_eq!(only(&long).1, ago(2), "who was ill still when they declared was ill on that day");
    let infected = answers(&[
        ("/health/history", json!(["infected"])),
        ("/health/infected_on", json!(ago(40).to_string())),
        ("/health/recovered", json!(false)),
    ]);
    assert_eq!(only(&gone(&infected, 2, &well())).0, "/health/history", "not recovered, however long ago");
    assert_eq!(gone(&infected, 15, &well()), [], "until the days of that declaration have passed too");
    let cluster =
        answers(&[("/exposure/cluster", json!(true)), ("/exposure/cluster_on", json!(ago(30).to_string()))]);
    let denied = answers(&[("/exposure/cluster", json!(false))]);
    assert_eq!(only(&gone(&cluster, 1, &denied)).0, "/exposure/cluster", "it gave a colour for all its date");
}

#[test]
fn a_day_ahead_by_another_zone_is_no_way_round() {
    let tomorrow = today() + Days::new(1);
    assert_eq!(only(&gone(&ill(tomorrow, "earlier"), 0, &well())).1, tomorrow);
    assert_eq!(gone(&ill(ago(2), "now"), 0, &ill(tomorrow, "now")), [], "a later onset is no less");
}

#[test]
fn a_fever_that_was_measured_is_doubted_where_another_is() {
    let measured = |value: f64| answers(&[("/health/temperature", json!(value))]);
    let lower = gone(&measured(38.5), 1, &measured(36.6));
    assert_eq!(only(&lower).2, [answered("/health/temperature", json!(38.5))]);
    assert!(lower[0].measured, "it may be another now: nobody is held by it");
    assert_eq!(gone(&measured(38.5), 1, &measured(37.4)), [], "still a fever");
    assert_eq!(gone(&measured(37.2), 1, &measured(36.6)), [], "none before");
}

#[test]
fn a_positive_test_is_named_by_what_it_was() {
    let tested = |kind: &str, result: &str| {
        answers(&[
            ("/health/history", json!(["tested"])),
            ("/tests", json!([{ "kind": kind, "result": result, "taken_on": ago(4).to_string() }])),
        ])
    };
    let before = tested("antigen", "positive");
    let was = [
        answered("/tests/*/kind", json!("antigen")),
        answered("/tests/*/result", json!("positive")),
        answered("/tests/*/taken_on", json!(ago(4).to_string())),
    ];
    for now in [tested("antibody", "positive"), tested("antigen", "negative"), well()] {
        let gone = gone(&before, 1, &now);
        let (pointer, since, said) = only(&gone);
        assert_eq!((pointer, since), ("/health/history", ago(4)));
        assert!(was.iter().all(|one| said.contains(one)), "whatever else is gone with it: {said:?}");
    }
    let gone = gone(&before, 1, &tested("antibody", "positive"));
    assert!(!gone[0].is_said_again(&tested("antibody", "positive")));
    assert!(gone[0].is_said_again(&before), "declared again it is no longer gone");
}
