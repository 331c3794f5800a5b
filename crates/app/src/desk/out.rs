//! A list on its way out: cases without health, and the rows of an import that stay behind with their reasons.

use std::collections::BTreeMap;
use std::path::Path;

use members::export::{self, Language, Table};
use members::{Finding, Lists};
use serde_json::Value;

use crate::carrying::write_whole;
use crate::dto::{DeskFilter, Written};
use crate::home::latest;
use crate::{Error, Result, Session};

/// What the sheet is called in a workbook.
const SHEET: &str = "guitu";

impl Session {
    /// Writes the cases of a filter as a list, in its order, without health, contact, tests or consents: a workbook, or a text where
    /// the file's name ends in `.csv`.
    pub fn desk_export(&self, filter: &DeskFilter, path: &Path) -> Result<Written> {
        self.volunteer()?;
        let vault = self.vault()?;
        let mut all: Vec<Value> = Vec::new();
        for id in self.desk_ids(filter)? {
            let (draft, row) = (vault.draft(id)?, self.declaration(id)?);
            all.push(latest(draft.as_ref(), &row).1.clone());
        }
        let form = self.current_form()?;
        let lists = Lists::of(form.edition());
        let language =
            if self.language().tag().starts_with("zh") { Language::Chinese } else { Language::English };
        let table = export::cases((form.edition(), &lists), &all, language);
        write(&table, path)?;
        Ok(Written { path: path.display().to_string(), cases: u32::try_from(all.len()).unwrap_or(u32::MAX) })
    }

    /// Writes the rows that an import would leave behind, as they stand in the list, with their reasons in a last column. The words
    /// of a reason come from the window, by code, with `{name}` where an argument belongs.
    pub fn import_left(
        &self,
        heading: &str,
        words: &BTreeMap<String, String>,
        path: &Path,
    ) -> Result<Written> {
        let held = self.desk.import();
        let import = held.as_ref().ok_or(Error::NoImport)?;
        let reason = |finding: &Finding| {
            let words = words.get(finding.code).cloned().unwrap_or_else(|| finding.code.to_owned());
            finding
                .args
                .iter()
                .fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
        };
        let table = import.left_behind(heading, reason);
        write(&table, path)?;
        let cases = u32::try_from(table.len().saturating_sub(1)).unwrap_or(u32::MAX);
        Ok(Written { path: path.display().to_string(), cases })
    }
}

fn write(table: &Table, path: &Path) -> Result<()> {
    let is_text = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let bytes = if is_text {
        export::text(table)
    } else {
        export::workbook(SHEET, table).map_err(|_| Error::ListNotWritten)?
    };
    write_whole(path, &bytes)
}
