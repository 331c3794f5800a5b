//! The word of a second officer: what lowers a risk on one person's word counts only once another one has confirmed it.

use super::event::{Author, Event, What};

/// The answer of a second officer who says the same.
pub(crate) const CONFIRMED: &str = "confirmed";
/// The answer of one who does not.
pub(crate) const NOT_CONFIRMED: &str = "not-confirmed";

/// Where an event stands that may need a second officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Second {
    NotNeeded,
    Awaited,
    Confirmed,
    Refused,
}

/// What the first other officer has answered to an event, of events that nothing revokes. Nobody is their own second.
pub(crate) fn second(event: &Event, unrevoked: &[&Event]) -> Second {
    if !event.needs_second {
        return Second::NotNeeded;
    }
    let Author::Officer { id: first, .. } = &event.by else { return Second::Awaited };
    let answer = unrevoked.iter().find_map(|it| match (&it.what, &it.by) {
        (What::Answered { asked, answer }, Author::Officer { id, .. })
            if *asked == event.id && id != first =>
        {
            Some(answer)
        }
        _ => None,
    });
    match answer {
        None => Second::Awaited,
        Some(answer) if answer == CONFIRMED => Second::Confirmed,
        Some(_) => Second::Refused,
    }
}

/// The events that count, of those that nothing revokes.
pub(super) fn counting<'a>(unrevoked: &[&'a Event]) -> Vec<&'a Event> {
    let counts = |event: &&Event| matches!(second(event, unrevoked), Second::NotNeeded | Second::Confirmed);
    unrevoked.iter().copied().filter(counts).collect()
}

/// The events that wait for the word of a second officer, of those that nothing revokes.
pub(crate) fn waiting<'a>(unrevoked: &[&'a Event]) -> Vec<&'a Event> {
    let waits = |event: &&Event| second(event, unrevoked) == Second::Awaited;
    unrevoked.iter().copied().filter(waits).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};
    use platform_api::Role;
    use uuid::Uuid;

    use super::super::{Place, standing, unrevoked};
    use super::*;

    fn event(id: u128, by: &str, needs_second: bool, what: What) -> Event {
        let at = Utc.timestamp_opt(1_800_000_000 + i64::try_from(id).unwrap_or(0), 0).unwrap();
        let by = Author::Officer { id: by.to_owned(), role: Role::HealthOfficer };
        Event {
            id: Uuid::from_u128(id),
            at,
            recorded_at: at,
            by,
            place: Place::default(),
            device: None,
            needs_second,
            what,
        }
    }

    fn answered(id: u128, by: &str, answer: &str) -> Event {
        event(id, by, false, What::Answered { asked: Uuid::from_u128(1), answer: answer.into() })
    }

    fn ended() -> Event {
        let on = Utc.timestamp_opt(1_800_000_000, 0).unwrap().date_naive();
        event(1, "wang", true, What::ObservationEnded { on })
    }

    /// Whether the first event counts, and whether it waits.
    fn stands(events: &[Event]) -> (bool, bool) {
        let is_first = |event: &&Event| event.id == Uuid::from_u128(1);
        (standing(events).iter().any(is_first), waiting(&unrevoked(events)).iter().any(is_first))
    }

    #[test]
    fn a_word_that_needs_a_second_counts_by_another_officers_and_no_other() {
        assert_eq!(stands(&[ended()]), (false, true), "one person's word waits");
        let own = answered(2, "wang", CONFIRMED);
        assert_eq!(stands(&[ended(), own]), (false, true), "and nobody is their own second");
        let other = answered(3, "li", CONFIRMED);
        assert_eq!(stands(&[ended(), other.clone()]), (true, false), "another one's is the second");
        let taken_back = event(4, "li", false, What::Revokes { event: Uuid::from_u128(3) });
        assert_eq!(stands(&[ended(), other.clone(), taken_back]), (false, true), "as long as it stands");
        let not = answered(2, "li", NOT_CONFIRMED);
        assert_eq!(stands(&[ended(), not, other]), (false, false), "the first answer counts");
        let gone = event(5, "wang", false, What::Revokes { event: Uuid::from_u128(1) });
        assert_eq!(stands(&[ended(), gone]), (false, false), "what was taken back waits for nobody");
    }
}
