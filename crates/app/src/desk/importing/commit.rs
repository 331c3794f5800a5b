//! The press: everything that is ready is written, in one transaction, and then checked.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use declaration::Form;
use members::State;
use members::preview::{Change, Line};
use platform_api::DeclarationSecret;
use rulebook::fields::question_id;
use serde_json::Value;
use uuid::Uuid;
use vault::{DraftKind, DraftRow, ImportedCase, MemberRow};

use super::Import;
use super::known::as_object;
use super::screen::in_words;
use crate::dto::{DeskDoing, ImportChange, ImportChanged, ImportReport};
use crate::{Error, Result, Session};

impl Session {
    /// Imports what is ready: all of it or nothing. How far it is says [`Session::desk_work`] meanwhile.
    pub fn import_commit(&self) -> Result<ImportReport> {
        let volunteer = self.volunteer()?.volunteer;
        let mut held = self.desk.import();
        let import = held.as_ref().ok_or(Error::NoImport)?;
        let ready = import.preview.lines.iter().filter(|line| line.ready && writes(line)).count();
        let _working = self.desk.begin(DeskDoing::Importing, u32::try_from(ready).unwrap_or(u32::MAX))?;
        let written = self.write_import(import, &volunteer);
        let report = match written {
            Ok(number) => Ok(self.report(import, number)),
            Err(error) => Err(error),
        };
        if report.is_ok() {
            // All of it is written: what fails now must not make anybody press again.
            if let Err(error) = self.remember_shape(import) {
                tracing::warn!(code = error.code(), "the columns of this shape of list are asked again");
            }
            held.take();
        }
        drop(held);
        if report.is_ok() {
            self.desk.work().doing = DeskDoing::Checking;
            self.desk.work().done = 0;
            // What was imported is there: a list that is not up to date yet is brought up to date in the background.
            let _ = self.summarise_all(|count| {
                self.desk.work().done = count;
                !self.desk.is_paused()
            });
        }
        report
    }

    fn write_import(&self, import: &Import, volunteer: &str) -> Result<i64> {
        let now = self.host.now();
        let vault = self.vault()?;
        let _changing = self.changing();
        let mut drafts: HashMap<Uuid, DraftRow> = HashMap::new();
        // Read before the transaction, since that holds the database.
        for line in import.preview.lines.iter().filter(|line| line.ready) {
            if let Some((id, _)) = changed(line)
                && let Some(draft) = vault.draft(id)?
            {
                drafts.insert(id, draft);
            }
        }
        let said: HashMap<Uuid, MemberRow> =
            vault.members()?.into_iter().filter_map(|(id, member)| Some((id, member?))).collect();
        let lines = import.preview.lines.iter().filter(|line| line.ready && writes(line));
        let cases = lines.filter_map(|line| {
            let case = match &line.state {
                State::New => new_case(&import.form, line, now),
                _ => {
                    let (id, changes) = changed(line)?;
                    let draft = drafts.remove(&id)?; // gone meanwhile, or sent: a person's to correct
                    changed_case(&import.form, draft, &changes, said.get(&id), line, now)
                }
            };
            Some(case)
        });
        let heard = |count| self.desk.work().done = count;
        vault.import((&import.file, volunteer, now), cases, heard)
    }

    fn report(&self, import: &Import, number: i64) -> ImportReport {
        let counts = import.preview.counts;
        let written = |line: &&Line| line.ready && writes(line);
        let changed = import.preview.lines.iter().filter(written).filter_map(|line| {
            let (id, changes) = changed(line)?;
            Some(ImportChanged {
                id: id.to_string(),
                name: import.name(line),
                changes: changes
                    .iter()
                    .map(|change| import.change(change, id, self.language().tag()))
                    .collect(),
            })
        });
        let is_new = |line: &&Line| line.state == State::New;
        ImportReport {
            number,
            new: number_of(import.preview.lines.iter().filter(written).filter(is_new).count()),
            changed: changed.collect(),
            unchanged: number_of(counts.unchanged),
            conflicting: number_of(counts.conflicting),
            left: number_of(import.preview.lines.iter().filter(|line| !line.ready).count()),
        }
    }
}

