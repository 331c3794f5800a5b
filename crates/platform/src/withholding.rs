//! Which counts of a tree are withheld: those of fewer than [`FEWEST`], and as many others as it takes so that nobody can work those
//! out, not even whoever knows one of the withheld counts, or all that lies in it.
//!
//! A shown count says the sum of the withheld leaves below it that lie below no nearer shown count: its *open* leaves. That is all
//! that can be learned of them, so it is enough that they are several, that without any one of them (or any withheld count above
//! them) the rest is still many people, and that no withheld count has all of them or none.

use std::cmp::Reverse;

/// Fewer people than these are not shown.
pub(crate) const FEWEST: u32 = 5;
/// As many open leaves have to hide each other, beside one whose count somebody knows.
const SEVERAL: usize = 2;

/// A count, with the counts that it is the sum of; a leaf has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) people: u32,
    pub(crate) parts: Vec<Count>,
}

impl Count {
    pub(crate) fn leaf(people: u32) -> Self {
        Self { people, parts: Vec::new() }
    }

    pub(crate) fn sum(parts: Vec<Self>) -> Self {
        Self { people: parts.iter().map(|part| part.people).sum(), parts }
    }
}

/// Who may know a withheld count for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Insiders {
    /// Whoever works for one of them.
    OfOne,
    /// Nobody does: a colour is nobody's own.
    Nobody,
}

/// Whether each count is shown, in the order of the tree: a count before its parts. That there is nobody is shown. None where the whole
/// is too small, or cannot be said beside any of its parts without telling too much: then none of the parts may be shown or even named.
pub(crate) fn shown(whole: &Count, insiders: Insiders) -> Option<Vec<bool>> {
    let mut tree = Tree::new(insiders);
    tree.add(whole, None);
    while tree.shown[0] {
        let Some(also) = tree.found_out() else { return Some(tree.shown) };
        tree.shown[also] = false;
    }
    None
}

struct Tree {
    people: Vec<u32>,
    parts: Vec<Vec<usize>>,
    shown: Vec<bool>,
    insiders: Insiders,
}

/// What lies below a count, down to the nearest shown ones.
#[derive(Default)]
struct Below {
    /// Withheld leaves.
    open: Vec<usize>,
    /// Withheld counts that have parts.
    sums: Vec<usize>,
    /// The nearest shown counts of anybody.
    frontier: Vec<usize>,
}

impl Tree {
    fn new(insiders: Insiders) -> Self {
        Self { people: Vec::new(), parts: Vec::new(), shown: Vec::new(), insiders }
    }

    fn add(&mut self, count: &Count, above: Option<usize>) {
        let at = self.people.len();
        self.people.push(count.people);
        self.parts.push(Vec::new());
        self.shown.push(count.people == 0 || count.people >= FEWEST);
        if let Some(above) = above {
            self.parts[above].push(at);
        }
        count.parts.iter().for_each(|part| self.add(part, Some(at)));
    }

    fn below(&self, at: usize) -> Below {
        let mut below = Below::default();
        let mut next: Vec<usize> = self.parts[at].clone();
        while let Some(part) = next.pop() {
            match (self.shown[part], self.parts[part].is_empty()) {
                (true, _) if self.people[part] > 0 => below.frontier.push(part),
                (true, _) => {}
                (false, true) => below.open.push(part),
                (false, false) => {
                    below.sums.push(part);
                    next.extend(&self.parts[part]);
                }
            }
        }
        below
    }

    fn smallest(&self, of: impl Iterator<Item = usize>) -> Option<usize> {
        of.min_by_key(|at| (self.people[*at], Reverse(*at)))
    }

    fn sum(&self, of: impl Iterator<Item = usize>) -> u32 {
        of.map(|at| self.people[at]).sum()
    }

    /// The next count that has to be withheld as well, if any withheld one can be found out.
    fn found_out(&self) -> Option<usize> {
        let shown = (0..self.people.len()).filter(|at| self.shown[*at] && self.people[*at] > 0);
        shown.into_iter().find_map(|at| self.told_by(at))
    }

