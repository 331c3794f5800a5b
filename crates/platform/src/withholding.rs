//! Which counts of a tree are withheld: those of fewer than [`FEWEST`], and as many others as it takes so that nobody can work those
//! out who knows nothing of them. Whoever knows some (the people of their own lists) is shown the counts of all others alone by this:
//! what one knows is taken out of the tree before.
//!
//! A shown count says the sum of the withheld leaves below it that lie below no nearer shown count: its *open* leaves. That is all
//! that can be learned of them, so it is enough that they are several, that they are many people, and that no withheld count has all
//! of them or none.

use std::cmp::Reverse;

/// Fewer people than these are not shown.
pub(crate) const FEWEST: u32 = 5;
/// As many open leaves have to hide each other.
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

/// Whether each count is shown, in the order of the tree: a count before its parts. That there is nobody is shown. None where the whole
/// is too small, or cannot be said beside any of its parts without telling too much: then none of the parts may be shown or even named.
pub(crate) fn shown(whole: &Count) -> Option<Vec<bool>> {
    let mut tree = Tree::default();
    tree.add(whole, None);
    while tree.shown[0] {
        let Some(also) = tree.found_out() else { return Some(tree.shown) };
        tree.shown[also] = false;
    }
    None
}

#[derive(Default)]
struct Tree {
    people: Vec<u32>,
    parts: Vec<Vec<usize>>,
    shown: Vec<bool>,
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
        if open.len() < SEVERAL || self.sum(open.iter().copied()) < FEWEST {
            return self.smallest(frontier.into_iter()).or(Some(at));
        }
        for sum in &sums {
            let within = self.below(*sum);
            let rest = || open.iter().copied().filter(|leaf| !within.open.contains(leaf));
            if rest().count() < SEVERAL || self.sum(rest()) < FEWEST {
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
        let shown = |people: &[u32]| shown(&flat(people));
        assert_eq!(shown(&[7, 9, 6]), Some(vec![true; 4]), "nothing small, nothing withheld");
        assert_eq!(shown(&[3, 9, 6, 20]), Some(vec![true, false, true, false, true]), "3, and one beside it");
        assert_eq!(shown(&[0, 9, 6]), Some(vec![true; 4]), "that there is nobody is said");
        assert_eq!(shown(&[4, 300]), Some(vec![true, false, false]), "of two neither, where one is small");
        assert_eq!(shown(&[1, 2]), None, "of three people nothing is");
        assert_eq!(shown(&[300]), Some(vec![true; 2]), "and many at one place are shown");
    }

    /// What somebody can work out who sees what is shown: for each count the least and the most that it can be. In a tree, going up
    /// and down until nothing changes finds exactly that.
    fn worked_out(tree: &Tree) -> Vec<(u32, u32)> {
        let most = tree.people[0] + 100;
        let range = |at: usize| if tree.shown[at] { (tree.people[at], tree.people[at]) } else { (0, most) };
        let mut ranges: Vec<(u32, u32)> = (0..tree.people.len()).map(range).collect();
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

    fn people() -> impl Strategy<Value = u32> {
        prop_oneof![3 => Just(0_u32), 4 => 1_u32..8, 2 => 5_u32..60, 1 => 60_u32..2000]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn nobody_can_subtract_a_withheld_count_back(
            cities in prop::collection::vec(prop::collection::vec(people(), 1..8), 1..8),
        ) {
            let whole = Count::sum(cities.iter().map(|counties| flat(counties)).collect());
            let Some(shown) = shown(&whole) else {
                // Nothing is withheld for nothing: only where the whole would tell too much even if it stood alone.
                let mut alone = Tree::default();
                alone.add(&whole, None);
                for at in 1..alone.people.len() {
                    alone.shown[at] = alone.people[at] == 0;
                }
                let is_told = whole.people < FEWEST || alone.found_out().is_some();
                prop_assert!(is_told, "{whole:?} could be shown");
                return Ok(());
            };
            let mut tree = Tree::default();
            tree.add(&whole, None);
            tree.shown = shown;
            let ranges = worked_out(&tree);
            for (at, people) in tree.people.iter().enumerate() {
                prop_assert!(!tree.shown[at] || *people == 0 || *people >= FEWEST, "{at} is small and shown");
                let (least, most) = ranges[at];
                let is_open = most - least >= FEWEST;
                prop_assert!(tree.shown[at] || is_open, "{at} is found out: {least} to {most}, {:?}", tree.shown);
            }
            let small = tree.people.iter().any(|people| (1..FEWEST).contains(people));
            prop_assert!(small || tree.shown.iter().all(|shown| *shown), "nothing is small, and nothing withheld");
        }
    }
}
