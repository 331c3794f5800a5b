//! The files of an edition, by name.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::de::DeserializeOwned;

use crate::Refusal;
use crate::vocabulary::MAX_FILE_BYTES;

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// Name (`pages.json`, `lists/countries.json`) to bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    /// The edition that this program was built with.
    pub fn bundled() -> Self {
        Self(BUNDLED.iter().map(|&(name, bytes)| (name.to_owned(), bytes.to_vec())).collect())
    }

    /// Reads a folder, `lists/` included; files that do not end in `.json` are left aside.
    pub fn read_dir(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for (prefix, folder) in [("", folder.to_owned()), ("lists/", folder.join("lists"))] {
            if !folder.is_dir() {
                continue;
            }
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.ends_with(".json") && entry.file_type()?.is_file() {
                    files.insert(format!("{prefix}{name}"), fs::read(entry.path())?);
                }
            }
        }
        Ok(Self(files))
    }

    /// Parses one file; a missing, oversized or malformed one is refused.
    pub(crate) fn parse<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refusal> {
        let bytes = self.0.get(name).ok_or_else(|| Refusal::new("file-missing", name, ""))?;
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Refusal::new("file-too-large", name, "").with("limit", MAX_FILE_BYTES));
        }
        serde_json::from_slice(bytes).map_err(|error| {
            Refusal::new("file-malformed", name, "")
                .with("line", error.line())
                .with("column", error.column())
                .with("detail", error)
        })
    }
}
