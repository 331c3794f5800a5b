//! By which editions declarations are judged, and until when each is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use declaration::Form;
use platform_api::{EditionNotice, Problem, ProblemCode, RulebookNotice};
use rulebook::{Calendar, Edition, Files, PolicyRule};

use crate::at_rest::Classes;

/// Seconds after which an edition may be taken that is not yet.
const LOOK_AGAIN: u64 = 15 * 60;

/// The editions in use, by number. Never changed: a newer rulebook is another of these.
pub(crate) struct Rules {
    editions: BTreeMap<u32, Arc<TakenEdition>>,
    calendar: Calendar,
    /// Editions that are published and that this program does not read.
    unread: BTreeSet<u32>,
    /// The number of the newest risk list, whichever editions take it.
    newest_list: u32,
}

/// An edition under which declarations are taken.
pub(crate) struct TakenEdition {
    pub(crate) edition: Arc<Edition>,
    pub(crate) form: Form,
    pub(crate) classes: Classes,
    /// What it was loaded from, with the risk list that it judges by.
    files: Files,
}

impl TakenEdition {
    pub(crate) fn new(edition: Arc<Edition>, files: Files) -> Self {
        Self { form: Form::new(edition.clone()), classes: Classes::of(&edition), edition, files }
    }
}

impl Rules {
    pub(crate) fn new(
        editions: impl IntoIterator<Item = Arc<TakenEdition>>,
        unread: BTreeSet<u32>,
        newest_list: u32,
    ) -> Self {
        let editions: BTreeMap<_, _> =
            editions.into_iter().map(|taken| (taken.edition.head.number, taken)).collect();
        let calendar = editions.values().map(|taken| &taken.edition.head).collect();
        Self { editions, calendar, unread, newest_list }
    }

    /// The edition of that number, if it was loaded from the same files.
    pub(crate) fn same(&self, number: u32, files: &Files) -> Option<Arc<TakenEdition>> {
        self.editions.get(&number).filter(|taken| taken.files == *files).cloned()
    }

    /// The edition of that number, if declarations under it are taken on that day. Only one that is over is refused for good:
    /// another process may have read a newer repository, or be of a newer program, and an edition's first day comes.
    pub(crate) fn taken(&self, number: u32, today: NaiveDate) -> Result<Arc<TakenEdition>, Problem> {
        let known = self.editions.get(&number);
        if let Some(taken) = known.filter(|_| self.calendar.is_taken(number, today)) {
            return Ok(taken.clone());
        }
        let newest = self.editions.keys().next_back();
        let may_come = match known {
            Some(_) => !self.calendar.is_over(number, today),
            None => self.unread.contains(&number) || newest.is_none_or(|newest| number > *newest),
        };
        Err(if may_come {
            Problem { retry_after: Some(LOOK_AGAIN), ..ProblemCode::EditionNotYet.into() }
        } else {
            ProblemCode::EditionNotTaken.into()
        })
    }

    /// The edition that new declarations should use.
    pub(crate) fn current(&self, today: NaiveDate) -> Option<&TakenEdition> {
        self.editions.get(&self.calendar.current(today)?).map(AsRef::as_ref)
    }

    /// The edition of that number, taken or not, if it is here.
    pub(crate) fn edition(&self, number: u32) -> Option<&Edition> {
        self.editions.get(&number).map(|taken| &*taken.edition)
    }

    /// The edition of that number, taken or not, if it is here: what was declared under it is judged by it.
    pub(crate) fn judges(&self, number: u32) -> Option<Arc<TakenEdition>> {
        self.editions.get(&number).cloned()
    }

    /// The number of the newest risk list.
    pub(crate) fn newest_list(&self) -> u32 {
        self.newest_list
    }

    /// A rule of the code policy by its edition and id, if that edition is here.
    pub(crate) fn rule(&self, edition: u32, id: &str) -> Option<(&Edition, &PolicyRule)> {
        let edition = &*self.editions.get(&edition)?.edition;
        edition.policy.iter().find(|rule| rule.id == id).map(|rule| (edition, rule))
    }

