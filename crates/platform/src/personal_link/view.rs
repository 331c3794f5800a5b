//! What the page of a personal link draws: questions in the shape in which the app's own controls are given them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use declaration::evaluation::REQUIRED;
use declaration::{Argument, Evaluation, Finding, Form, Item, Level, ListRow, Page, Question};
use rulebook::fields::{option_id, question_id};
use serde::Serialize;
use serde_json::Value;

use crate::core::Terms;

/// A link on its member's phone.
#[derive(Debug, Serialize)]
pub(crate) struct Link {
    /// As the platform knows it.
    organisation: String,
    volunteer: String,
    /// What is consented to, in the organisation's words; none: in Guitu's.
    wording: Option<String>,
    until: DateTime<Utc>,
    edition: u32,
    sample: bool,
    /// A guardian answers.
    minor: bool,
    /// When it was answered: nothing more is asked then.
    answered_at: Option<DateTime<Utc>>,
    /// The answers as they are now, to be sent with the next change.
    answers: Value,
    pages: Vec<ShownPage>,
    /// Everything is answered, and nothing wrong.
    complete: bool,
}

#[derive(Debug, Serialize)]
struct ShownPage {
    id: String,
    sections: Vec<ShownSection>,
    missing: u32,
    blocking: u32,
}

#[derive(Debug, Serialize)]
struct ShownSection {
    id: String,
    reads_mrz: bool,
    questions: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    pointer: String,
    text: String,
    control: &'static str,
    value: Value,
    shown: Option<String>,
    beside: Option<String>,
    required: bool,
    choices: Vec<Choice>,
    exclusive: Option<String>,
    max_length: Option<u32>,
    findings: Vec<Said>,
    why: Why,
    items: Vec<ShownItem>,
    max_items: Option<u32>,
    companions: bool,
    earlier: Option<()>,
}

#[derive(Debug, Serialize)]
struct ShownItem {
    pointer: String,
    index: usize,
    summary: Vec<Words>,
    questions: Vec<Shown>,
    findings: usize,
}

#[derive(Debug, Serialize)]
struct Words {
    control: &'static str,
    words: String,
}

#[derive(Debug, Serialize)]
struct Why {
    purpose: String,
    readers: Vec<String>,
    retention_days: u32,
}

#[derive(Debug, Clone, Serialize)]
struct Said {
    pointer: String,
    rule: String,
    level: &'static str,
    arguments: BTreeMap<String, Value>,
}

/// A value that can be chosen.
#[derive(Debug, Serialize)]
pub(crate) struct Choice {
    value: Value,
    text: Option<String>,
    label: Option<String>,
    detail: Option<String>,
}

impl Choice {
    pub(crate) fn row(row: ListRow) -> Self {
        Self { value: row.code.into(), text: None, label: Some(row.name), detail: row.detail }
    }
}

/// Of what may be spoken.
pub(super) struct Speaks<'a> {
    pub(super) left: &'a [String],
    pub(super) all: bool,
}

impl Speaks<'_> {
    fn of(&self, finding: &Finding) -> bool {
        self.all || finding.pointers.iter().any(|pointer| self.left.contains(pointer))
    }
}

impl Link {
    pub(super) fn of(
        terms: &Terms,
        answered_at: Option<DateTime<Utc>>,
        form: &Form,
        answers: Value,
        (today, language): (NaiveDate, &str),
        speaks: &Speaks<'_>,
    ) -> Self {
        let evaluation = form.evaluate(&answers, today);
        let drawing = Drawing { form, language, said: said(form, &evaluation, language, speaks) };
        let is_open = answered_at.is_none();
        let pages = evaluation.pages.iter().filter(|_| is_open).map(|page| drawing.page(page)).collect();
        Self {
            organisation: terms.organisation.clone(),
            volunteer: terms.volunteer.clone(),
            wording: terms.wording.clone(),
            until: terms.until,
            edition: terms.edition,
            sample: form.edition().head.sample,
            minor: terms.minor,
            answered_at,
            complete: evaluation.is_complete(),
            answers: if is_open { answers } else { Value::Null },
            pages,
        }
    }
}

struct Drawing<'a> {
    form: &'a Form,
    language: &'a str,
    said: BTreeMap<String, Vec<Said>>,
}

