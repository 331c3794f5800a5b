//! Counts, which add up whichever thread made them.

use std::collections::{BTreeMap, BTreeSet};

/// Unreadable lines of which the number is kept.
const FIRST: usize = 5;

/// What was found in many declarations.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Declarations that were read.
    pub(super) declarations: u64,
    /// How many there were of each pair of rules, by their places in the two policies.
    pub(super) rules: BTreeMap<(usize, usize), u64>,
    /// The same for each kind of people.
    pub(super) kinds: BTreeMap<String, BTreeMap<(usize, usize), u64>>,
    /// Declarations that an edition could not judge.
    pub(super) not_comparable: u64,
    /// Why, with how many there were; one declaration may have several reasons.
    pub(super) unlike: BTreeMap<Unlike, u64>,
    /// Lines that hold no declaration.
    pub(super) unreadable: u64,
    /// The numbers of the first of them.
    pub(super) first_unreadable: BTreeSet<u64>,
    /// Declarations that could be sent under the old edition.
    pub(super) complete_before: u64,
    /// Of these, those that could not under the new one.
    pub(super) no_longer_complete: u64,
    /// Declarations that could be sent under the new one alone.
    pub(super) newly_complete: u64,
    /// Declarations with a blocking finding that the old edition does not have.
    pub(super) newly_blocked: u64,
    /// Which findings these are.
    pub(super) new_findings: BTreeMap<String, u64>,
}

/// Why an edition cannot judge a declaration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unlike {
    /// The edition's number.
    pub(super) which: u32,
    /// The question whose answer does not fit, or the fact or rule that has no value.
    pub(super) what: String,
}

impl Tally {
    pub(super) fn compared(&mut self, before: usize, after: usize) {
        *self.rules.entry((before, after)).or_default() += 1;
    }

    pub(super) fn of_kind(&mut self, kind: String, rules: (usize, usize)) {
        *self.kinds.entry(kind).or_default().entry(rules).or_default() += 1;
    }

    pub(super) fn not_comparable(&mut self, why: BTreeSet<Unlike>) {
        self.not_comparable += 1;
        for why in why {
            *self.unlike.entry(why).or_default() += 1;
        }
    }

    pub(super) fn unreadable(&mut self, line: u64) {
        self.unreadable += 1;
        self.first_unreadable.insert(line);
        self.keep_first();
    }

    pub(super) fn blocked(&mut self, before: &BTreeSet<String>, after: &BTreeSet<String>) {
        self.complete_before += u64::from(before.is_empty());
        self.no_longer_complete += u64::from(before.is_empty() && !after.is_empty());
        self.newly_complete += u64::from(!before.is_empty() && after.is_empty());
        let mut new = after.difference(before).peekable();
        self.newly_blocked += u64::from(new.peek().is_some());
        for finding in new {
            *self.new_findings.entry(finding.clone()).or_default() += 1;
        }
    }

    /// Adds what another thread found.
    pub(super) fn add(&mut self, other: Self) {
        self.declarations += other.declarations;
        self.not_comparable += other.not_comparable;
        self.unreadable += other.unreadable;
        self.complete_before += other.complete_before;
        self.no_longer_complete += other.no_longer_complete;
        self.newly_complete += other.newly_complete;
        self.newly_blocked += other.newly_blocked;
        add(&mut self.rules, other.rules);
        for (kind, rules) in other.kinds {
            add(self.kinds.entry(kind).or_default(), rules);
        }
        add(&mut self.unlike, other.unlike);
        add(&mut self.new_findings, other.new_findings);
        self.first_unreadable.extend(other.first_unreadable);
        self.keep_first();
    }

    fn keep_first(&mut self) {
        while self.first_unreadable.len() > FIRST {
            self.first_unreadable.pop_last();
        }
    }
}

fn add<K: Ord>(into: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
    for (key, count) in from {
        *into.entry(key).or_default() += count;
    }
}
