//! What a declaration can be judged by again, without its traveller: a part of its own, kept as long as its facts.
//!
//! It holds the answers that facts can read and no others, and what a code says of its holder.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{NaiveDate, TimeDelta};
use platform_api::Submission;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::holder::Holder;
use crate::rules::TakenEdition;

/// A journey further ahead than this is a slip of the pen.
const FURTHEST: TimeDelta = TimeDelta::days(90);

/// What a declaration can be judged by again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grounds {
    /// The answers that facts can read.
    pub(crate) answers: Value,
    /// What the code says of its holder.
    pub(crate) holder: Holder,
    /// The keyed hash of the document.
    document: Option<String>,
    /// The day of the entry, from which the days of retention count.
    pub(crate) entered: NaiveDate,
    /// How many of officers' words it was judged by.
    pub(crate) entries: usize,
}

impl Grounds {
    /// Of complete answers.
    pub(crate) fn of(
        taken: &TakenEdition,
        submission: &Submission,
        document: Option<[u8; 32]>,
        today: NaiveDate,
    ) -> Self {
        let answers = &submission.answers;
        Self {
            answers: taken.form.read_by_facts(answers, today),
            holder: Holder::of(&taken.edition, answers),
            document: document.map(|document| URL_SAFE_NO_PAD.encode(document)),
            entered: entered(taken, answers, today),
            entries: 0,
        }
    }

    /// The keyed hash of the document.
    pub(crate) fn document(&self) -> Option<[u8; 32]> {
        URL_SAFE_NO_PAD.decode(self.document.as_ref()?).ok()?.try_into().ok()
    }
}

/// The day of the entry that answers speak of, within reason; today where they name none.
fn entered(taken: &TakenEdition, answers: &Value, today: NaiveDate) -> NaiveDate {
    taken.form.enters_on(answers, today).map_or(today, |day| day.min(today + FURTHEST))
}

/// The last day of something that is kept for so many days from the entry. Somebody who declares after their time still gets
/// today's code.
pub(crate) fn ends(entered: NaiveDate, days: u32, today: NaiveDate) -> NaiveDate {
    (entered + TimeDelta::days(days.into())).max(today)
}