    /// What apps are told.
    pub(crate) fn notice(&self, today: NaiveDate) -> Result<RulebookNotice, Problem> {
        let current = self.current(today).ok_or(ProblemCode::Unavailable)?.edition.head.number;
        let taken = self.editions.iter().filter(|(number, _)| !self.calendar.is_over(**number, today));
        let editions = taken.map(|(number, taken)| {
            let head = &taken.edition.head;
            EditionNotice {
                number: *number,
                issued: head.issued,
                valid_from: head.valid_from,
                valid_until: head.valid_until,
                taken_until: self.calendar.taken_until(*number),
            }
        });
        Ok(RulebookNotice { current, editions: editions.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn edition(number: u32, changes: Value) -> Arc<TakenEdition> {
        let mut files = Files::bundled();
        let mut head: Value = serde_json::from_slice(&files.0["edition.json"]).unwrap();
        head["number"] = number.into();
        for (name, value) in changes.as_object().unwrap() {
            head[name] = value.clone();
        }
        files.0.insert("edition.json".into(), head.to_string().into_bytes());
        let edition = Arc::new(Edition::load(&files).unwrap());
        Arc::new(TakenEdition::new(edition, files))
    }

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn a_replaced_edition_is_taken_until_its_successor_says() {
        let second =
            json!({ "replaces": 1, "valid_from": "2026-11-20", "replaced_taken_until": "2026-12-04" });
        let rules = Rules::new([edition(1, json!({})), edition(2, second)], BTreeSet::from([4]), 1);
        assert_eq!(
            rules.current(day("2026-11-19")).unwrap().edition.head.number,
            1,
            "before the second applies"
        );
        assert_eq!(rules.current(day("2026-11-20")).unwrap().edition.head.number, 2, "from its first day on");
        let refused = |number, on| rules.taken(number, day(on)).err().unwrap();
        assert!(
            refused(2, "2026-11-18").is(ProblemCode::EditionNotYet),
            "it is announced, and does not apply anywhere yet"
        );
        for number in [3, 4] {
            let problem = refused(number, "2026-11-22");
            assert!(
                problem.is(ProblemCode::EditionNotYet),
                "{number} may be in a newer repository, or for a newer program"
            );
            assert!(
                !ProblemCode::EditionNotYet.is_final() && problem.retry_after.is_some(),
                "so it is not the last word"
            );
        }
        assert!(rules.taken(2, day("2026-11-19")).is_ok(), "in Auckland its first day has begun");
        assert!(rules.taken(1, day("2026-12-04")).is_ok(), "the last day is a whole day");
        let refused = rules.taken(1, day("2026-12-05")).err().unwrap();
        assert!(refused.is(ProblemCode::EditionNotTaken), "after it the traveller moves to the second");
        assert!(rules.taken(2, day("2030-01-01")).is_ok(), "what nothing replaces is taken on");
        assert!(rules.taken(1, day("2020-01-01")).is_ok(), "before any applies, the first does");
        let notice = rules.notice(day("2026-11-22")).unwrap();
        assert_eq!(notice.editions[0].taken_until, Some(day("2026-12-04")), "apps are told in time");
        assert_eq!(rules.notice(day("2026-12-05")).unwrap().editions.len(), 1, "and not of what is over");
    }

    #[test]
    fn without_a_word_of_the_successor_an_edition_is_taken_as_long_as_it_says_itself() {
        let first = json!({ "valid_until": "2027-01-31" });
        let editions = [edition(1, first), edition(3, json!({ "replaces": 1 }))];
        let rules = Rules::new(editions, BTreeSet::new(), 1);
        assert!(rules.taken(1, day("2027-01-31")).is_ok(), "its own last day");
        let refused = |number| rules.taken(number, day("2027-02-01")).err().unwrap();
        assert!(refused(1).is(ProblemCode::EditionNotTaken), "and no longer");
        assert!(
            refused(2).is(ProblemCode::EditionNotTaken),
            "nor one that is published no more, long since replaced"
        );
    }
}