impl Import {
    pub(super) fn change(&self, change: &Change, id: Uuid, language: &str) -> ImportChange {
        let words = |value: &Value| in_words(&self.form, &change.pointer, value, language);
        ImportChange {
            pointer: change.pointer.clone(),
            text: question_id(&declaration::pointer::general(&change.pointer)),
            from: change.from.as_ref().map(words).unwrap_or_default(),
            to: words(&change.to),
            conflicts: change.conflicts,
            id: id.to_string(),
        }
    }
}

pub(super) fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether an import would write something of it.
pub(super) fn writes(line: &Line) -> bool {
    match &line.state {
        State::New => true,
        State::Changed { changes, .. } | State::Conflicting { changes, .. } => {
            changes.iter().any(|change| !change.conflicts)
        }
        State::Unchanged { .. } | State::Asked { .. } => false,
    }
}

/// The case, and what the list changes in it.
fn changed(line: &Line) -> Option<(Uuid, Vec<Change>)> {
    let (State::Changed { case, changes } | State::Conflicting { case, changes }) = &line.state else {
        return None;
    };
    let changes = changes.iter().filter(|change| !change.conflicts).cloned().collect();
    Some((case.parse().ok()?, changes))
}

fn new_case(form: &Form, line: &Line, now: DateTime<Utc>) -> Result<ImportedCase> {
    let secret = DeclarationSecret::generate().map_err(|_| Error::Sealing)?;
    let mut answers = form.blank();
    for (pointer, said) in &line.member.answers {
        put(form, &mut answers, pointer, said.value.clone())?;
    }
    let said = as_object(line.member.answers.iter().map(|(at, said)| (at.clone(), said.value.clone())));
    let draft = DraftRow {
        id: secret.revision_token().id(now),
        revision: 1,
        kind: DraftKind::Declaration,
        edition: form.edition().head.number,
        answers,
        spoken: Default::default(),
        reviewed: false,
        bookmark: None,
        undo: None,
        earlier: None,
        updated_at: now,
    };
    Ok(ImportedCase {
        draft,
        secret: Some(vault::DeclarationSecret::from_bytes(*secret.as_bytes())),
        member: member(line, said.clone()),
        written: said,
        before: as_object([]),
    })
}

fn changed_case(
    form: &Form,
    mut draft: DraftRow,
    changes: &[Change],
    known: Option<&MemberRow>,
    line: &Line,
    now: DateTime<Utc>,
) -> Result<ImportedCase> {
    let mut before = Vec::new();
    for change in changes {
        let there = draft.answers.pointer(&change.pointer).cloned().unwrap_or_default();
        before.push((change.pointer.clone(), there));
        put(form, &mut draft.answers, &change.pointer, change.to.clone())?;
    }
    draft.updated_at = now;
    let mut said = known.map(|known| super::known::by_pointer(known.said.clone())).unwrap_or_default();
    said.extend(line.member.answers.iter().map(|(at, said)| (at.clone(), said.value.clone())));
    let member = member(line, as_object(said));
    let written = as_object(changes.iter().map(|change| (change.pointer.clone(), change.to.clone())));
    Ok(ImportedCase { draft, secret: None, member, written, before: as_object(before) })
}

fn member(line: &Line, said: Value) -> MemberRow {
    MemberRow { said, place: line.member.row() }
}

/// Puts an answer into a draft; items of a list that are not there yet come with it.
pub(in crate::desk) fn put(form: &Form, answers: &mut Value, pointer: &str, value: Value) -> Result<()> {
    if let Some((group, index)) = item_of(pointer) {
        while answers.pointer(group).and_then(Value::as_array).map_or(0, Vec::len) <= index {
            form.add_item(answers, group)?;
        }
    }
    form.set(answers, pointer, value)?;
    Ok(())
}

/// `/legs/1/from` is in item 1 of `/legs`.
pub(in crate::desk) fn item_of(pointer: &str) -> Option<(&str, usize)> {
    let mut at = 0;
    for part in pointer.split('/').skip(1) {
        if let Ok(index) = part.parse() {
            return Some((&pointer[..at], index));
        }
        at += part.len() + 1;
    }
    None
}
