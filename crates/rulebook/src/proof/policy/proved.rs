//! A proved policy: what stands for each fact, and which rule decides where.

use std::fmt::{self, Display, Formatter};

use cel::{Context, IdedExpr};

use super::regions::Region;
use super::sample::map;
use super::skeleton::Skeleton;
use super::truth::Truth;
use super::{Combination, evaluate};
use crate::facts::FactValue;
use crate::facts::{Fact, FactType};
use crate::policy::Colour;

/// What was proved of a code policy: every combination of facts has exactly one rule that comes first.
#[derive(Debug)]
pub struct PolicyProof {
    /// The facts with what stands for their values, in the order of `facts.json`.
    pub facts: Vec<FactSamples>,
    /// The space of combinations, cut into parts that one rule decides.
    pub regions: Vec<Region>,
    /// The place of the rule that decides for a person with no epidemic fact.
    pub low_risk: usize,
    pub(super) ids: Vec<(String, Colour)>,
    pub(super) rules: Vec<Skeleton>,
}

/// A fact, and for each class of values that the policy cannot tell apart one that stands for it.
#[derive(Debug)]
pub struct FactSamples {
    /// The fact's name.
    pub name: String,
    /// Its type.
    pub kind: FactType,
    /// One value of each class; the quietest first.
    pub samples: Vec<FactValue>,
    /// What each class makes of each condition over this fact alone.
    pub(super) outcomes: Vec<Vec<Truth>>,
    /// What each condition may come to at all.
    pub(super) open: Vec<Truth>,
    atoms: Vec<IdedExpr>,
}

impl FactSamples {
    /// Classes of `samples` by what the conditions make of them.
    pub(super) fn new(
        fact: &Fact,
        atoms: Vec<IdedExpr>,
        samples: Vec<FactValue>,
        base: &Context<'_, '_>,
    ) -> Self {
        let mut this = Self {
            name: fact.name.to_string(),
            kind: fact.kind,
            samples: Vec::new(),
            outcomes: Vec::new(),
            open: Vec::new(),
            atoms,
        };
        for sample in samples {
            let outcomes = this.look(&sample, base);
            if !this.outcomes.contains(&outcomes) {
                this.outcomes.push(outcomes);
                this.samples.push(sample);
            }
        }
        this.open = (0..this.atoms.len())
            .filter_map(|atom| this.outcomes.iter().map(|class| class[atom]).reduce(Truth::or_else))
            .collect();
        this
    }

    /// What the conditions make of a value.
    pub(super) fn look(&self, value: &FactValue, base: &Context<'_, '_>) -> Vec<Truth> {
        self.atoms
            .iter()
            .map(|atom| evaluate(base, "facts", Box::new(map([(self.name.as_str(), value.value())])), atom))
            .collect()
    }
}

impl PolicyProof {
    /// How many combinations of classes there are; the regions cover each of them once.
    pub fn combinations(&self) -> u128 {
        self.facts.iter().fold(1, |all: u128, fact| all.saturating_mul(fact.samples.len() as u128))
    }

    /// A combination that a rule decides, by the rule's place: facts by place with their class, the others anything.
    pub fn witness(&self, rule: usize) -> Option<&[(usize, usize)]> {
        self.regions.iter().find(|region| region.rule == rule).map(|region| region.fixed.as_slice())
    }

    /// A combination that gives a colour.
    pub fn colour_witness(&self, colour: Colour) -> Option<&[(usize, usize)]> {
        let region = self.regions.iter().find(|region| self.ids[region.rule].1 == colour);
        region.map(|region| region.fixed.as_slice())
    }

    /// Where a combination of facts stands, values in the order of `facts.json`.
    pub(crate) fn combination(&self, values: &[FactValue], base: &Context<'_, '_>) -> Combination<'_> {
        let outcomes = self.facts.iter().zip(values).map(|(fact, value)| fact.look(value, base)).collect();
        Combination { proof: self, outcomes }
    }

    /// The rule that decides where some facts are fixed and the others quiet.
    pub(super) fn first(&self, fixed: &[(usize, usize)]) -> Option<usize> {
        let class = |fact| fixed.iter().find(|(at, _)| *at == fact).map_or(0, |(_, class)| *class);
        let atom = |at: super::skeleton::Atom| self.facts[at.fact].outcomes[class(at.fact)][at.nth];
        self.rules.iter().position(|rule| rule.truth(&atom) == Truth::YES)
    }
}

/// A combination in words, by the facts that are not quiet: `symptoms = ['*'], fever = true`.
pub(super) fn combination(facts: &[FactSamples], fixed: &[(usize, usize)]) -> String {
    let loud: Vec<String> = fixed
        .iter()
        .filter(|(_, class)| *class > 0)
        .map(|&(fact, class)| format!("{} = {}", facts[fact].name, facts[fact].samples[class]))
        .collect();
    if loud.is_empty() { "nothing to report".to_owned() } else { loud.join(", ") }
}

impl Display for PolicyProof {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let (combinations, regions) = (self.combinations(), self.regions.len());
        writeln!(formatter, "code policy: {combinations} combinations of facts in {regions} regions")?;
        for (rule, (id, colour)) in self.ids.iter().enumerate() {
            let example = self.witness(rule).map(|fixed| combination(&self.facts, fixed)).unwrap_or_default();
            writeln!(formatter, "  {:<7} {id}: {example}", colour.name())?;
        }
        if let Some((id, colour)) = self.ids.get(self.low_risk) {
            writeln!(formatter, "a person with no epidemic fact is {} by {id}", colour.name())?;
        }
        Ok(())
    }
}
