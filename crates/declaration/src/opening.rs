//! From when a declaration may be sent.
//!
//! An edition opens so many days before boarding. That is not enough: the days that a code looks back over are counted from the
//! entry, so of a journey that is further away than they reach, today is not among them. Somebody who is in a place of high
//! risk now, and says that they will have left it by tomorrow, would be green on their word. So nothing is judged before the
//! first day on which the days looked at reach back to the day itself.

use chrono::{DateTime, Days, NaiveDate, Utc};
use rulebook::zhejiang_midnight;
use serde_json::Value;

use crate::{Boarding, Form};

impl Form {
    /// The instant from which complete answers may be sent and judged; none where they name neither boarding nor entry, as those
    /// of an intention: then nothing is waited for. App and platform both ask this.
    pub fn opens(&self, answers: &Value, today: NaiveDate) -> Option<DateTime<Utc>> {
        let head = &self.edition().head;
        let window = Boarding::of(self.edition(), answers)
            .and_then(|boarding| boarding.days_before(head.sending.opens_days_before_departure));
        let reaches = self
            .enters_on(answers, today)
            .and_then(|entry| entry.checked_sub_days(Days::new(head.look_back_days.into())))
            .map(zhejiang_midnight);
        window.max(reaches)
    }
}
