//! Reading a machine readable zone: compared field by field with the form before anything is taken.

use chrono::NaiveDate;
use declaration::{Form, mrz};
use rulebook::fields::{option_id, question_id};
use serde_json::Value;
use vault::DraftRow;

use crate::dto::{Filling, MrzField, MrzScreen, Problem};
use crate::{Result, Session};

impl Session {
    /// Reads pasted lines and sets them beside the form's answers. Nothing is taken.
    pub fn read_mrz(&self, id: &str, text: &str) -> Result<MrzScreen> {
        let draft = self.draft(id)?;
        let form = self.form_for(&draft)?;
        let reading = match mrz::read(text, self.today()) {
            Ok(reading) => reading,
            Err(problem) => {
                return Ok(MrzScreen { format: None, fields: Vec::new(), problems: vec![told(&problem)] });
            }
        };
        let mut problems = Vec::new();
        if reading.composite == mrz::Check::Wrong {
            problems.push(Problem::of("mrz-composite-wrong"));
        }
        let language = self.language();
        let fields = offered(&form, &draft, &reading, self.today())
            .into_iter()
            .map(|field| compare(&form, &draft, field, language.tag()))
            .collect();
        Ok(MrzScreen { format: Some(reading.format.name().to_owned()), fields, problems })
    }

    /// Takes the named fields of pasted lines into the form.
    pub fn take_mrz(&self, id: &str, text: &str, pointers: &[String]) -> Result<Filling> {
        let reading = mrz::read(text, self.today());
        self.edit(id, |form, draft| {
            let Ok(reading) = &reading else { return Ok(()) };
            for field in mrz::fields_for_form(reading, form.edition()) {
                if pointers.contains(&field.pointer) {
                    form.set(&mut draft.answers, &field.pointer, Value::String(field.value))?;
                    draft.spoken.insert(field.pointer);
                }
            }
            Ok(())
        })
    }
}

/// What the zone has to say to questions that would be asked if all of it were taken: who issued a passport is not.
fn offered(
    form: &Form,
    draft: &DraftRow,
    reading: &mrz::MrzReading,
    today: NaiveDate,
) -> Vec<mrz::FormField> {
    let mut fields = mrz::fields_for_form(reading, form.edition());
    let mut taken = draft.answers.clone();
    for field in &fields {
        // What cannot be taken is not asked either.
        let _ = form.set(&mut taken, &field.pointer, Value::from(field.value.as_str()));
    }
    let evaluation = form.evaluate(&taken, today);
    fields.retain(|field| evaluation.question(&field.pointer).is_some());
    fields
}

fn compare(form: &Form, draft: &DraftRow, field: mrz::FormField, language: &str) -> MrzField {
    let current =
        draft.answers.pointer(&field.pointer).and_then(Value::as_str).filter(|text| !text.is_empty());
    MrzField {
        text: question_id(&field.pointer),
        read: in_words(form, &field.pointer, &field.value, language),
        read_text: listed(form, &field.pointer, &field.value),
        current: current.map(|current| in_words(form, &field.pointer, current, language)),
        current_text: current.and_then(|current| listed(form, &field.pointer, current)),
        same: current == Some(field.value.as_str()),
        trusted: field.trusted,
        checked: field.checked,
        pointer: field.pointer,
    }
}

/// Why nothing could be read, with what helps to find it.
fn told(problem: &mrz::MrzProblem) -> Problem {
    let mut told = Problem::of(problem.code());
    let mut say = |name: &str, value: usize| told.arguments.insert(name.to_owned(), Value::from(value));
    match problem {
        mrz::MrzProblem::WrongLength { lines, expected } => {
            say("lines", lines.len());
            say("length", lines.iter().copied().max().unwrap_or_default());
            say("expected-lines", expected.lines());
            say("expected", expected.width());
        }
        mrz::MrzProblem::BadCharacter { line, position } => {
            say("line", *line);
            say("position", *position);
        }
        mrz::MrzProblem::NoLines | mrz::MrzProblem::UnknownKind => {}
    }
    told
}

/// The text of an option, where the question has a short list that holds it.
fn listed(form: &Form, pointer: &str, value: &str) -> Option<String> {
    let field = form.edition().field_at(pointer)?;
    field.options.iter().any(|option| option == value).then(|| option_id(pointer, value))
}

/// Codes of a list by name, everything else as read.
fn in_words(form: &Form, pointer: &str, value: &str, language: &str) -> String {
    let list = form.edition().field_at(pointer).and_then(|field| field.list.as_deref());
    list.and_then(|list| form.label(list, value, language)).unwrap_or_else(|| value.to_owned())
}
