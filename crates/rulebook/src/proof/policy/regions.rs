//! The whole space of combinations, cut into regions that one rule decides.
//!
//! Facts are fixed one by one, each to each of its classes, and only those on which the first undecided rule still hangs.
//! As soon as the rules before are settled as false and one as true, whatever the open facts are, that rule has the region.
//! Regions do not overlap and leave nothing out, so what holds of each of them holds of every combination.

use super::FactSamples;
use super::skeleton::{Atom, Skeleton};
use super::truth::Truth;
use crate::vocabulary::MAX_POLICY_REGIONS;

/// Combinations of facts that one rule decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Facts by place in `facts.json`, each with its class; the others may be anything.
    pub fixed: Vec<(usize, usize)>,
    /// The rule, by its place.
    pub rule: usize,
}

/// Why the space cannot be cut.
pub(super) enum Hole {
    /// A rule has no value there.
    NoValue(usize, Vec<(usize, usize)>),
    /// No rule holds there.
    NoRule(Vec<(usize, usize)>),
    /// More regions than the limit.
    TooWide,
}

/// A search among combinations.
pub(super) struct Search<'a> {
    facts: &'a [FactSamples],
    rules: &'a [Skeleton],
    fixed: Vec<Option<usize>>,
    steps: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(facts: &'a [FactSamples], rules: &'a [Skeleton]) -> Self {
        Self { facts, rules, fixed: vec![None; facts.len()], steps: 0 }
    }

    /// Cuts the space.
    pub(super) fn regions(mut self) -> Result<Vec<Region>, Hole> {
        let mut regions = Vec::new();
        self.cut(0, &mut regions)?;
        Ok(regions)
    }

    fn cut(&mut self, from: usize, regions: &mut Vec<Region>) -> Result<(), Hole> {
        self.steps += 1;
        if self.steps > MAX_POLICY_REGIONS {
            return Err(Hole::TooWide);
        }
        for rule in from..self.rules.len() {
            let atom = |at| self.truth(at);
            match self.rules[rule].truth(&atom) {
                Truth::NO => {}
                Truth::YES => {
                    regions.push(Region { fixed: self.fixed(), rule });
                    return Ok(());
                }
                Truth::ERROR => return Err(Hole::NoValue(rule, self.fixed())),
                _ => {
                    let Some(fact) = self.rules[rule].open(&atom) else {
                        return Err(Hole::NoValue(rule, self.fixed()));
                    };
                    for class in 0..self.facts[fact].samples.len() {
                        self.fixed[fact] = Some(class);
                        self.cut(rule, regions)?;
                    }
                    self.fixed[fact] = None;
                    return Ok(());
                }
            }
        }
        Err(Hole::NoRule(self.fixed()))
    }

    /// A combination in which a rule holds, whether or not another comes first.
    pub(super) fn holding(&mut self, rule: usize) -> Option<Vec<(usize, usize)>> {
        self.steps += 1;
        if self.steps > MAX_POLICY_REGIONS {
            return None;
        }
        let atom = |at| self.truth(at);
        let truth = self.rules[rule].truth(&atom);
        if truth == Truth::YES {
            return Some(self.fixed());
        }
        let fact = if truth.may_be(Truth::YES) { self.rules[rule].open(&atom)? } else { return None };
        for class in 0..self.facts[fact].samples.len() {
            self.fixed[fact] = Some(class);
            if let Some(found) = self.holding(rule) {
                return Some(found);
            }
        }
        self.fixed[fact] = None;
        None
    }

    /// What an atom may come to while some facts are open.
    fn truth(&self, at: Atom) -> Truth {
        let fact = &self.facts[at.fact];
        match self.fixed[at.fact] {
            Some(class) => fact.outcomes[class][at.nth],
            None => fact.open[at.nth],
        }
    }

    fn fixed(&self) -> Vec<(usize, usize)> {
        self.fixed.iter().enumerate().filter_map(|(fact, class)| Some((fact, (*class)?))).collect()
    }
}
