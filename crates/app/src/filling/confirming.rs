//! What a confirmation cannot take back, and a correction takes back aloud. "Nothing has changed" is said of what was declared: an illness,
//! a contact or a positive test of a day that is still looked at may be over, and stays. Whoever was mistaken corrects the declaration,
//! where that is what one does.

use std::collections::BTreeMap;

use declaration::{Argument, Evaluation, Finding, Form, FormKind, Retracted, Said, retracted};
use rulebook::{Level, zhejiang_date};
use vault::DraftRow;

use super::proposals::is_answered;
use crate::{Result, Session};

/// Rule id of an answer that a confirmation has lost.
const SAID_BEFORE: &str = "said-before";
/// Rule id of an answer that a correction takes back: whoever was mistaken may, and is asked whether it was a mistake.
const RETRACTED: &str = "retracted";

impl Session {
    /// What is to be said of a draft; of a confirmation also what it lost of what was declared, of a correction what it takes back.
    pub(crate) fn evaluated(&self, form: &Form, draft: &DraftRow) -> Result<Evaluation> {
        let today = self.day_of(form.edition(), &draft.answers);
        let mut evaluation = form.evaluate(&draft.answers, today);
        if form.kind() == FormKind::Intention {
            return Ok(evaluation);
        }
        let Some(sent) = self.sent_before(draft)? else { return Ok(evaluation) };
        let before = Said { answers: &sent.answers, on: zhejiang_date(sent.sealed_at) };
        for lost in retracted(form.edition(), before, &draft.answers, today) {
            let Retracted { pointer, since, before, measured } = lost;
            // Another temperature may be measured, also where nothing else has changed.
            let (rule, level) = match form.kind() {
                FormKind::Confirmation if !measured => (SAID_BEFORE, Level::Blocking),
                _ => (RETRACTED, Level::Warning),
            };
            // What has not been answered again yet is taken back by nobody.
            let is_said = draft.answers.pointer(&pointer).is_some_and(is_answered);
            if level == Level::Warning && !is_said {
                continue;
            }
            for page in evaluation.pages.iter_mut().filter(|page| page.question(&pointer).is_some()) {
                match level {
                    Level::Blocking => page.progress.blocking += 1,
                    Level::Warning => page.progress.warnings += 1,
                }
            }
            evaluation.findings.push(Finding {
                pointers: vec![pointer],
                rule: rule.to_owned(),
                arguments: BTreeMap::from([
                    ("since".to_owned(), Argument::Date(since)),
                    ("before".to_owned(), Argument::Answers(before)),
                ]),
                level,
            });
        }
        Ok(evaluation)
    }
}
