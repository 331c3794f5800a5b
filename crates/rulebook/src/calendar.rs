//! The calendar of editions: which one new declarations use on a day, and until when each is taken.
//!
//! App and platform ask the same calendar, so that neither holds a declaration back that the other would take. A calendar holds
//! what editions say of themselves and of each other, nothing else; days are those of Zhejiang ([`zhejiang_date`]).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::head::Head;

/// Zhejiang is ahead of UTC by this, all year.
const ZHEJIANG: TimeDelta = TimeDelta::hours(8);

/// The time zone of Zhejiang, as IANA names it.
pub const ZHEJIANG_ZONE: &str = "Asia/Shanghai";

/// What clocks in Zhejiang show at an instant.
pub fn zhejiang_clock(at: DateTime<Utc>) -> NaiveDateTime {
    (at + ZHEJIANG).naive_utc()
}

/// The civil date in Zhejiang at an instant: by it editions are taken and codes assigned.
pub fn zhejiang_date(at: DateTime<Utc>) -> NaiveDate {
    zhejiang_clock(at).date()
}

/// The instant at which a day begins in Zhejiang.
pub fn zhejiang_midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - ZHEJIANG
}

/// The dates of the editions at hand, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar(BTreeMap<u32, Dates>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Dates {
    from: NaiveDate,
    own_end: Option<NaiveDate>,
    replaces: Option<u32>,
    replaced_taken_until: Option<NaiveDate>,
}

impl<'h> FromIterator<&'h Head> for Calendar {
    fn from_iter<I: IntoIterator<Item = &'h Head>>(heads: I) -> Self {
        let dates = |head: &Head| Dates {
            from: head.valid_from,
            own_end: head.valid_until,
            replaces: head.replaces,
            replaced_taken_until: head.replaced_taken_until,
        };
        Self(heads.into_iter().map(|head| (head.number, dates(head))).collect())
    }
}

impl Calendar {
    /// The edition that new declarations use: the newest that applies; before any does, the oldest.
    pub fn current(&self, today: NaiveDate) -> Option<u32> {
        let applies = self.0.iter().rev().find(|(_, dates)| dates.from <= today);
        applies.or_else(|| self.0.iter().next()).map(|(number, _)| *number)
    }

    /// The last day on which the platform takes an edition; none where nothing replaces it.
    ///
    /// An edition is replaced by the first later one that names it, or that names one after it: who replaces the third has replaced
    /// the second as well, whether that one is at hand or not. One that replaces nothing stands beside the others.
    pub fn taken_until(&self, number: u32) -> Option<NaiveDate> {
        let later = self.0.range(number.checked_add(1)?..).map(|(_, dates)| dates);
        let by = later.into_iter().find(|dates| dates.replaces >= Some(number))?;
        by.replaced_taken_until.or(self.0.get(&number)?.own_end)
    }

    /// Whether the platform takes an edition no more.
    pub fn is_over(&self, number: u32, today: NaiveDate) -> bool {
        self.taken_until(number).is_some_and(|last| last < today)
    }

    /// Whether the platform takes declarations under an edition: it is at hand, not over, and its first day has begun somewhere
    /// on Earth.
    pub fn is_taken(&self, number: u32, today: NaiveDate) -> bool {
        let tomorrow = today.succ_opt().unwrap_or(today);
        let begun = self.0.get(&number).is_some_and(|dates| dates.from <= tomorrow);
        (begun || self.current(today) == Some(number)) && !self.is_over(number, today)
    }

