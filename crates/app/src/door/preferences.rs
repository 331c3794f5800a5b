//! The window's preferences: a small plain file beside the vault, because language and text size must be known before the
//! vault opens. It holds nothing about a traveller.

use std::fs;
use std::io;
use std::path::Path;

use crate::dto::{Preferences, TextSize, Theme, quarter_of_an_hour};

const FILE: &str = "preferences.json";

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            language: None,
            text_size: TextSize::Normal,
            theme: Theme::System,
            lock_after_minutes: quarter_of_an_hour(),
        }
    }
}

/// The preferences kept in `data`. A missing or unreadable file means the defaults: nothing worth keeping can be lost by it.
pub(crate) fn load(data: &Path) -> Preferences {
    fs::read(data.join(FILE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Writes the file whole or not at all.
pub(crate) fn save(data: &Path, preferences: &Preferences) -> io::Result<()> {
    vault::write_private(&data.join(FILE), &serde_json::to_vec_pretty(preferences)?)
}