    /// The same, by what one shown count tells.
    fn told_by(&self, at: usize) -> Option<usize> {
        let Below { open, sums, frontier } = self.below(at);
        if open.is_empty() && sums.is_empty() {
            return None;
        }
        for sum in &sums {
            let within = self.below(*sum);
            if within.open.is_empty() {
                return self.smallest(within.frontier.into_iter());
            }
        }
        let largest = open.iter().map(|leaf| self.people[*leaf]).max().unwrap_or_default();
        let (known, known_people) = match self.insiders {
            Insiders::OfOne => (1, largest),
            Insiders::Nobody => (0, 0),
        };
        if open.len() < SEVERAL + known || self.sum(open.iter().copied()) - known_people < FEWEST {
            return self.smallest(frontier.into_iter()).or(Some(at));
        }
        for sum in &sums {
            let within = self.below(*sum);
            let rest = || open.iter().copied().filter(|leaf| !within.open.contains(leaf));
            if rest().count() < SEVERAL || self.sum(rest()) < FEWEST {
                let beside = frontier.iter().copied().filter(|it| !within.frontier.contains(it));
                return self.smallest(beside).or(Some(at));
            }
            // Whoever knows one that makes up the whole with another knows that other.
            let leaves_nothing = |known: usize| {
                let known = if self.parts[known].is_empty() { vec![known] } else { self.below(known).open };
                let is_apart = known.iter().all(|leaf| !within.open.contains(leaf));
                is_apart && known.len() + within.open.len() == open.len()
            };
            let knows_one = self.insiders == Insiders::OfOne;
            if knows_one && sums.iter().chain(&open).any(|known| leaves_nothing(*known)) {
                let beside = frontier.iter().copied().filter(|it| !within.frontier.contains(it));
                return self.smallest(beside).or(Some(at));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flat(people: &[u32]) -> Count {
        Count::sum(people.iter().copied().map(Count::leaf).collect())
    }

    #[test]
    fn a_small_count_takes_others_with_it() {
        let of_one = |people: &[u32]| shown(&flat(people), Insiders::OfOne);
        let nobodys = |people: &[u32]| shown(&flat(people), Insiders::Nobody);
        assert_eq!(of_one(&[7, 9, 6]), Some(vec![true; 4]), "nothing small, nothing withheld");
        assert_eq!(
            of_one(&[3, 9, 6, 20]),
            Some(vec![true, false, false, false, true]),
            "3, and two beside it"
        );
        assert_eq!(
            nobodys(&[3, 9, 6, 20]),
            Some(vec![true, false, true, false, true]),
            "one, where nobody knows one"
        );
        assert_eq!(of_one(&[0, 9, 6]), Some(vec![true; 4]), "that there is nobody is said");
        assert_eq!(of_one(&[1, 2]), None, "of three people nothing is");
        assert_eq!(of_one(&[4, 300]), None, "nor where one who knows the 300 would know the 4");
    }

    /// What somebody can work out who sees what is shown, and knows one count with all that lies in it: for each count the least and the
    /// most that it can be. In a tree, going up and down until nothing changes finds exactly that.
    fn worked_out(tree: &Tree, known: Option<usize>) -> Vec<(u32, u32)> {
        let most = tree.people[0] + 100;
        let mut knows: Vec<bool> = tree.shown.clone();
        let mut next: Vec<usize> = known.into_iter().collect();
        while let Some(at) = next.pop() {
            knows[at] = true;
            next.extend(&tree.parts[at]);
        }
        let range = |at: usize| if knows[at] { (tree.people[at], tree.people[at]) } else { (0, most) };
        let mut ranges: Vec<(u32, u32)> = (0..knows.len()).map(range).collect();
        loop {
            let before = ranges.clone();
            for (at, parts) in tree.parts.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
                let sum = |ranges: &[(u32, u32)], but: Option<usize>| {
                    let others = parts.iter().filter(|part| Some(**part) != but);
                    others.fold((0, 0), |sum, part| (sum.0 + ranges[*part].0, sum.1 + ranges[*part].1))
                };
                let (least, most) = sum(&ranges, None);
                ranges[at] = (ranges[at].0.max(least), ranges[at].1.min(most));
                for part in parts {
                    let (least, most) = sum(&ranges, Some(*part));
                    let left = (ranges[at].0.saturating_sub(most), ranges[at].1.saturating_sub(least));
                    ranges[*part] = (ranges[*part].0.max(left.0), ranges[*part].1.min(left.1));
                }
            }
            if before == ranges {
                return ranges;
            }
        }
    }

    fn above(tree: &Tree, at: usize) -> Vec<usize> {
        let mut above = Vec::new();
        let mut at = at;
        while let Some(up) = tree.parts.iter().position(|parts| parts.contains(&at)) {
            above.push(up);
            at = up;
        }
        above
    }

    fn people() -> impl Strategy<Value = u32> {
        prop_oneof![3 => Just(0_u32), 4 => 1_u32..8, 2 => 5_u32..60, 1 => 60_u32..2000]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn nobody_can_subtract_a_withheld_count_back(
            cities in prop::collection::vec(prop::collection::vec(people(), 1..8), 1..8),
            has_insiders in any::<bool>(),
        ) {
            let whole = Count::sum(cities.iter().map(|counties| flat(counties)).collect());
            let insiders = if has_insiders { Insiders::OfOne } else { Insiders::Nobody };
            let Some(shown) = shown(&whole, insiders) else { return Ok(()) };
            let mut tree = Tree::new(insiders);
            tree.add(&whole, None);
            tree.shown = shown.clone();
            for (at, people) in tree.people.iter().enumerate() {
                prop_assert!(!shown[at] || *people == 0 || *people >= FEWEST, "{at} is small and shown");
            }
            let withheld: Vec<usize> = (0..shown.len()).filter(|at| !shown[*at]).collect();
            for known in withheld.iter().copied().filter(|_| has_insiders).map(Some).chain([None]) {
                let ranges = worked_out(&tree, known);
                let own = known.map(|known| [above(&tree, known), vec![known]].concat()).unwrap_or_default();
                let is_within = |at: usize| known.is_some_and(|known| above(&tree, at).contains(&known));
                for at in withheld.iter().copied().filter(|at| !own.contains(at) && !is_within(*at)) {
                    let (least, most) = ranges[at];
                    prop_assert!(most - least >= FEWEST, "{at} is found out by whoever knows {known:?}: {least} to {most}, {shown:?}");
                }
            }
        }
    }
}
