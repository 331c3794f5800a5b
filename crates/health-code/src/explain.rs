//! Why a code has its colour, and what would give another.
//!
//! The proof of the policy cut all combinations of facts into regions that one rule decides. From where a declaration's facts
//! stand, the way to another colour that changes the fewest facts leads into one of these regions; so nothing is tried out,
//! and what is found is checked by [`assign`] once more.
//!
//! No way is told that leads over another answer about one's health or contacts: what can change a colour for the better is
//! time, a test, or an officer's word.

use declaration::Facts;
use rulebook::{Colour, Edition, Fact, FactType, FactValue, Need, Read, Root, Step};

use crate::assign::deciding;
use crate::{AssignError, Assignment, assign};

/// Why a code has its colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Colour, rule, reasons.
    pub assignment: Assignment,
    /// The facts that made the rule hold, and those that would give the same colour without them, with their values, in the order of
    /// `facts.json`. Where the rule always holds: those for which no rule before it did.
    pub deciding: Vec<(String, FactValue)>,
    /// For each better colour the smallest change by which time, a test or an officer would give it; none where only another
    /// answer would.
    pub nearest: Vec<Other>,
}

/// A better colour, and the smallest change of facts that would give it.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The colour.
    pub colour: Colour,
    /// The rule that would decide.
    pub rule: String,
    /// What would have to be different: as few facts as can be; of equally few, the first in the order of `facts.json`.
    pub changes: Vec<Change>,
}

/// A fact that would have to be different.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its name.
    pub fact: String,
    /// What it is.
    pub from: FactValue,
    /// One value that it would have to have; [`rulebook::ANY`] in it stands for any text.
    pub to: FactValue,
    /// What changes it.
    pub by: Mover,
}

/// What can change a fact without anybody answering differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mover {
    /// Days that pass: where one has been, and on which flight.
    Time,
    /// Another test.
    Test,
    /// Something that an officer records.
    Officer,
}

fn of_place_or_flight(read: &Read) -> bool {
    read.path.root == Root::Answers && read.need == Need::Value
}

/// What can change a fact; none if it rests on what somebody says of their health or contacts.
fn mover(edition: &Edition, fact: &Fact) -> Option<Mover> {
    let reads = || fact.is.reads.iter().filter(|read| read.need == Need::Value);
    let roots: Vec<&str> = reads()
        .filter(|read| read.path.root == Root::Answers)
        .filter_map(|read| match read.path.steps.first() {
            Some(Step::Member(at)) => edition.shape.members.get(*at).map(|member| member.name.as_str()),
            _ => None,
        })
        .collect();
    let of = |root: &str| roots.contains(&root);
    if of("health") || of("exposure") || of("doses") {
        None
    } else if of("tests") {
        Some(Mover::Test)
    } else if !roots.is_empty() || reads().any(|read| read.path.root == Root::Journey) {
        Some(Mover::Time)
    } else {
        reads().any(|read| read.path.root == Root::Officer).then_some(Mover::Officer)
    }
}

/// Explains the colour that an edition's policy gives these facts.
pub fn explain(edition: &Edition, facts: &Facts) -> Result<Explanation, AssignError> {
    let values: Vec<FactValue> = edition
        .facts
        .iter()
        .map(|fact| typed(fact.kind, facts.0.get(&fact.name).unwrap_or(&FactValue::Null)))
        .collect();
    let named = |index: usize| edition.facts[index].name.to_string();
    let facts = Facts(
        values
            .iter()
            .enumerate()
            .map(|(index, fact)| (edition.facts[index].name.clone(), fact.clone()))
            .collect(),
    );
    let assignment = assign(edition, &facts)?;
    let combination = edition.combination(&values);
    let deciding = combination
        .deciding(&deciding(edition, &facts)?)
        .into_iter()
        .map(|fact| (named(fact), values[fact].clone()))
        .collect();
    let proof = edition.policy_proof();
    let movers: Vec<Option<Mover>> = edition.facts.iter().map(|fact| mover(edition, fact)).collect();
    let can = |&(fact, class): &(usize, usize)| {
        // Time only takes away: the quietest class of a place or flight is none at all.
        let lies_back = class == 0 || !edition.facts[fact].is.reads.iter().any(of_place_or_flight);
        movers[fact].is_some_and(|mover| mover != Mover::Time || lies_back)
    };
    let nearest = [Colour::Green, Colour::Yellow, Colour::Orange]
        .into_iter()
        .filter(|colour| *colour < assignment.colour)
        .filter_map(|colour| {
            combination.ways(colour).into_iter().filter(|way| way.iter().all(can)).find_map(|way| {
                let to = |fact: usize, class: usize| proof.facts[fact].samples[class].clone();
                let mut changed = facts.clone();
                changed.0.extend(way.iter().map(|&(fact, class)| (named(fact).into(), to(fact, class))));
                let other = assign(edition, &changed).ok().filter(|other| other.colour == colour)?;
                let changes = way.iter().filter_map(|&(fact, class)| {
                    let by = movers[fact]?;
                    Some(Change { fact: named(fact), from: values[fact].clone(), to: to(fact, class), by })
                });
                Some(Other { colour, rule: other.rule, changes: changes.collect() })
            })
        })
        .collect();
    Ok(Explanation { assignment, deciding, nearest })
}

/// A fact's value as one of its type. JSON does not say whether an empty list is one of texts or of stays, nor whether what
/// looks like a date is one; the type does.
fn typed(kind: FactType, value: &FactValue) -> FactValue {
    match (kind, value) {
        (FactType::Double, FactValue::Int(number)) => FactValue::Double(*number as f64),
        (FactType::Text, FactValue::Date(date)) => FactValue::Text(date.to_string()),
        (FactType::Stays, FactValue::Texts(texts)) if texts.is_empty() => FactValue::Stays(Vec::new()),
        (FactType::Texts, FactValue::Stays(stays)) if stays.is_empty() => FactValue::Texts(Vec::new()),
        (_, value) => value.clone(),
    }
}
