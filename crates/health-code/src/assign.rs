//! Facts and code policy in, a colour with its reasons out. The first rule that holds decides.
//!
//! The policy sees facts and nothing else: its conditions meet the one variable `facts`, so that even an expression that
//! named an answer would find nothing (and no edition with such an expression loads).

use declaration::Facts;
use rulebook::{Colour, Edition, Expression, PolicyRule};

/// The colour that follows from facts, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Green, yellow or orange.
    pub colour: Colour,
    /// Id of the rule that decided.
    pub rule: String,
    /// Ids of its reasons.
    pub reasons: Vec<String>,
    /// For how long, from its issue.
    pub valid_hours: u32,
    /// Id of the way to have it corrected.
    pub correction: String,
    /// Names of the facts that the rule reads; all that the policy reads where no earlier rule held and it reads none.
    pub facts: Vec<String>,
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
    for rule in &edition.policy {
        if known.hold(&rule.when).map_err(|_| AssignError::Rule(rule.id.clone()))? {
            return Ok(rule);
        }
    }
    Err(AssignError::NoRule)
}

/// Applies an edition's code policy.
pub fn assign(edition: &Edition, facts: &Facts) -> Result<Assignment, AssignError> {
    let rule = decide(edition, facts)?;
    let mut read = facts_read(edition, &rule.when);
    if read.is_empty() {
        read = edition.policy.iter().flat_map(|rule| facts_read(edition, &rule.when)).collect();
    }
    read.sort();
    read.dedup();
    Ok(Assignment {
        colour: rule.colour,
        rule: rule.id.clone(),
        reasons: vec![rule.reason.clone()],
        valid_hours: rule.valid_hours,
        correction: rule.correction.clone(),
        facts: read,
    })
}

/// The facts that a rule names. The edition was proved to reach facts only as `facts.<name>`, and an expression's own
/// `reads` leave them out since they always have a value, so its source says it.
fn facts_read(edition: &Edition, rule: &Expression) -> Vec<String> {
    let named =
        |part: &str| part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    rule.source
        .split("facts.")
        .skip(1)
        .map(named)
        .filter(|name| edition.facts.iter().any(|fact| fact.name == *name))
        .collect()
}