    /// The edition that a draft of this one can be brought to.
    pub fn newer_than(&self, number: u32, today: NaiveDate) -> Option<u32> {
        self.current(today).filter(|current| *current > number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    /// Number, first day, own last day, the edition it replaces, and until when that one is taken.
    type Row<'a> = (u32, &'a str, Option<&'a str>, Option<u32>, Option<&'a str>);

    fn calendar(editions: &[Row<'_>]) -> Calendar {
        let dates = |(number, from, own_end, replaces, replaced): &Row<'_>| {
            let dates = Dates {
                from: day(from),
                own_end: own_end.map(day),
                replaces: *replaces,
                replaced_taken_until: replaced.map(day),
            };
            (*number, dates)
        };
        Calendar(editions.iter().map(dates).collect())
    }

    #[test]
    fn the_newest_that_applies_is_used_and_before_any_does_the_oldest() {
        let calendar =
            calendar(&[(1, "2026-11-01", None, None, None), (2, "2026-11-20", None, Some(1), None)]);
        assert_eq!(calendar.current(day("2026-11-19")), Some(1), "the day before the second applies");
        assert_eq!(calendar.current(day("2026-11-20")), Some(2), "from its first day on");
        assert_eq!(calendar.current(day("2020-01-01")), Some(1), "something can always be filled in");
        assert_eq!(calendar.newer_than(1, day("2026-11-20")), Some(2), "a draft can be brought to it");
        assert_eq!(calendar.newer_than(2, day("2026-11-20")), None, "and to none that is older");
        assert_eq!(Calendar::default().current(day("2026-11-20")), None, "nothing comes of nothing");
    }

    #[test]
    fn what_replaces_an_edition_says_until_when_it_is_taken_else_its_own_last_day() {
        let said = calendar(&[
            (1, "2026-11-01", Some("2027-12-31"), None, None),
            (2, "2026-11-20", None, Some(1), Some("2026-12-04")),
        ]);
        assert!(said.is_taken(1, day("2026-12-04")), "the last day is a whole day");
        assert!(!said.is_taken(1, day("2026-12-05")), "and the last");
        let silent = calendar(&[
            (1, "2026-11-01", Some("2027-12-31"), None, None),
            (2, "2026-11-20", None, Some(1), None),
        ]);
        assert_eq!(silent.taken_until(1), Some(day("2027-12-31")), "its own last day");
        assert_eq!(silent.taken_until(2), None, "what nothing replaces is taken on");
    }

    #[test]
    fn an_edition_that_replaces_nothing_ends_nothing() {
        let calendar = calendar(&[
            (1, "2026-11-01", Some("2026-11-30"), None, None),
            (2, "2026-11-20", None, None, Some("2026-11-25")),
        ]);
        assert_eq!(calendar.current(day("2026-12-01")), Some(2), "new declarations use it");
        assert_eq!(calendar.taken_until(1), None, "and those under the first are taken beside them");
        assert!(calendar.is_taken(1, day("2026-12-24")), "however long they were under way");
    }

    #[test]
    fn an_edition_that_was_never_seen_here_does_not_keep_the_one_before_it_open() {
        let calendar = calendar(&[
            (1, "2026-11-01", None, None, None),
            (3, "2026-11-20", None, Some(2), Some("2026-12-04")),
        ]);
        assert_eq!(
            calendar.taken_until(1),
            Some(day("2026-12-04")),
            "the third has replaced what the second had"
        );
        assert!(!calendar.is_taken(2, day("2026-11-20")), "nobody can judge by what is not at hand");
    }

    #[test]
    fn each_edition_ends_by_the_first_that_replaces_it() {
        let calendar = calendar(&[
            (1, "2026-11-01", None, None, None),
            (2, "2026-11-10", None, Some(1), Some("2026-12-24")),
            (3, "2026-11-20", None, Some(2), Some("2026-12-04")),
        ]);
        assert_eq!(calendar.taken_until(1), Some(day("2026-12-24")), "as the second says");
        assert_eq!(calendar.taken_until(2), Some(day("2026-12-04")), "as the third says");
    }

    #[test]
    fn an_edition_begins_where_the_day_begins() {
        let calendar =
            calendar(&[(1, "2026-11-01", None, None, None), (2, "2026-11-20", None, Some(1), None)]);
        assert!(!calendar.is_taken(2, day("2026-11-18")), "it is announced and applies nowhere yet");
        assert!(calendar.is_taken(2, day("2026-11-19")), "in Auckland its first day has begun");
        assert!(calendar.is_taken(1, day("2020-01-01")), "before any applies, the first does");
    }

    #[test]
    fn days_are_those_of_zhejiang() {
        let begins = zhejiang_midnight("2026-12-01".parse().unwrap());
        assert_eq!(begins.to_rfc3339(), "2026-11-30T16:00:00+00:00", "eight hours before Greenwich");
        let at = |instant: &str| zhejiang_date(instant.parse().unwrap()).to_string();
        assert_eq!(at("2020-03-10T17:30:00Z"), "2020-03-11", "half past one at night in Hangzhou");
        assert_eq!(at("2020-03-10T15:30:00Z"), "2020-03-10", "half past eleven in the evening");
    }
}
