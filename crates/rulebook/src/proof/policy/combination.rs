//! One combination of facts in the proved space: which rule decides it, by which facts, and how far other colours are.

use std::collections::BTreeSet;

use super::proved::PolicyProof;
use super::skeleton::Atom;
use super::truth::Truth;
use crate::policy::Colour;

/// A combination of facts, judged.
#[derive(Debug)]
pub struct Combination<'a> {
    pub(super) proof: &'a PolicyProof,
    /// What each fact's value makes of each condition over it alone.
    pub(super) outcomes: Vec<Vec<Truth>>,
}

/// A way to another colour: facts by number, each with the class that it would have to be of.
pub type Way = Vec<(usize, usize)>;

impl Combination<'_> {
    /// The rule that decides, by its number.
    pub fn rule(&self) -> Option<usize> {
        self.proof.rules.iter().position(|rule| rule.truth(&|at| self.truth(at)) == Truth::YES)
    }

    /// The facts on which rules rest, the deciding one first, by number: those that make them true. A rule that always holds rests on
    /// what makes all the rules before it false.
    pub fn deciding(&self, rules: &[usize]) -> Vec<usize> {
        let Some(decides) = rules.first() else { return Vec::new() };
        let atom = |at| self.truth(at);
        let mut grounds = BTreeSet::new();
        for rule in rules {
            self.proof.rules[*rule].grounds(&atom, &mut grounds);
        }
        if grounds.is_empty() {
            for rule in &self.proof.rules[..*decides] {
                rule.grounds(&atom, &mut grounds);
            }
        }
        grounds.into_iter().collect()
    }

    /// Ways to a colour, the one with the fewest changes first, then by the order of `facts.json`. A way changes no fact
    /// that may stay, so the first is the smallest of all over the classes.
    pub fn ways(&self, colour: Colour) -> Vec<Way> {
        let regions = self.proof.regions.iter().filter(|region| self.proof.ids[region.rule].1 == colour);
        let mut ways: Vec<Way> = regions
            .map(|region| {
                let differs = |&&(fact, class): &&(usize, usize)| {
                    self.proof.facts[fact].outcomes[class] != self.outcomes[fact]
                };
                region.fixed.iter().filter(differs).copied().collect()
            })
            .collect();
        ways.sort_by_cached_key(|way: &Way| (way.len(), way.clone()));
        ways.dedup();
        ways
    }

    fn truth(&self, at: Atom) -> Truth {
        self.outcomes[at.fact][at.nth]
    }
}
