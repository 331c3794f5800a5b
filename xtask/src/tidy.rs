//! `cargo xtask tidy`: what no compiler holds. Every check gives all it found, so that one run is enough.

mod docs;
mod edges;
mod files;
mod generated;
mod rulebook_texts;
mod texts;
mod ui;

use crate::command::Outcome;

/// What one check found; each a sentence that says where and what to do.
type Findings = Vec<String>;

/// A check: its name and how it is made.
type Check = (&'static str, fn() -> Outcome<Findings>);

const CHECKS: [Check; 7] = [
    ("crate edges", edges::check),
    ("public items", docs::check),
    ("file lengths", files::check),
    ("the UI's borders", ui::check),
    ("messages", texts::check),
    ("the rulebook's texts", rulebook_texts::check),
    ("generated files", generated::check),
];

/// All checks.
pub(crate) fn tidy() -> Outcome {
    let mut all = Findings::new();
    for (name, check) in CHECKS {
        let found = check()?;
        println!(
            "{name}: {}",
            if found.is_empty() { "tidy".to_owned() } else { format!("{} findings", found.len()) }
        );
        all.extend(found);
    }
    if all.is_empty() { Ok(()) } else { Err(all.join("\n")) }
}
