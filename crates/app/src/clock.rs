//! Whether this computer's clock is right, as far as anybody can tell: against the platform's, and against the day on which the
//! rules in use were issued. It is only said; what is due is due all the same.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use outbox::Difference;
use rulebook::zhejiang_date;

use crate::App;
use crate::dto::{ClockNotice, OffClock};

impl App {
    /// What is to be said about the clock; nothing where it seems right.
    pub fn clock(&self) -> Option<ClockNotice> {
        let issued = self.forms.newest_issue()?;
        notice(self.host.now(), issued, self.clock_watch.difference())
    }
}

fn notice(here: DateTime<Utc>, issued: NaiveDate, difference: Option<Difference>) -> Option<ClockNotice> {
    let platform = difference.map(|difference| here + difference.platform_ahead);
    // Rules are at hand that were not issued yet: whatever else is true, such a clock is behind.
    let is_before = |at: DateTime<Utc>| zhejiang_date(at) < issued;
    let off = match difference {
        _ if is_before(here) => OffClock::Here,
        None => return None,
        Some(_) if platform.is_some_and(is_before) => OffClock::Platform,
        Some(difference) if difference.signed => OffClock::Here,
        Some(_) => OffClock::Either,
    };
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    Some(ClockNotice { off, here: text(here), platform: platform.map(text), issued: issued.to_string() })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn it_is_said_which_clock_is_off_as_far_as_anybody_can_tell() {
        let now: DateTime<Utc> = "2026-11-28T06:00:00Z".parse().unwrap();
        let issued = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let off = |here, difference| notice(here, issued, difference).map(|notice| notice.off);
        let differs = |platform_ahead, signed| Some(Difference { platform_ahead, signed });
        let two_years = TimeDelta::days(730);
        assert_eq!(off(now, None), None, "nothing speaks against it");
        assert_eq!(
            off(now - two_years, None),
            Some(OffClock::Here),
            "before its rules were issued, also without a network"
        );
        assert_eq!(off(now - two_years, differs(two_years, false)), Some(OffClock::Here), "and with one");
        assert_eq!(
            off(now, differs(-two_years, false)),
            Some(OffClock::Platform),
            "the platform's cannot be right"
        );
        assert_eq!(
            off(now, differs(TimeDelta::hours(-9), true)),
            Some(OffClock::Here),
            "the platform signs by its clock"
        );
        assert_eq!(
            off(now, differs(TimeDelta::hours(-9), false)),
            Some(OffClock::Either),
            "a header alone proves nothing"
        );
    }
}
