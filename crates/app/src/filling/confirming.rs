//! What a confirmation cannot take back, and a correction takes back aloud. "Nothing has changed" is said of what was declared: an illness,
//! a contact or a positive test of a day that is still looked at may be over, and stays. Whoever was mistaken corrects the declaration,
//! where that is what one does.

use std::collections::BTreeMap;

use declaration::{Argument, Evaluation, Finding, Form, FormKind, TakenBack, taken_back};
use rulebook::Level;
use vault::DraftRow;

use super::proposals::is_answered;
use crate::{Result, Session};

/// Rule id of an answer that a confirmation has lost.
const SAID_BEFORE: &str = "said-before";
/// Rule id of an answer that a correction takes back: whoever was mistaken may, and is asked whether it was a mistake.
const TAKEN_BACK: &str = "taken-back";

impl Session {
    /// What is to be said of a draft; of a confirmation also what it lost of what was declared, of a correction what it takes back.
    pub(crate) fn evaluated(&self, form: &Form, draft: &DraftRow) -> Result<Evaluation> {
        let today = self.today();
        let mut evaluation = form.evaluate(&draft.answers, today);
        let (rule, level) = match form.kind() {
            FormKind::Confirmation => (SAID_BEFORE, Level::Blocking),
            FormKind::Declaration => (TAKEN_BACK, Level::Warning),
            FormKind::Intention => return Ok(evaluation),
        };
        let Some(sent) = self.sent_before(draft)? else { return Ok(evaluation) };
        let lost = taken_back(form.edition(), (&sent.answers, &draft.answers), today);
        // What a correction has not answered again yet is taken back by nobody.
        let is_said = |pointer: &str| draft.answers.pointer(pointer).is_some_and(is_answered);
        for TakenBack { pointer, since, before } in
            lost.into_iter().filter(|lost| level == Level::Blocking || is_said(&lost.pointer))
        {
            for page in evaluation.pages.iter_mut().filter(|page| page.question(&pointer).is_some()) {
                match level {
                    Level::Blocking => page.progress.blocking += 1,
                    Level::Warning => page.progress.warnings += 1,
                }
            }
            let before = Argument::Answer { field: pointer.clone(), value: before };
            evaluation.findings.push(Finding {
                pointers: vec![pointer],
                rule: rule.to_owned(),
                arguments: BTreeMap::from([
                    ("since".to_owned(), Argument::Date(since)),
                    ("before".to_owned(), before),
                ]),
                level,
            });
        }
        Ok(evaluation)
    }
}
