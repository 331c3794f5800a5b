//! The files of an edition, by name.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::de::DeserializeOwned;

use crate::Refusal;
use crate::locate::line_at;
use crate::vocabulary::MAX_FILE_BYTES;

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// The file of the risk list.
pub const RISKS: &str = "risks.json";

/// The number that a risk list bears.
pub fn list_number(list: &[u8]) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        number: u32,
    }
    if list.len() > MAX_FILE_BYTES {
        return None;
    }
    serde_json::from_slice::<Numbered>(list).ok().map(|list| list.number).filter(|number| *number > 0)
}

/// Name (`pages.json`, `lists/countries.json`, `texts/en.ftl`) to bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    /// The edition that this program was built with.
    pub fn bundled() -> Self {
        Self(BUNDLED.iter().map(|&(name, bytes)| (name.to_owned(), bytes.to_vec())).collect())
    }

    /// One file of the edition that this program was built with.
    pub(crate) fn bundled_file(name: &str) -> Option<(&'static str, &'static [u8])> {
        BUNDLED.iter().find(|(known, _)| *known == name).copied()
    }

    /// Reads a folder: its `.json`, `lists/*.json` and `texts/*.ftl`; whatever else lies there is left aside.
    pub fn read_dir(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for (prefix, ending) in [("", ".json"), ("lists/", ".json"), ("texts/", ".ftl")] {
            let folder = folder.join(prefix);
            if !folder.is_dir() {
                continue;
            }
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.ends_with(ending) && entry.file_type()?.is_file() {
                    files.insert(format!("{prefix}{name}"), fs::read(entry.path())?);
                }
            }
        }
        Ok(Self(files))
    }

    /// The same with the lists that this program was built with, where the edition brings none of its own.
    #[must_use]
    pub fn with_bundled_lists(mut self) -> Self {
        if !self.0.keys().any(|name| name.starts_with("lists/")) {
            let lists = BUNDLED.iter().filter(|(name, _)| name.starts_with("lists/"));
            self.0.extend(lists.map(|&(name, bytes)| (name.to_owned(), bytes.to_vec())));
        }
        self
    }

    /// The number of the risk list in it; none where that is no list.
    pub fn list_number(&self) -> Option<u32> {
        list_number(self.0.get(RISKS)?)
    }

    /// The same edition with each of those risk lists that are newer than its own, the newest first, and last as it is. The
    /// first that loads is the one to judge by.
    pub fn with_newer_lists(&self, lists: &BTreeMap<u32, Vec<u8>>) -> Vec<Self> {
        let own = self.list_number().unwrap_or_default();
        let newer = lists.range(own.saturating_add(1)..).rev();
        let laid_over = newer.map(|(_, list)| {
            let mut files = self.clone();
            files.0.insert(RISKS.to_owned(), list.clone());
            files
        });
        laid_over.chain([self.clone()]).collect()
    }

    /// The texts by language tag.
    pub(crate) fn texts(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let mut texts = BTreeMap::new();
        for (file, bytes) in &self.0 {
            let Some(tag) = file.strip_prefix("texts/").and_then(|file| file.strip_suffix(".ftl")) else {
                continue;
            };
            if bytes.len() > MAX_FILE_BYTES {
                return Err(Refusal::new("file-too-large", file, "").with("limit", MAX_FILE_BYTES));
            }
            let text = String::from_utf8(bytes.clone()).map_err(|error| {
                let line = line_at(bytes, error.utf8_error().valid_up_to());
                Refusal::new("file-malformed", file, "").with("detail", error.utf8_error()).on_line(line)
            })?;
            texts.insert(tag.to_owned(), text);
        }
        Ok(texts)
    }

    /// Parses one file; a missing, oversized or malformed one is refused.
    pub(crate) fn parse<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refusal> {
        let bytes = self.0.get(name).ok_or_else(|| Refusal::new("file-missing", name, ""))?;
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Refusal::new("file-too-large", name, "").with("limit", MAX_FILE_BYTES));
        }
        serde_json::from_slice(bytes).map_err(|error| {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
            Refusal::new("file-malformed", name, "")
                .with("column", error.column())
                .with("detail", error)
                .on_line(line)
        })
    }
}
