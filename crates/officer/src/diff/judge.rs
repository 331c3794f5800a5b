//! One declaration under two editions.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use declaration::{Form, OfficerFacts};
use rulebook::PolicyRule;
use rulebook::vocabulary::OFFICER_ROOT;
use serde_json::Value;

use super::tally::{Tally, Unlike};

/// Two editions and a day.
pub(super) struct Judge {
    pub(super) old: Form,
    pub(super) new: Form,
    pub(super) today: NaiveDate,
    pub(super) findings: bool,
    /// Pointers of the questions whose answers make kinds of people.
    pub(super) by: Vec<String>,
}

/// One line: answers, and what officers have recorded beside them in the member `officer`.
struct Declared {
    answers: Value,
    officer: OfficerFacts,
}

impl Declared {
    fn read(line: &[u8]) -> Option<Self> {
        let mut answers = serde_json::from_slice::<Value>(line).ok()?;
        let officer = match answers.as_object_mut()?.shift_remove(OFFICER_ROOT) {
            Some(officer) => serde_json::from_value(officer).ok()?,
            None => OfficerFacts::NONE,
        };
        Some(Self { answers, officer })
    }
}

/// What an edition makes of a declaration: the place of the rule that decides, or why it cannot say.
type Verdict = Result<usize, Vec<String>>;

impl Judge {
    /// Judges a line and notes what it found.
    pub(super) fn line(&self, number: u64, line: Option<&[u8]>, tally: &mut Tally) {
        let Some(declared) = line.and_then(Declared::read) else {
            tally.unreadable(number);
            return;
        };
        tally.declarations += 1;
        match (self.verdict(&self.old, &declared), self.verdict(&self.new, &declared)) {
            (Ok(before), Ok(after)) => {
                tally.compared(before, after);
                for pointer in &self.by {
                    tally.of_kind(kind(pointer, &declared.answers), (before, after));
                }
            }
            (before, after) => {
                // Each question once, also where neither edition can take its answer.
                let why = |which, verdict: Verdict| {
                    verdict.err().unwrap_or_default().into_iter().map(move |what| Unlike { which, what })
                };
                let [old, new] = self.numbers();
                tally.not_comparable(why(old, before).chain(why(new, after)).collect());
            }
        }
        if self.findings {
            self.blocking(&declared.answers, tally);
        }
    }

    /// Both editions' numbers.
    pub(super) fn numbers(&self) -> [u32; 2] {
        [&self.old, &self.new].map(|form| form.edition().head.number)
    }

    fn verdict(&self, form: &Form, declared: &Declared) -> Verdict {
        let unchecked = form.facts_unchecked(&declared.answers, &declared.officer, self.today);
        let unchecked = unchecked.map_err(|why| vec![why.fact])?;
        if !unchecked.unfit.is_empty() {
            return Err(unchecked.unfit.iter().map(|pointer| pointer.to_string()).collect());
        }
        let edition = form.edition();
        let rule = health_code::decide(edition, &unchecked.facts).map_err(|why| vec![why.to_string()])?;
        let same = |other: &PolicyRule| std::ptr::eq(other, rule);
        Ok(edition.policy.iter().position(same).unwrap_or(usize::MAX))
    }

    /// What would stop it under the new edition and does not under the old one.
    fn blocking(&self, answers: &Value, tally: &mut Tally) {
        let found = |form: &Form| -> BTreeSet<String> {
            let evaluation = form.evaluate(answers, self.today);
            evaluation.blocking().map(|it| format!("{} {}", it.rule, place_of(&it.pointers))).collect()
        };
        let (before, after) = (found(&self.old), found(&self.new));
        tally.blocked(&before, &after);
    }
}

/// What kind of person somebody is by their answer to a question.
fn kind(pointer: &str, answers: &Value) -> String {
    let answer = match answers.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(truth)) => truth.to_string(),
        _ => "-".to_owned(),
    };
    format!("{pointer} = {answer}")
}

/// The main place of a finding, whichever item it is.
fn place_of(pointers: &[String]) -> String {
    let main = pointers.first().map(String::as_str).unwrap_or_default();
    let part = |part: &str| {
        let item = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if item { "*".to_owned() } else { part.to_owned() }
    };
    main.split('/').map(part).collect::<Vec<_>>().join("/")
}
