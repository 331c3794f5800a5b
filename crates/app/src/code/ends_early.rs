//! A code that ends before the traveller boards: said as soon as it is there, with the day from which confirming again helps.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use declaration::Boarding;

use crate::dto::EndsEarly;

/// The code is shown on landing too, and flights are late: a new one is to hold a day longer than until boarding.
const MARGIN: TimeDelta = TimeDelta::days(1);

/// Whether a code ends before this boarding; not said once it has departed.
pub(crate) fn ends_early(
    issued_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    boarding: &Boarding,
    now: DateTime<Utc>,
) -> Option<EndsEarly> {
    if valid_until >= boarding.at || boarding.at <= now {
        return None;
    }
    // The next code is taken to hold as long as this one: another colour may hold longer or shorter.
    let confirm_from = boarding.at + MARGIN - (valid_until - issued_at);
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    Some(EndsEarly {
        boards_at: text(boarding.at),
        timed: boarding.timed,
        confirm_from: text(confirm_from),
        due: now >= confirm_from,
        zone: boarding.zone.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn said(boards: &str, now: &str) -> Option<EndsEarly> {
        let boarding = Boarding {
            at: at(boards),
            timed: true,
            zone: "Europe/Rome",
            place: "MXP".to_owned(),
            lands_on: None,
        };
        ends_early(at("2026-12-01T00:00:00Z"), at("2026-12-08T00:00:00Z"), &boarding, at(now))
    }

    #[test]
    fn a_code_that_dies_before_boarding_says_from_when_confirming_helps() {
        let early = said("2026-12-15T09:00:00Z", "2026-12-01T00:01:00Z").unwrap();
        assert_eq!(
            early.confirm_from, "2026-12-09T09:00:00Z",
            "a code of seven days from then holds a day beyond the boarding"
        );
        assert!(!early.due, "confirming today would give a code that dies too");
        assert!(said("2026-12-15T09:00:00Z", "2026-12-09T09:00:00Z").unwrap().due);
    }

    #[test]
    fn nothing_is_said_of_a_code_that_holds_or_a_journey_that_has_begun() {
        assert_eq!(said("2026-12-08T00:00:00Z", "2026-12-01T00:01:00Z"), None, "it holds until then");
        assert_eq!(
            said("2026-12-09T00:00:00Z", "2026-12-09T00:00:00Z"),
            None,
            "who has boarded needs no advice"
        );
    }
}
