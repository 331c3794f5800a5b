//! What only matters after landing is not asked before, and asked then; and whom the questions speak of.

use chrono::{Days, NaiveDate};
use declaration::Evaluation;
use rulebook::{Moment, Who};
use serde_json::{Value, json};
use testkit::people;
use testkit::travellers::student_from_prato;

use crate::small::bundled;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn late_questions(evaluation: &Evaluation) -> Vec<String> {
    let edition = bundled().edition();
    let late =
        |field: &str| edition.field_at(field).is_some_and(|field| field.moment == Moment::AfterLanding);
    let questions = evaluation.pages.iter().flat_map(|page| page.questions());
    questions.filter(|one| late(&one.field)).map(|one| one.pointer.to_string()).collect()
}

/// The day on which the student, who declared today, lands.
fn landing() -> NaiveDate {
    today() + Days::new(4)
}

#[test]
fn what_only_matters_after_landing_is_not_asked_before_and_asked_on_the_day() {
    let student = student_from_prato(today()).answers;
    let before = bundled().evaluate(&student, landing() - Days::new(1));
    assert_eq!(late_questions(&before), [""; 0], "who still flies is not asked about their train");
    assert!(before.page("landed").is_none(), "and sees no empty page");
    let on_the_day = bundled().evaluate(&student, landing());
    assert_eq!(
        late_questions(&on_the_day),
        ["/onward/number", "/onward/date", "/onward/luggage"],
        "on the day of the landing the train and the luggage are"
    );
    assert!(on_the_day.is_complete(), "and nothing of it has to be answered: {:?}", on_the_day.findings);
    let page = on_the_day.after_landing(bundled().edition()).unwrap();
    assert_eq!(&*page.id, "landed", "all of it on one page");
}

#[test]
fn who_drives_on_in_their_own_vehicle_is_asked_for_its_plate_alone() {
    let mut driver = student_from_prato(today()).answers;
    driver["onward"] = json!({ "mode": "own-vehicle" });
    let landed = bundled().evaluate(&driver, landing());
    assert_eq!(late_questions(&landed), ["/onward/plate", "/onward/luggage"], "nobody meets a lorry");
}

#[test]
fn what_was_answered_after_landing_is_sent_and_not_asked_for_again() {
    let mut student = student_from_prato(today()).answers;
    student["onward"]["luggage"] = json!(false);
    let sent = bundled().relevant(&student, landing());
    assert_eq!(sent.pointer("/onward/luggage"), Some(&json!(false)), "the reception reads it");
    let evaluation = bundled().evaluate(&student, landing());
    assert!(evaluation.after_landing(bundled().edition()).is_none(), "who answered once is left in peace");
    let early = bundled().relevant(&student, today());
    assert_eq!(early.pointer("/onward/luggage"), None, "before, nobody asked for it and it is not sent");
}

#[test]
fn what_was_not_arranged_is_asked_again_after_landing() {
    let mut student = student_from_prato(today()).answers;
    student["onward"] = json!({ "mode": "not-arranged" });
    let before = bundled().evaluate(&student, landing() - Days::new(1));
    assert_eq!(late_questions(&before), [""; 0], "not before");
    let on_the_day = bundled().evaluate(&student, landing());
    assert_eq!(
        late_questions(&on_the_day),
        ["/onward/now", "/onward/luggage"],
        "how one goes on is asked again"
    );
    assert!(on_the_day.is_complete(), "and need not be answered");
    student["onward"]["now"] = json!("county-car");
    let arranged = bundled().evaluate(&student, landing());
    assert_eq!(
        late_questions(&arranged),
        ["/onward/now", "/onward/met_by", "/onward/met_phone", "/onward/plate", "/onward/luggage"],
        "and what follows from it, as if it had been said at first"
    );
    assert!(arranged.after_landing(bundled().edition()).is_none(), "who answered is left in peace");
    let sent = bundled().relevant(&student, landing());
    assert_eq!(sent.pointer("/onward/now"), Some(&json!("county-car")), "the county reads it");
    student["onward"] = json!({ "mode": "train", "now": "county-car" });
    let changed = bundled().evaluate(&student, landing());
    assert!(changed.question("/onward/plate").is_none(), "an answer to what is not asked asks for nothing");
}

#[test]
fn whoever_enters_nowhere_yet_is_asked_nothing_of_a_landing() {
    let mut student = student_from_prato(today()).answers;
    student["legs"] = json!([]);
    let evaluation = bundled().evaluate(&student, landing());
    assert_eq!(late_questions(&evaluation), [""; 0], "without a journey there is no landing");
}

#[test]
fn a_baby_is_not_asked_what_it_has_felt() {
    let who = |answers: &Value| bundled().evaluate(answers, today()).who;
    let all = people::all(today());
    let baby = all.iter().find(|person| person.story == "a baby born five days ago").unwrap();
    assert_eq!(who(&baby.answers), Who::Child, "the questions speak of the child");
    let student = student_from_prato(today()).answers;
    assert_eq!(who(&student), Who::You, "the student is spoken to");
    let mut helped = student.clone();
    helped["filling"] = json!({ "by": "helper" });
    assert_eq!(who(&helped), Who::Person, "a helper reads of the traveller");
    assert_eq!(who(&json!({})), Who::You, "nobody is known yet");
}
