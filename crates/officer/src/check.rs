//! `check`: an edition proved, or refused with the place where it fails.

use std::path::Path;

use rulebook::{Edition, Files};

use crate::refused::{Outcome, at, because};

pub(crate) fn check(folder: &Path) -> Outcome {
    let files = Files::read_dir(folder).map_err(at(folder))?.with_bundled_lists();
    let edition = Edition::load(&files).map_err(because)?;
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
