//! What the clock of a place shows: an instant can then be told without any list of time zones.

use chrono::{DateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// From an instant on a place's clock is so many minutes ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first instant of it.
    pub from: DateTime<Utc>,
    /// Minutes ahead of UTC; behind it they are negative.
    pub minutes: i32,
}

/// How far a clock is looked at, to both sides: whoever is told a time is told of this year.
const SPAN: TimeDelta = TimeDelta::days(400);
/// No country turns its clock and turns it back within a week.
const STEP: TimeDelta = TimeDelta::days(7);

/// The turns of an IANA zone's clock in the years around an instant, the first one from the beginning of them; none where no
/// zone is called so.
pub fn turns_in(zone: &str, around: DateTime<Utc>) -> Option<Vec<Turn>> {
    zone.parse::<Tz>().ok().map(|zone| turns_of(&zone, around))
}

/// The same of any clock, such as this computer's.
pub fn turns_of(zone: &impl TimeZone, around: DateTime<Utc>) -> Vec<Turn> {
    let minutes = |at: DateTime<Utc>| at.with_timezone(zone).offset().fix().local_minus_utc() / 60;
    let (mut at, end) = (around - SPAN, around + SPAN);
    let mut turns = vec![Turn { from: at, minutes: minutes(at) }];
    while at < end {
        let (mut before, mut after) = (at, at + STEP);
        at = after;
        let turned = minutes(after);
        if turned == minutes(before) {
            continue;
        }
        while after - before > TimeDelta::seconds(1) {
            let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
            if minutes(middle) == turned { after = middle } else { before = middle }
        }
        turns.push(Turn { from: after, minutes: turned });
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(zone: &str) -> Vec<(String, i32)> {
        let around = "2026-11-29T00:00:00Z".parse().unwrap();
        let told = |turn: Turn| (turn.from.format("%Y-%m-%dT%H:%M:%SZ").to_string(), turn.minutes);
        turns_in(zone, around).unwrap().into_iter().map(told).skip(1).collect()
    }

    #[test]
    fn a_clock_turns_at_the_second_of_its_law() {
        assert_eq!(turns("Asia/Shanghai"), []);
        let rome = turns("Europe/Rome");
        assert!(rome.contains(&("2026-10-25T01:00:00Z".to_owned(), 60)), "{rome:?}");
        assert!(rome.contains(&("2027-03-28T01:00:00Z".to_owned(), 120)), "{rome:?}");
    }

    #[test]
    fn almaty_has_the_time_of_the_west_since_2024() {
        let around = "2026-11-29T00:00:00Z".parse().unwrap();
        let turns = turns_in("Asia/Almaty", around).unwrap();
        assert_eq!(turns.iter().map(|turn| turn.minutes).collect::<Vec<_>>(), [300]);
        assert_eq!(turns_in("Asia/Nowhere", around), None);
    }
}
