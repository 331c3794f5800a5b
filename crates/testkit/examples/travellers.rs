//! Prints `docs/travellers.md`: every traveller with the code, the reasons, the warnings and how much is asked.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool of the project: it stops where the edition does not load"
)]

use chrono::NaiveDate;
use declaration::{Form, OfficerFacts, Question};
use rulebook::{Edition, Level};
use serde_json::Value;
use testkit::people::{Sent, What};
use testkit::{people, travellers};

const HEAD: &str = "# Travellers, and what becomes of their declarations

Written by `cargo xtask codegen` from `crates/testkit` and `rulebook/`; `cargo xtask tidy` fails where it differs. Each of them can be sent: no check stops it.
A warning asks the traveller to look again and to leave it so where they are right. *Required* counts the questions that must be answered; the mode of each leg is among them and starts as \
`flight`, so nobody who flies has to touch it. *Asked* counts every question that is shown, optional ones too. Before the form took trains, ships and children, the student in Prato had 63 required questions.

| traveller | colour | reason | warnings | required | asked |
| --- | --- | --- | --- | --- | --- |
";

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let edition = Edition::bundled().unwrap();
    let form = Form::new(edition.clone());
    print!("{HEAD}");
    for traveller in travellers::all(today) {
        let officer = serde_json::from_value(traveller.officer).unwrap();
        println!("{}", line(&form, traveller.story, &traveller.answers, &officer, today));
    }
    for person in people::all(today) {
        println!("{}", line(&form, person.story, &person.answers, &OfficerFacts::NONE, today));
    }
    print!("{COLOURED}");
    for person in people::coloured_people(today) {
        let officer = serde_json::from_value(person.officer).unwrap();
        println!("{}", line(&form, person.story, &person.answers, &officer, today));
    }
    print!("{BACK}");
    for back in people::coming_back(today) {
        for (at, sent) in back.sent.iter().enumerate() {
            println!("{}", again(&form, if at == 0 { back.story } else { "" }, sent, today));
        }
    }
}

const COLOURED: &str = "
## A colour for every rule

People who were once given a wrong colour, and one for each rule of the policy, as of 22 November 2026; the last of them with what officers have recorded, or whose way was not as they declared.

| traveller | colour | reason | warnings | required | asked |
| --- | --- | --- | --- | --- | --- |
";

const BACK: &str = "
## Who comes back

What they send one after the other, and the code that they have afterwards, judged by the platform (`crates/platform/tests/coming_back.rs`). *Boarding* says whether the code still holds then.

| traveller | day | sends | colour | decided by | holds | boarding |
| --- | --- | --- | --- | --- | --- | --- |
";

fn again(form: &Form, story: &str, sent: &Sent, today: NaiveDate) -> String {
    let days = (sent.on - today).num_days();
    let what = match sent.what {
        What::Intention => "what they intend",
        What::Declaration => "a declaration",
        What::Confirmation => "a confirmation",
        What::Withdrawal => "a withdrawal",
        What::AnotherDeclaration => "another declaration",
    };
    let Some((colour, rule, hours)) = sent.code else {
        return format!("| {story} | {days} | {what} | no code | | | |");
    };
    let noon = sent.on.and_hms_opt(4, 0, 0).unwrap().and_utc();
    let until = noon + chrono::TimeDelta::hours(hours.into());
    let boards = declaration::Boarding::of(form.edition(), &sent.answers).unwrap().at;
    let holds = if until >= boards { "yes" } else { "no: confirm again" };
    format!("| {story} | {days} | {what} | {colour} | `{rule}` | {hours} h | {holds} |")
}

fn line(form: &Form, story: &str, answers: &Value, officer: &OfficerFacts, today: NaiveDate) -> String {
    let edition = form.edition();
    let evaluation = form.evaluate(answers, officer.declared_on.unwrap_or(today));
    let facts = form.facts(answers, officer, today).unwrap();
    let code = health_code::assign(edition, &facts).unwrap();
    let in_both = |reason: &String| {
        let id = format!("reason-{reason}");
        format!("{} / {}", said(edition, "zh-CN", &id), said(edition, "en", &id))
    };
    let reasons: Vec<String> = code.reasons.iter().map(in_both).collect();
    let warnings = evaluation.findings.iter().filter(|finding| finding.level == Level::Warning);
    let mut warnings: Vec<String> = warnings.map(|finding| format!("`{}`", finding.rule)).collect();
    warnings.dedup();
    let colour = serde_json::to_value(code.colour).unwrap();
    format!(
        "| {story} | {} | {} (`{}`) | {} | {} | {} |",
        colour.as_str().unwrap(),
        reasons.join(" "),
        code.rule,
        warnings.join(", "),
        evaluation.progress().required,
        evaluation.pages.iter().flat_map(|page| page.questions()).map(asked).sum::<usize>(),
    )
}

/// A question with those of its items.
fn asked(question: &Question) -> usize {
    1 + question.items.iter().flat_map(|item| &item.questions).map(asked).sum::<usize>()
}

/// The text of a message in a language.
fn said(edition: &Edition, language: &str, id: &str) -> String {
    let start = format!("{id} = ");
    let line = edition.texts[language].lines().find_map(|line| line.strip_prefix(&start));
    line.unwrap_or(id).to_owned()
}
