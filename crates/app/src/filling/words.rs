//! Answers as a person reads them: places by name, options by their message, the rest as typed.

use declaration::{Answered, Argument, Control, Finding, Form, Question};
use rulebook::fields::{option_id, question_id};
use rulebook::{Field, Phone};
use serde_json::{Value, json};

use crate::dto::{self, Choice, ReviewFinding};

/// Words of one answer: ready ones, and message ids of chosen options.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) words: Vec<String>,
    pub(crate) texts: Vec<String>,
}

/// The short closed list of a question.
pub(crate) fn choices(question: &Question) -> Vec<Choice> {
    question
        .options
        .iter()
        .map(|option| Choice {
            value: Value::from(option.as_str()),
            text: Some(option_id(&question.field, option)),
            label: None,
            detail: None,
        })
        .collect()
}

/// A coded answer by its name: a country, an airport, a county.
pub(crate) fn shown(form: &Form, question: &Question, language: &str) -> Option<String> {
    label(form, question.list.as_deref(), &question.value, language)
}

/// What tells a chosen place from others of its name.
pub(crate) fn beside(form: &Form, question: &Question, language: &str) -> Option<String> {
    form.beside(form.edition().field_at(&question.field)?, question.value.as_str()?, language)
}

fn label(form: &Form, list: Option<&str>, value: &Value, language: &str) -> Option<String> {
    form.label(list?, value.as_str()?, language)
}

/// The answer in words, for read-back and closed cards.
pub(crate) fn said(form: &Form, question: &Question, language: &str) -> Said {
    let label = shown(form, question, language);
    in_words(label, question.control, &question.field, &question.options, &question.value)
}

/// Any answer to a field in words, whether it is asked now or not.
pub(crate) fn said_of(form: &Form, field: &Field, value: &Value, language: &str) -> Said {
    let label = label(form, field.list.as_deref(), value, language);
    in_words(label, field.control, &field.pointer, &field.options, value)
}

fn in_words(label: Option<String>, control: Control, field: &str, options: &[String], value: &Value) -> Said {
    let mut said = Said::default();
    if let Some(name) = label {
        said.words.push(name);
        return said;
    }
    let values = match value {
        Value::Array(values) => values.as_slice(),
        Value::Null => return said,
        value => std::slice::from_ref(value),
    };
    for value in values {
        match value {
            Value::Bool(yes) => said.texts.push(if *yes { "common-yes" } else { "common-no" }.to_owned()),
            Value::String(text) if options.contains(text) => {
                said.texts.push(option_id(field, text));
            }
            Value::String(text) if control == Control::Phone => said.words.push(Phone::grouped(text.clone())),
            Value::String(text) if !text.is_empty() => said.words.push(text.clone()),
            Value::Number(number) => said.words.push(number.to_string()),
            _ => {}
        }
    }
    said
}

/// A finding for the UI, as it stands at `pointer`.
pub(crate) fn finding(form: &Form, finding: &Finding, pointer: &str, language: &str) -> dto::Finding {
    let arguments = finding.arguments.iter().map(|(name, argument)| {
        let value = match argument {
            Argument::Answers(answers) => answered(form, answers, language),
            argument => argument.told(form, language).unwrap_or_default(),
        };
        (name.clone(), value)
    });
    dto::Finding {
        pointer: pointer.to_owned(),
        rule: finding.rule.clone(),
        level: match finding.level {
            declaration::Level::Blocking => dto::Level::Blocking,
            declaration::Level::Warning => dto::Level::Warning,
        },
        arguments: arguments.collect(),
    }
}

/// What was answered before: ready words, and message ids of chosen options.
fn answered(form: &Form, answers: &[Answered], language: &str) -> Value {
    let said = answers.iter().filter_map(|answered| {
        let field = form.edition().field_at(&answered.field)?;
        Some(said_of(form, field, &answered.value, language))
    });
    Value::from_iter(said.flat_map(|said| {
        let texts = said.texts.into_iter().map(|text| json!({ "text": text }));
        texts.chain(said.words.into_iter().map(Value::from)).collect::<Vec<_>>()
    }))
}

/// A finding with the question that it speaks of, for a list of findings.
pub(crate) fn found(form: &Form, found: &Finding, pointer: &str, language: &str) -> ReviewFinding {
    ReviewFinding {
        text: question_id(pointer),
        item: item_number(pointer),
        finding: finding(form, found, pointer, language),
    }
}

/// `/legs/1/from` is in item 2.
pub(crate) fn item_number(pointer: &str) -> Option<u32> {
    pointer.split('/').find_map(|part| part.parse::<u32>().ok()).map(|index| index + 1)
}
