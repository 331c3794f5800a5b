//! Files that have grown too long to be one idea.

use std::path::Path;

use super::Findings;
use crate::{command::Outcome, repo};

const LONGEST: usize = 500;

/// Longer ones, each with the reason why it is still one idea.
const REASONS: [(&str, &str); 4] = [
    ("src-tauri/src/commands.rs", "one adapter of three lines a use case, in the order of the list"),
    ("ui/src/backend/types.ts", "generated from the DTOs, all in one place"),
    ("ui/src/messages/ids.ts", "generated: one line a message"),
    ("crates/platform/tests/store.rs", "the conformance suite of the store, run on both databases"),
];

pub(super) fn check() -> Outcome<Findings> {
    let root = repo::root();
    let mut found = Findings::new();
    for path in repo::files(&root, &[".rs", ".ts", ".svelte", ".css"])? {
        let lines = repo::read(&path)?.lines().count();
        let reason = REASONS.iter().any(|(file, _)| root.join(file) == path);
        if lines > LONGEST && !reason {
            let short = repo::short(&path);
            found.push(format!(
                "{short} has {lines} lines: divide it, or give the reason in xtask/src/tidy/files.rs"
            ));
        }
    }
    for (file, _) in REASONS {
        if !Path::new(&root.join(file)).exists() {
            found.push(format!("{file} has a reason in xtask/src/tidy/files.rs and does not exist"));
        }
    }
    Ok(found)
}
