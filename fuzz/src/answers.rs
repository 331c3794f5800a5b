//! Answers of a traveller with anything grafted in: first byte = which traveller, then edits as [`super::graft`] reads
//! them. From the byte 200 on, the rest is the answers themselves, as JSON.

use std::sync::{Arc, LazyLock};

use declaration::{Form, OfficerFacts};
use rulebook::Edition;
use serde_json::Value;

use super::graft::graft;
use super::today;

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(|| Edition::bundled().unwrap());
static FORM: LazyLock<Form> = LazyLock::new(|| Form::new(EDITION.clone()));
static TRAVELLERS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    testkit::travellers::all(today()).into_iter().map(|traveller| traveller.answers).collect()
});

/// Evaluates the answers; what may be sent is then taken as the platform takes it.
pub fn run(data: &[u8]) {
    let Some((&choice, rest)) = data.split_first() else { return };
    let answers = if choice >= 200 {
        let Ok(answers) = serde_json::from_slice(rest) else { return };
        answers
    } else {
        let mut answers = TRAVELLERS[usize::from(choice) % TRAVELLERS.len()].clone();
        graft(&mut answers, rest);
        answers
    };
    let evaluation = FORM.evaluate(&answers, today());
    assert_eq!(evaluation, FORM.evaluate(&answers, today()), "evaluating twice gives the same");
    let sent = FORM.relevant(&answers, today());
    let again = FORM.evaluate(&sent, today());
    if evaluation.is_complete() {
        assert!(again.is_complete(), "what may be sent has no blocking finding at the platform");
        let facts =
            FORM.facts(&sent, &OfficerFacts::NONE, today()).expect("a complete declaration has its facts");
        health_code::assign(&EDITION, &facts).expect("a complete declaration has a colour");
    }
}
