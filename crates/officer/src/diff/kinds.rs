//! Who is treated worse, and by what: each kind of people with its colours under both editions and the rules that make them
//! stricter.

use rulebook::{Colour, PolicyRule};

use super::judge::Judge;
use super::summary::{COLOURS, Pair};
use super::tally::Tally;

/// As many rules are named for one kind.
const MOST: usize = 3;

/// One kind of people.
pub(super) struct Kind<'a> {
    pub(super) name: &'a str,
    /// How many were compared.
    pub(super) count: u64,
    /// How many had each colour under the old edition, and have under the new one, in the order of [`COLOURS`].
    pub(super) before: [u64; 3],
    pub(super) after: [u64; 3],
    /// How many have a stricter colour than before.
    pub(super) worse: u64,
    /// By which rules, the most frequent first.
    pub(super) by: Vec<Pair<'a>>,
    /// The rules of the new edition that give them a colour other than green, the most frequent first.
    pub(super) rules: Vec<(&'a PolicyRule, u64)>,
}

/// All kinds; those of whom the largest share is treated worse come first.
pub(super) fn kinds<'a>(judge: &'a Judge, tally: &'a Tally) -> Vec<Kind<'a>> {
    let (old, new) = (&judge.old.edition().policy, &judge.new.edition().policy);
    let place = |colour| COLOURS.iter().position(|other| *other == colour).unwrap_or_default();
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    for (name, rules) in &tally.kinds {
        let mut kind = Kind {
            name,
            count: 0,
            before: [0; 3],
            after: [0; 3],
            worse: 0,
            by: Vec::new(),
            rules: Vec::new(),
        };
        for (&(before, after), &count) in rules {
            let (Some(before), Some(after)) = (old.get(before), new.get(after)) else { continue };
            kind.count += count;
            kind.before[place(before.colour)] += count;
            kind.after[place(after.colour)] += count;
            if after.colour != Colour::Green {
                match kind.rules.iter_mut().find(|(rule, _)| rule.id == after.id) {
                    Some((_, of_rule)) => *of_rule += count,
                    None => kind.rules.push((after, count)),
                }
            }
            if before.colour < after.colour {
                kind.worse += count;
                kind.by.push(Pair { count, before, after });
            }
        }
        kind.by.sort_by_key(|pair| std::cmp::Reverse(pair.count));
        kind.by.truncate(MOST);
        kind.rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        kind.rules.truncate(MOST);
        kinds.push(kind);
    }
    // Shares compared without dividing; equal ones stay in the order of their names.
    kinds.sort_by(|one, other| {
        let share = |kind: &Kind<'_>, of: &Kind<'_>| u128::from(kind.worse) * u128::from(of.count);
        share(other, one).cmp(&share(one, other))
    });
    kinds
}
