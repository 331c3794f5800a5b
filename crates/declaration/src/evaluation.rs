//! What an evaluation says: pages to draw, findings, progress. Words come later, from the messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rulebook::{Control, Edition, Level, Moment, Who};
use serde::Serialize;
use serde_json::Value;

use crate::form::Form;
use crate::retracted::Answered;

/// The whole form as it stands for some answers on some day.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Pages in order, with the visible questions alone.
    pub pages: Vec<Page>,
    /// What is to be said of the answers, in the order of the form: first what each answer is by itself, then the checks.
    pub findings: Vec<Finding>,
    /// Whom the questions speak of.
    pub who: Who,
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Message `page-<id>`.
    pub id: Arc<str>,
    /// Its sections; one without a visible question is left out.
    pub sections: Vec<Section>,
    /// How far it is answered.
    pub progress: Progress,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Message `section-<id>`.
    pub id: Arc<str>,
    /// Its visible questions.
    pub questions: Vec<Question>,
}

/// One visible question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// JSON Pointer of the answer, such as `/legs/0/from`.
    pub pointer: Arc<str>,
    /// The field's pointer, such as `/legs/*/from`.
    pub field: Arc<str>,
    /// How it is drawn.
    pub control: Control,
    /// The stored answer, whatever it is; `null` when there is none, and for groups.
    pub value: Value,
    /// Whether it has an answer, right or wrong.
    pub answered: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// For `choice` and `choices`: the values in the order shown.
    pub options: Arc<[String]>,
    /// For listed controls: the list's name.
    pub list: Option<Arc<str>>,
    /// For `choices`: the value that excludes the rest.
    pub exclusive: Option<Arc<str>>,
    /// Longest text, in characters.
    pub max_length: Option<u32>,
    /// Most items.
    pub max_items: Option<u32>,
    /// The message `purpose-<purpose>`.
    pub purpose: Arc<str>,
    /// The messages `reader-<reader>`.
    pub readers: Arc<[String]>,
    /// Days that the answer is kept.
    pub retention_days: u32,
    /// Read back before sending.
    pub decides: bool,
    /// For `group`: its items.
    pub items: Vec<Item>,
}

/// An item of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// JSON Pointer, such as `/legs/0`.
    pub pointer: Arc<str>,
    /// Place from 0.
    pub index: usize,
    /// Its visible questions.
    pub questions: Vec<Question>,
}

/// What a check says of answers; never a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Where it stands; the first is the main place.
    pub pointers: Vec<String>,
    /// Rule id: a check of the rulebook or one of `rulebook.md`'s own findings, such as `required`.
    pub rule: String,
    /// Arguments of the message `finding-<rule>`.
    pub arguments: BTreeMap<String, Argument>,
    /// Whether it stops sending.
    pub level: Level,
}

/// An argument of a finding's message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Argument {
    /// Text as typed.
    Text(String),
    /// A number.
    Number(f64),
    /// A civil date.
    Date(NaiveDate),
    /// A code whose words stand in a list.
    Listed {
        /// The list's name.
        list: String,
        /// The code.
        code: String,
    },
    /// What was answered to questions, in their words.
    Answers(Vec<Answered>),
}

impl Argument {
    /// As a text takes it: a name in `language`, an ISO date, 14 and not 14.0. None of what was answered, which is said in the words of its
    /// questions.
    pub fn told(&self, form: &Form, language: &str) -> Option<Value> {
        Some(match self {
            Argument::Text(text) => Value::from(text.as_str()),
            Argument::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                Value::from(*number as i64)
            }
            Argument::Number(number) => Value::from(*number),
            Argument::Date(date) => Value::from(date.to_string()),
            Argument::Listed { list, code } => {
                Value::from(form.label(list, code, language).unwrap_or_else(|| code.clone()))
            }
            Argument::Answers(_) => return None,
        })
    }
}

/// Counts over the visible questions of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Progress {
    /// Required questions.
    pub required: u32,
    /// Required questions without an answer.
    pub missing: u32,
    /// Blocking findings other than missing answers.
    pub blocking: u32,
    /// Findings that do not stop sending.
    pub warnings: u32,
}

/// Rule id of a required question without an answer.
pub const REQUIRED: &str = "required";

impl Evaluation {
    /// The findings that stop sending.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.level == Level::Blocking)
    }

    /// Whether it can be sent.
    pub fn is_complete(&self) -> bool {
        self.blocking().next().is_none()
    }

    /// The page of that id.
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| &*page.id == id)
    }

    /// The page that asks what matters after landing, where nothing of it was answered yet.
    pub fn after_landing(&self, edition: &Edition) -> Option<&Page> {
        let late = |question: &&Question| {
            edition.field_at(&question.field).is_some_and(|field| field.moment == Moment::AfterLanding)
        };
        let of_page = |page: &&Page| page.questions().any(|question| late(&question));
        let open =
            !self.pages.iter().flat_map(Page::questions).filter(late).any(|question| question.answered);
        self.pages.iter().find(of_page).filter(|_| open)
    }

    /// The visible question at a concrete pointer, in groups too.
    pub fn question(&self, pointer: &str) -> Option<&Question> {
        self.pages.iter().find_map(|page| page.question(pointer))
    }

    /// Progress of all pages together.
    pub fn progress(&self) -> Progress {
        self.pages.iter().fold(Progress::default(), |sum, page| Progress {
            required: sum.required + page.progress.required,
            missing: sum.missing + page.progress.missing,
            blocking: sum.blocking + page.progress.blocking,
            warnings: sum.warnings + page.progress.warnings,
        })
    }
}

impl Page {
    /// Its visible questions, groups' items not entered.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// Its visible question at a concrete pointer, in groups too.
    pub fn question(&self, pointer: &str) -> Option<&Question> {
        self.questions().find_map(|question| {
            if &*question.pointer == pointer {
                return Some(question);
            }
            question.items.iter().flat_map(|item| &item.questions).find(|inner| &*inner.pointer == pointer)
        })
    }
}
