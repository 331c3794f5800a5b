//! Which reads may be `null` where an expression stands.
//!
//! A check or a condition of a question is run only where everything that it reads is answered, but for what it names in
//! `may_be_missing`. A fact is worked out of complete declarations: what is always asked and always required is there, and
//! everything else may be `null`.

use std::collections::{BTreeSet, HashSet};

use super::reads::{Path, Root, Step};
use crate::shape::{Derived, Member, Record};
use crate::vocabulary::LEGS;

/// What may be `null`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Nulls<'a> {
    /// Checks and questions: only what the expression judges itself.
    Named(&'a BTreeSet<String>),
    /// Facts: all but what no complete declaration lacks.
    Unless(&'a Answered),
    /// The code policy: nothing, for now. Its own proof looks at every combination of facts, `null` included, and knows
    /// which an earlier rule has taken.
    Later,
}

/// The answers that no complete declaration lacks: always asked, always required. Items stand for all of their list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answered(pub(crate) HashSet<Vec<Step>>);

impl Answered {
    /// Whether the legs and these of their members are among them.
    fn in_legs(&self, answers: &Record, members: &[usize]) -> bool {
        let Some(legs) = answers.position(LEGS).map(Step::Member) else { return false };
        let below = |at: &usize| self.0.contains(&vec![legs, Step::Each, Step::Member(*at)]);
        self.0.contains(&vec![legs]) && members.iter().all(below)
    }

    /// Whether a read from the root of the answers never finds `null`.
    fn holds(&self, answers: &Record, path: &Path) -> bool {
        let Some(path) = path.absolute(None) else { return false };
        if self.0.contains(&path.steps) {
            return true;
        }
        // What is computed from texts and dates alone, and cannot fail.
        let sure = [
            Derived::Age,
            Derived::LegClass,
            Derived::LegSeatUnknown,
            Derived::FromClass,
            Derived::StayClass,
            Derived::StayGap,
        ];
        let derived = answers.at(&path.steps);
        let is_sure = |member: &&Member| member.derived.is_some_and(|derived| sure.contains(&derived));
        let Some(derived) = derived.filter(is_sure) else { return false };
        let owner = path.steps.get(..path.steps.len().saturating_sub(1)).unwrap_or_default();
        // A stay without a first or last day has a class too: it lies open there. So has a flight without a seat.
        let needed = match derived.derived {
            Some(Derived::StayGap | Derived::LegSeatUnknown) => 0,
            Some(Derived::StayClass) => 1,
            Some(Derived::LegClass) => 2,
            _ => derived.beside.len(),
        };
        derived.beside.iter().take(needed).all(|at| self.0.contains(&[owner, &[Step::Member(*at)]].concat()))
    }
}

impl Nulls<'_> {
    /// Whether a read may find `null`. `pointer` is the one by which `may_be_missing` names it; `root` is the record at
    /// the path's root.
    pub(crate) fn may_be(&self, answers: &Record, root: &Record, path: &Path, pointer: &str) -> bool {
        match (self, path.root) {
            (_, Root::Edition) | (Self::Later, _) => false,
            // A date that no officer has recorded is `null`; what was recorded of a test is complete.
            (_, Root::Officer) => path.steps.len() == 1,
            (Self::Named(named), _) => named.contains(pointer),
            (Self::Unless(answered), Root::Journey) => {
                let Some(member) = root.at(&path.steps) else { return true };
                match member.name.as_str() {
                    "window_starts_on" | "asks_since" | "declared_on" => false,
                    "departs_on" | "arrives_on" => !answered.in_legs(answers, &member.legs),
                    _ => true,
                }
            }
            (Self::Unless(answered), _) => !answered.holds(answers, path),
        }
    }
}
