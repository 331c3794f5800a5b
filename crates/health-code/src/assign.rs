//! Facts and code policy in, a colour with its reasons out. The first rule that holds decides; what would give the same colour without it
//! is said as a reason too: whoever waits until the first has passed must not find that it was not all.
//!
//! The policy sees facts and nothing else: its conditions meet the one variable `facts`, so that even an expression that
//! named an answer would find nothing (and no edition with such an expression loads).

use std::cmp::Ordering;

use declaration::{Facts, Known};
use rulebook::{Colour, Edition, PolicyRule};

/// The colour that follows from facts, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Green, yellow or orange.
    pub colour: Colour,
    /// Id of the rule that decided.
    pub rule: String,
    /// Ids of its reasons, that of the rule that decided first.
    pub reasons: Vec<String>,
    /// For how long, from its issue.
    pub valid_hours: u32,
    /// Id of the way to have it corrected.
    pub correction: String,
}

/// Why no code follows. An edition that loads and the facts of its own form never come to this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignError {
    /// A rule could not be evaluated on these facts.
    #[error("rule {0} has no value on these facts")]
    Rule(String),
    /// No rule held.
    #[error("no rule of the policy holds")]
    NoRule,
}

/// The rule of an edition's code policy that decides on these facts.
pub fn decide<'e>(edition: &'e Edition, facts: &Facts) -> Result<&'e PolicyRule, AssignError> {
    let known = facts.known(edition);
    holding(edition, &known).next().ok_or(AssignError::NoRule)?.map(|(_, rule)| rule)
}

/// The rules that give these facts their colour, by their places in the policy: the one that decides, and those behind it that would give
/// the same, as far as none between them would give a better one. Green has one reason: nothing more is to be waited for.
pub(crate) fn deciding(edition: &Edition, facts: &Facts) -> Result<Vec<usize>, AssignError> {
    let known = facts.known(edition);
    let mut holding = holding(edition, &known);
    let (decides, first) = holding.next().ok_or(AssignError::NoRule)??;
    let mut rules = vec![decides];
    if first.colour == Colour::Green {
        return Ok(rules);
    }
    for rule in holding {
        let (at, rule) = rule?;
        match rule.colour.cmp(&first.colour) {
            Ordering::Less => break,
            Ordering::Equal => rules.push(at),
            Ordering::Greater => {}
        }
    }
    Ok(rules)
}

/// The rules that hold, with their places, each looked at only when it is asked for.
fn holding<'e>(
    edition: &'e Edition,
    known: &Known<'_>,
) -> impl Iterator<Item = Result<(usize, &'e PolicyRule), AssignError>> {
    edition.policy.iter().enumerate().filter_map(|(at, rule)| match known.hold(&rule.when) {
        Ok(holds) => holds.then_some(Ok((at, rule))),
        Err(_) => Some(Err(AssignError::Rule(rule.id.clone()))),
    })
}

/// Applies an edition's code policy.
pub fn assign(edition: &Edition, facts: &Facts) -> Result<Assignment, AssignError> {
    let rules = deciding(edition, facts)?;
    let rule = &edition.policy[rules[0]];
    let mut reasons: Vec<String> = Vec::new();
    for reason in rules.iter().map(|at| &edition.policy[*at].reason) {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    Ok(Assignment {
        colour: rule.colour,
        rule: rule.id.clone(),
        reasons,
        valid_hours: rule.valid_hours,
        correction: rule.correction.clone(),
    })
}
