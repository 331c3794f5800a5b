//! What the UI may not do: name the desktop outside one folder, or write what the content policy forbids.

use super::Findings;
use crate::{command::Outcome, repo};

/// Forbidden text, where it is allowed all the same, and why it is forbidden elsewhere.
const FORBIDDEN: [(&str, &str, &str); 7] = [
    ("@tauri-apps", "ui/src/backend/", "only ui/src/backend may import the desktop's API"),
    (" style=", "", "the content policy allows no inline style: use a class and a token"),
    (" style:", "", "the content policy allows no inline style: use a class and a token"),
    ("eval(", "", "the content policy allows no eval"),
    ("new Function(", "", "the content policy allows no eval"),
    ("{@html", "", "text is never markup"),
    ("innerHTML", "", "text is never markup"),
];

pub(super) fn check() -> Outcome<Findings> {
    let mut found = Findings::new();
    for path in repo::files(&repo::root().join("ui"), &[".ts", ".svelte", ".html"])? {
        let short = repo::short(&path);
        if short.contains(".test.") {
            continue;
        }
        for (number, line) in repo::read(&path)?.lines().enumerate() {
            for (text, allowed, why) in FORBIDDEN {
                if line.contains(text) && (allowed.is_empty() || !short.starts_with(allowed)) {
                    found.push(format!("{short}:{}: {why}", number + 1));
                }
            }
        }
    }
    Ok(found)
}
