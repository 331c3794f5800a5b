//! `check`: an edition proved, or refused with the place where it fails; what was proved, as tables that a person can read.

use std::path::Path;

use rulebook::Edition;
use rulebook::vocabulary::{MAX_EDITION_COST, MAX_EXPRESSION_COST};

use crate::folder;
use crate::refused::Outcome;

pub(crate) fn check(folder: &Path) -> Outcome {
    let edition = folder::edition(folder)?;
    println!("{}", costs(&edition));
    println!("{}", edition.policy_proof());
    println!(
        "edition {} is proved: {} questions, {} checks, {} facts, {} rules of the code policy, texts in {}",
        edition.head.number,
        edition.field_count(),
        edition.checks.len(),
        edition.facts.len(),
        edition.policy.len(),
        edition.texts.keys().cloned().collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

/// A line for each rule: what one evaluation can cost, how often it may run, what it reads.
fn costs(edition: &Edition) -> String {
    let costs = edition.costs();
    let width = costs.iter().map(|cost| cost.rule.len()).max().unwrap_or(0);
    let mut lines = vec![format!("{:width$}  {:>6} {:>6}  reads", "rule", "cost", "times")];
    lines.extend(costs.iter().map(|cost| {
        format!("{:width$}  {:>6} {:>6}  {}", cost.rule, cost.cost, cost.times, cost.reads.join(" "))
    }));
    let caps = &edition.head.caps;
    let dearest = costs.iter().map(|cost| cost.cost).max().unwrap_or(0);
    lines.push(format!(
        "at worst: {dearest} units for one expression of {} allowed, {} for a declaration of {} allowed\n",
        caps.expression_cost.unwrap_or(MAX_EXPRESSION_COST),
        edition.cost,
        caps.edition_cost.unwrap_or(MAX_EDITION_COST)
    ));
    lines.join("\n")
}
