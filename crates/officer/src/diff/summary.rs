//! Counts put into the policies' words.

use rulebook::{Colour, PolicyRule};

use super::judge::Judge;
use super::tally::Tally;

/// All colours, from mild to strict.
pub(super) const COLOURS: [Colour; 3] = [Colour::Green, Colour::Yellow, Colour::Orange];

/// So many declarations came by one rule before and come by another after.
pub(super) struct Pair<'a> {
    pub(super) count: u64,
    pub(super) before: &'a PolicyRule,
    pub(super) after: &'a PolicyRule,
}

/// What changes.
pub(super) struct Summary<'a> {
    /// Declarations that both editions judged.
    pub(super) compared: u64,
    /// From the colour of the row to the colour of the column, in the order of [`COLOURS`].
    pub(super) matrix: [[u64; 3]; 3],
    /// Codes that get a stricter colour, and a milder one.
    pub(super) stricter: u64,
    pub(super) milder: u64,
    /// Pairs of rules with another colour, the most frequent first.
    pub(super) changed: Vec<Pair<'a>>,
    /// Pairs of other rules with the same colour.
    pub(super) reasons: Vec<Pair<'a>>,
    /// The same rule with another validity.
    pub(super) validities: Vec<Pair<'a>>,
}

impl<'a> Summary<'a> {
    pub(super) fn of(judge: &'a Judge, tally: &Tally) -> Self {
        let (old, new) = (&judge.old.edition().policy, &judge.new.edition().policy);
        let mut summary = Self {
            compared: 0,
            matrix: [[0; 3]; 3],
            stricter: 0,
            milder: 0,
            changed: Vec::new(),
            reasons: Vec::new(),
            validities: Vec::new(),
        };
        for (&(before, after), &count) in &tally.rules {
            let (Some(before), Some(after)) = (old.get(before), new.get(after)) else { continue };
            summary.take(Pair { count, before, after });
        }
        for pairs in [&mut summary.changed, &mut summary.reasons, &mut summary.validities] {
            // Equal counts stay in the order of the policies.
            pairs.sort_by_key(|pair| std::cmp::Reverse(pair.count));
        }
        summary
    }

    fn take(&mut self, pair: Pair<'a>) {
        let (before, after) = (pair.before, pair.after);
        let place = |colour| COLOURS.iter().position(|other| *other == colour).unwrap_or_default();
        self.compared += pair.count;
        self.matrix[place(before.colour)][place(after.colour)] += pair.count;
        match before.colour.cmp(&after.colour) {
            std::cmp::Ordering::Less => self.stricter += pair.count,
            std::cmp::Ordering::Greater => self.milder += pair.count,
            std::cmp::Ordering::Equal if before.id != after.id => return self.reasons.push(pair),
            std::cmp::Ordering::Equal if before.valid_hours != after.valid_hours => {
                return self.validities.push(pair);
            }
            std::cmp::Ordering::Equal => return,
        }
        self.changed.push(pair);
    }
}
