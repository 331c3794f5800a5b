//! The word of a second officer: what lowers a risk on one person's word counts only once another one has confirmed it.

use super::event::{Author, Event, What};
use super::fold::unrevoked;

/// The answer of a second officer who says the same.
pub(crate) const CONFIRMED: &str = "confirmed";
/// The answer of one who does not.
pub(crate) const NOT_CONFIRMED: &str = "not-confirmed";

/// Whether an event counts, of events that nothing revokes.
pub(super) fn counts(event: &Event, unrevoked: &[&Event]) -> bool {
    !event.needs_second || answer(event, unrevoked) == Some(CONFIRMED)
}

/// The events that wait for the word of a second officer.
pub(crate) fn waiting(events: &[Event]) -> Vec<&Event> {
    let unrevoked = unrevoked(events);
    let waits = |event: &&Event| event.needs_second && answer(event, &unrevoked).is_none();
    unrevoked.iter().copied().filter(waits).collect()
}

/// What the first other officer has answered. Nobody is their own second.
fn answer<'a>(event: &Event, unrevoked: &[&'a Event]) -> Option<&'a str> {
    let Author::Officer { id: first, .. } = &event.by else { return None };
    unrevoked.iter().find_map(|it| match (&it.what, &it.by) {
        (What::Answered { asked, answer }, Author::Officer { id, .. })
            if *asked == event.id && id != first =>
        {
            Some(answer.as_str())
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};
    use platform_api::Role;
    use uuid::Uuid;

    use super::super::{Place, standing};
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
        (standing(events).iter().any(is_first), waiting(events).iter().any(is_first))
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
