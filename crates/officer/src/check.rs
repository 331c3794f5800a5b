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
    if let Some(warning) = low_risk_warning(&edition) {
        println!("{warning}");
    }
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

/// What an edition must say aloud that gives people without any epidemic fact another colour than green.
pub(crate) fn low_risk_warning(edition: &Edition) -> Option<String> {
    let decides = edition.policy.get(edition.policy_proof().low_risk)?;
    let says = edition.head.low_risk_green_source.as_deref().unwrap_or("no notice");
    (!edition.head.low_risk_green).then(|| {
        format!(
            "!!! edition {}: \"low_risk_green\": false. People with NO epidemic fact are {} (rule {}, by {says}).\n\
             !!! Low-risk people are held up by this edition. Do not sign it unless the notice says exactly that.",
            edition.head.number,
            decides.colour.name().to_uppercase(),
            decides.id
        )
    })
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
