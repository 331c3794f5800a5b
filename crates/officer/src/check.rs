//! `check`: an edition proved, or refused with the place where it fails.

use std::path::Path;

use crate::folder;
use crate::refused::Outcome;

pub(crate) fn check(folder: &Path) -> Outcome {
    let edition = folder::edition(folder)?;
    println!(
        "edition {}: {} questions, {} checks, {} facts, {} rules of the code policy",
        edition.head.number,
        edition.field_count(),
        edition.checks.len(),
        edition.facts.len(),
        edition.policy.len()
    );
    Ok(())
}
