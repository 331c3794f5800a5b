//! How many hours each step may take before somebody must look: this project's own sample, in the form of what was aimed at in 2020
//! and after (a transfer within six hours of landing).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rulebook::zhejiang_midnight;

/// As long as the longest flight, where nobody has said when it arrives.
pub(super) const FLIGHT: TimeDelta = TimeDelta::hours(18);
/// A flight that was planned is on the ground and its people are through.
pub(super) const LANDING: TimeDelta = TimeDelta::hours(6);
/// Somebody who was not on board has been asked what became of the journey.
pub(super) const ASKING: TimeDelta = TimeDelta::hours(24);
/// Somebody who says to have landed was met.
pub(super) const MEETING: TimeDelta = TimeDelta::hours(2);
/// Somebody who landed was sent on.
pub(super) const SENDING_ON: TimeDelta = TimeDelta::hours(6);
/// A sample's result is there.
pub(super) const RESULT: TimeDelta = TimeDelta::hours(24);
/// Somebody who does not go along was spoken with.
pub(super) const REFUSAL: TimeDelta = TimeDelta::hours(2);
/// Somebody who is on the way was handed over.
pub(super) const HANDING_OVER: TimeDelta = TimeDelta::hours(12);
/// Somebody who stays at the port was looked after again.
pub(super) const LOOKING_AFTER: TimeDelta = TimeDelta::hours(24);
/// Somebody who was handed over was received.
pub(super) const RECEIVING: TimeDelta = TimeDelta::hours(24);
/// A review is answered, and before boarding.
pub(super) const REVIEW: TimeDelta = TimeDelta::hours(24);
/// Somebody who asks for help abroad was called.
pub(super) const HELPING: TimeDelta = TimeDelta::hours(24);
/// A report of a misuse was looked into.
pub(super) const LOOKING_INTO: TimeDelta = TimeDelta::hours(72);
/// A second officer has confirmed what one has said, or not.
pub(super) const SECOND: TimeDelta = TimeDelta::hours(24);
/// Somebody who was received was put under observation, or told that there is none.
pub(super) const OBSERVING: TimeDelta = TimeDelta::hours(24);

/// The end of a day in Zhejiang.
pub(super) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    zhejiang_midnight(day.succ_opt().unwrap_or(day))
}
