//! Generated files that differ from their source.

use super::Findings;
use crate::{codegen, command::Outcome, repo};

pub(super) fn check() -> Outcome<Findings> {
    let mut found = Findings::new();
    for (path, text) in codegen::generated()? {
        if repo::read(&path).ok().as_ref() != Some(&text) {
            found.push(format!("{} differs from its source: run `cargo xtask codegen`", repo::short(&path)));
        }
    }
    Ok(found)
}
