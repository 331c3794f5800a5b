//! A list on its way out: cases without health, and the rows of an import that stay behind with their reasons.

use std::collections::BTreeMap;
use std::path::Path;

use declaration::AtLandmarks;
use members::export::{self, Language, Table};
use members::{Finding, Lists};
use platform_api::Reference;
use rulebook::Landmark;
use serde_json::Value;

use crate::carrying::write_whole;
use crate::dto::{DeskFilter, DeskSheet, Written};
use crate::home::latest;
use crate::sending::leaving;
use crate::{Error, Result, Session, parse_id};

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

    /// Forgets these cases now and for good: whoever has left the chamber, a season that is over. All of them or none; the host hears
    /// how far it is. What the platform has of them stays there. `unsaid` gives up what was said of them and could not be sent yet.
    pub fn desk_wipe(&self, ids: &[String], unsaid: bool) -> Result<u32> {
        self.volunteer()?;
        let ids = ids.iter().map(|id| parse_id(id)).collect::<Result<Vec<_>>>()?;
        let mut remembered = self.changing();
        self.require_said(&ids, unsaid)?;
        let vault = self.vault()?;
        self.forget_two_people(&ids)?;
        leaving::note(&vault, &ids)?;
        let forgotten = vault.forget_all(&ids, &self.progress());
        self.leave_spool(&vault);
        forgotten?;
        // What could be taken back is of people who are gone.
        self.desk.undo().take();
        ids.iter().for_each(|id| self.stop_showing(*id));
        self.forget_pictures();
        *remembered = None;
        Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
    }

    /// What consent sheets say of these members, each once; with their personal links, which are made where there is something to ask:
    /// `links` is then what they are asked to consent to.
    pub fn desk_sheets(&self, ids: &[String], links: Option<&str>) -> Result<Vec<DeskSheet>> {
        self.desk_in_use()?;
        let vault = self.vault()?;
        let sheet = |id: &String| {
            let id = parse_id(id)?;
            let (draft, row) = (vault.draft(id)?, self.declaration(id)?);
            let (edition, answers) = latest(draft.as_ref(), &row);
            let form = self.form_of(edition)?;
            let at = AtLandmarks::of(form.edition(), answers);
            let has_answered = self.link_of(id)?.is_some_and(|link| link.answered_at.is_some());
            let link = match links.filter(|_| draft.is_some() && !has_answered) {
                Some(wording) => Some(self.desk_link(&id.to_string(), wording)?),
                None => None,
            };
            Ok(DeskSheet {
                link,
                id: id.to_string(),
                name: at.text(Landmark::HanName).map(str::to_owned).unwrap_or_default(),
                latin_name: at.latin_name().unwrap_or_default(),
                reference: Reference::of(id).to_string(),
            })
        };
        ids.iter().map(sheet).collect()
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