impl Drawing<'_> {
    fn page(&self, page: &Page) -> ShownPage {
        let section = |section: &declaration::Section| ShownSection {
            id: section.id.to_string(),
            reads_mrz: false,
            questions: section.questions.iter().map(|question| self.question(question)).collect(),
        };
        ShownPage {
            id: page.id.to_string(),
            sections: page.sections.iter().map(section).collect(),
            missing: page.progress.missing,
            blocking: page.progress.blocking,
        }
    }

    fn question(&self, question: &Question) -> Shown {
        let choice = |option: &String| Choice {
            value: Value::from(option.as_str()),
            text: Some(option_id(&question.field, option)),
            label: None,
            detail: None,
        };
        let edition = self.form.edition();
        let beside = edition
            .field_at(&question.field)
            .and_then(|field| self.form.beside(field, question.value.as_str()?, self.language));
        Shown {
            pointer: question.pointer.to_string(),
            text: question_id(&question.field),
            control: question.control.name(),
            value: question.value.clone(),
            shown: self.label(question),
            beside,
            required: question.required,
            choices: question.options.iter().map(choice).collect(),
            exclusive: question.exclusive.as_deref().map(str::to_owned),
            max_length: question.max_length,
            findings: self.said.get(&*question.pointer).cloned().unwrap_or_default(),
            why: Why {
                purpose: question.purpose.to_string(),
                readers: question.readers.to_vec(),
                retention_days: question.retention_days,
            },
            items: question.items.iter().map(|item| self.item(item)).collect(),
            max_items: question.max_items,
            companions: false,
            earlier: None,
        }
    }

    fn item(&self, item: &Item) -> ShownItem {
        let blocks = |question: &&Question| {
            let said = self.said.get(&*question.pointer);
            said.is_some_and(|said| said.iter().any(|one| one.level == "blocking"))
        };
        let words = |question: &Question| {
            Some(Words { control: question.control.name(), words: self.words(question)? })
        };
        ShownItem {
            pointer: item.pointer.to_string(),
            index: item.index,
            summary: item.questions.iter().filter_map(words).collect(),
            findings: item.questions.iter().filter(blocks).count(),
            questions: item.questions.iter().map(|question| self.question(question)).collect(),
        }
    }

    /// An answer for the closed line of its item: a place by its name, the rest as typed; of what is chosen the page says the words.
    fn words(&self, question: &Question) -> Option<String> {
        if let Some(label) = self.label(question) {
            return Some(label);
        }
        let text = question.value.as_str().filter(|text| !text.is_empty())?;
        let is_option = question.options.iter().any(|option| option == text);
        (!is_option).then(|| text.to_owned())
    }

    fn label(&self, question: &Question) -> Option<String> {
        self.form.label(question.list.as_deref()?, question.value.as_str()?, self.language)
    }
}

/// What may be said, by where it stands. That something is missing is said only of what was left, or once all may be said.
fn said(
    form: &Form,
    evaluation: &Evaluation,
    language: &str,
    speaks: &Speaks<'_>,
) -> BTreeMap<String, Vec<Said>> {
    let mut at: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for finding in evaluation.findings.iter().filter(|finding| speaks.of(finding)) {
        // Of what was sent before nothing is told: there is nothing before a link's answers.
        let told = |argument: &Argument| argument.told(form, language).unwrap_or_default();
        let arguments: BTreeMap<String, Value> =
            finding.arguments.iter().map(|(name, argument)| (name.clone(), told(argument))).collect();
        // What is missing stands at its question alone.
        let most = if finding.rule == REQUIRED { 1 } else { finding.pointers.len() };
        for pointer in finding.pointers.iter().take(most) {
            at.entry(pointer.clone()).or_default().push(Said {
                pointer: pointer.clone(),
                rule: finding.rule.clone(),
                level: if finding.level == Level::Blocking { "blocking" } else { "warning" },
                arguments: arguments.clone(),
            });
        }
    }
    at
}

/// Of an edition's texts those of its questions and of what is said of them, whole messages with their attributes.
pub(super) fn words(texts: &str) -> String {
    crate::phone::words(texts, &["q-", "o-", "page-", "section-", "finding-", "purpose-", "reader-", "-"])
}
