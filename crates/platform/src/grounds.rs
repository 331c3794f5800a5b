//! What a declaration can be judged by again, without its traveller: a part of its own, kept as long as its facts.
//!
//! It holds the answers that facts can read and no others, and what a code says of its holder.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::{AtLandmarks, OfficerFacts, Said, SaidSince};
use platform_api::Submission;
use rulebook::{Landmark, formats, zhejiang_date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::holder::Holder;
use crate::person::Hashes;
use crate::rules::TakenEdition;

/// A journey further ahead than this is a slip of the pen.
const FURTHEST: TimeDelta = TimeDelta::days(90);

/// What a declaration can be judged by again. What another program has written beside it is left alone: while processes are replaced one
/// after the other, the older reads what the newer keeps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Grounds {
    /// The answers that facts can read.
    pub(crate) answers: Value,
    /// What the code says of its holder.
    pub(crate) holder: Holder,
    /// The keyed hash of the document.
    document: Option<String>,
    /// Hashes that those have as well who may be the same person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alike: Vec<String>,
    /// The day on which it was sealed: what it says of health was asked then.
    pub(crate) declared: NaiveDate,
    /// The day on which it came; where that was not written down yet, it counts as the one on which it was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received: Option<NaiveDate>,
    /// The day on which its entry was first said, where that was by a revision before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry_said: Option<NaiveDate>,
    /// Since when its answers have been said, where revisions before it have said them too.
    #[serde(default, skip_serializing_if = "SaidSince::is_empty")]
    said: SaidSince,
    /// Seconds that it lay in an outbox.
    #[serde(default)]
    lay: i64,
    /// The day of the entry, from which the days of retention count.
    pub(crate) entered: NaiveDate,
    /// How many of officers' words it was judged by.
    pub(crate) entries: usize,
}

impl Grounds {
    /// Of complete answers that were sealed and came then.
    pub(crate) fn of(
        taken: &TakenEdition,
        submission: &Submission,
        hashes: &Hashes,
        (sealed, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Self {
        let (answers, today) = (&submission.answers, zhejiang_date(now));
        Self {
            answers: taken.form.read_by_facts(answers, today),
            holder: Holder::of(&taken.edition, answers),
            document: hashes.document.map(|document| URL_SAFE_NO_PAD.encode(document)),
            alike: hashes.alike.iter().map(|hash| URL_SAFE_NO_PAD.encode(hash)).collect(),
            declared: zhejiang_date(sealed),
            received: Some(today),
            entry_said: None,
            said: SaidSince::NOTHING,
            lay: (now - sealed).num_seconds(),
            entered: entered(taken, answers, today),
            entries: 0,
        }
    }

    /// What officers have recorded, beside the days on which the answers were given and came.
    pub(crate) fn beside(&self, officer: OfficerFacts) -> OfficerFacts {
        OfficerFacts {
            declared_on: Some(self.declared),
            received_on: Some(self.received()),
            entry_said_on: Some(self.entry_said()),
            said: self.said.clone(),
            ..officer
        }
    }

    fn received(&self) -> NaiveDate {
        self.received.unwrap_or(self.declared)
    }

    /// The day on which its entry was first said.
    pub(crate) fn entry_said(&self) -> NaiveDate {
        self.entry_said.unwrap_or_else(|| self.received())
    }

    /// It follows a revision: whatever is corrected or confirmed, what is as it was is not said anew, nor is the entry on the same
    /// day.
    pub(crate) fn follow(&mut self, before: &Self, is_the_same_entry: bool) {
        self.said = SaidSince::following(&self.answers, (&before.answers, &before.said, before.received()));
        if is_the_same_entry {
            self.entry_said = Some(before.entry_said());
        }
    }

    /// Its answers, and the day on which they were said.
    pub(crate) fn spoken(&self) -> Said<'_> {
        Said { answers: &self.answers, on: self.declared }
    }

    /// As long as it lay in an outbox.
    pub(crate) fn lay(&self) -> TimeDelta {
        TimeDelta::seconds(self.lay)
    }

    /// An officer has looked, so it matters no longer how old the traveller's word was when it came.
    pub(crate) fn is_looked_at(&mut self) {
        self.lay = 0;
    }

    /// The keyed hash of the document.
    pub(crate) fn document(&self) -> Option<[u8; 32]> {
        hash(self.document.as_ref()?)
    }

    /// Hashes that those have as well who may be the same person.
    pub(crate) fn alike(&self) -> Vec<[u8; 32]> {
        self.alike.iter().filter_map(|text| hash(text)).collect()
    }
}

fn hash(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// The day of the entry that answers speak of, within reason: of a plan the day about which somebody means to come. Today where
/// they name none, as whoever has decided to stay.
pub(crate) fn entered(taken: &TakenEdition, answers: &Value, today: NaiveDate) -> NaiveDate {
    let at = AtLandmarks::of(&taken.edition, answers);
    let intended = || at.text(Landmark::IntendedOn).and_then(formats::date);
    let day = taken.form.enters_on(answers, today).or_else(intended);
    day.map_or(today, |day| day.min(today + FURTHEST))
}

/// The last day of something that is kept for so many days from the entry. Somebody who declares after their time still gets
/// today's code.
pub(crate) fn ends(entered: NaiveDate, days: u32, today: NaiveDate) -> NaiveDate {
    (entered + TimeDelta::days(days.into())).max(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rulebook::{Edition, Files};
    use serde_json::json;

    #[test]
    fn what_is_kept_counts_from_the_day_that_the_consent_names() {
        let edition = Edition::bundled().unwrap();
        let taken = TakenEdition::new(edition, Files::bundled());
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-22");
        let of = |answers: Value| entered(&taken, &answers, today);
        let leg =
            json!({ "from": "FRA", "to": "PVG", "departs_on": "2026-12-01", "arrives_on": "2026-12-02" });
        assert_eq!(of(json!({ "legs": [leg] })), day("2026-12-02"), "the entry");
        let plan = |plan: Value| of(json!({ "plan": plan }));
        let comes = plan(json!({ "decision": "come", "about_on": "2027-01-06" }));
        assert_eq!(comes, day("2027-01-06"), "the day about which somebody without a ticket means to come");
        assert_eq!(plan(json!({ "decision": "stay" })), today, "the day of sending, where nobody comes");
        let slip = plan(json!({ "decision": "come", "about_on": "2107-01-06" }));
        assert_eq!(slip, today + FURTHEST, "and a slip of the pen keeps nothing for ever");
    }

    #[test]
    fn what_was_kept_before_the_day_of_arrival_was_is_still_judged() {
        let former = json!({ "answers": {}, "document": null, "declared": "2026-11-20", "entered": "2026-12-02",
            "entries": 1, "holder": { "name": "WU JIANMING", "document_tail": "8273", "flight": null } });
        let grounds: Grounds = serde_json::from_value(former).unwrap();
        let beside = grounds.beside(OfficerFacts::NONE);
        let day = NaiveDate::from_ymd_opt(2026, 11, 20);
        assert_eq!((beside.received_on, beside.entry_said_on), (day, day), "it came when it was sealed");
        assert_eq!(grounds.lay(), TimeDelta::zero(), "and lay nowhere");
    }
}
