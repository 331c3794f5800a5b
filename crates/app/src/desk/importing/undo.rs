//! An import is taken back: who came by it goes, what it changed is as it was. What was worked on since stays.

use declaration::Form;
use serde_json::Value;
use vault::{ImportStep, Undone};

use super::commit::{item_of, number_of, put};
use super::known::by_pointer;
use crate::dto::ImportUndone;
use crate::{Result, Session};

/// What becomes of one case.
enum Fate {
    Undone(Undone),
    Kept,
}

impl Session {
    /// Undoes an import.
    pub fn undo_import(&self, number: i64) -> Result<ImportUndone> {
        self.volunteer()?;
        let mut remembered = self.changing();
        let vault = self.vault()?;
        let (mut undone, mut kept) = (Vec::new(), 0);
        for step in vault.import_steps(number)? {
            match self.fate(&step)? {
                Fate::Undone(case) => undone.push(case),
                Fate::Kept => kept += 1,
            }
        }
        vault.undo_import(number, &undone, self.host.now())?;
        *remembered = None;
        let removed = undone.iter().filter(|case| matches!(case, Undone::Removed(_))).count();
        let restored = number_of(undone.len() - removed);
        Ok(ImportUndone { removed: number_of(removed), restored, kept })
    }

    fn fate(&self, step: &ImportStep) -> Result<Fate> {
        let vault = self.vault()?;
        let part = vault.desk_part(step.id)?;
        let sent = self.declaration(step.id)?.sent.is_some();
        let draft = vault.draft(step.id)?.filter(|_| !sent);
        let Some(mut draft) = draft else { return Ok(Fate::Kept) };
        if vault.handed_over(step.id)?.is_some() {
            return Ok(Fate::Kept);
        }
        let form = self.form_for(&draft)?;
        let written = by_pointer(step.written.clone());
        if step.made {
            let mut as_it_came = form.blank();
            for (pointer, value) in &written {
                put(&form, &mut as_it_came, pointer, value.clone())?;
            }
            let untouched = draft.answers == as_it_came && part.mandate.is_none() && part.log.is_empty();
            return Ok(if untouched { Fate::Undone(Undone::Removed(step.id)) } else { Fate::Kept });
        }
        let mut touched = false;
        for (pointer, value) in &written {
            if draft.answers.pointer(pointer) == Some(value) {
                let before = step.before.get(pointer).cloned().unwrap_or(Value::Null);
                put(&form, &mut draft.answers, pointer, before)?;
                touched = true;
            }
        }
        if !touched {
            return Ok(Fate::Kept);
        }
        for (pointer, _) in written.iter().rev() {
            if let Some((list, index)) = item_of(pointer) {
                take_away_empty(&form, &mut draft.answers, list, index)?;
            }
        }
        draft.updated_at = self.host.now();
        Ok(Fate::Undone(Undone::Restored { draft: Box::new(draft), said: step.said.clone() }))
    }
}

/// Takes the last item of a list away where it is as it came: a leg that the import brought is no leg that somebody left out.
fn take_away_empty(form: &Form, answers: &mut Value, list: &str, index: usize) -> Result<()> {
    let items = |answers: &Value| answers.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
    let mut begun = form.blank();
    let at_first = items(&begun);
    let new = form.add_item(&mut begun, list)?;
    let as_it_came = begun.pointer(list).and_then(|items| items.get(new));
    let is_last = items(answers) == index + 1 && index >= at_first;
    if is_last && answers.pointer(list).and_then(|items| items.get(index)) == as_it_came {
        form.remove_item(answers, list, index)?;
    }
    Ok(())
}
