//! Generated files that differ from their source.

use super::Findings;
use crate::{codegen, command::Outcome};

pub(super) fn check() -> Outcome<Findings> {
    let stale = codegen::stale()?;
    Ok(stale
        .iter()
        .map(|file| format!("{file} differs from its source: run `cargo xtask codegen`"))
        .collect())
}
