//! The questions of an edition, proved against the schema.

use std::sync::Arc;

use serde::Deserialize;

use crate::control::Control;
use crate::expression::{Expression, Path};
use crate::lists::Row;

/// Number of a field in the order of the form; index for [`crate::Edition::field`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub(crate) usize);

impl FieldId {
    /// Place in the order of the form, from 0; below [`crate::Edition::field_count`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// When a visible question has to be answered.
#[derive(Debug)]
pub enum Required {
    /// It may be left open.
    Never,
    /// Whenever it is visible.
    Always,
    /// When this holds.
    When(Expression),
}

/// From when on a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// As soon as somebody declares.
    #[default]
    AtOnce,
    /// From the day of the entry into China on, or from the landing that an officer saw: who fetches one, and how many
    /// suitcases there are, matters to nobody before.
    AfterLanding,
}

/// One field of the form: what is asked, when, with which control, why, who reads it, how long it is kept.
#[derive(Debug)]
pub struct Field {
    /// Its number.
    pub id: FieldId,
    /// JSON Pointer with `*` for list positions.
    pub pointer: Arc<str>,
    /// The same, resolved against the schema.
    pub path: Path,
    /// How it is drawn.
    pub control: Control,
    /// From when on it is asked.
    pub moment: Moment,
    /// When it is asked; always if none.
    pub visible: Option<Expression>,
    /// When it must be answered.
    pub required: Required,
    /// For `choice` and `choices`: the values in the order shown.
    pub options: Arc<[String]>,
    /// For listed controls: the list's name.
    pub list: Option<Arc<str>>,
    /// For divisions: the level an answer must have.
    pub level: Option<String>,
    /// Rows of these levels may be chosen too; without it a row that has a level is offered only where it is asked for.
    pub also: Vec<String>,
    /// Only rows whose parent is the answer at this path.
    pub within: Option<Path>,
    /// For `choices`: the value that excludes the rest.
    pub exclusive: Option<Arc<str>>,
    /// Colours a code or blocks boarding: read back before sending. Set in the data or because a fact reads it.
    pub decides: bool,
    /// For `consent`: version of the text agreed to, and where it is kept.
    pub text_version: Option<TextVersion>,
    /// For `choice`: the answer of a new item, or of a new declaration.
    pub starts_as: Option<Arc<str>>,
    /// For `phone`: two letters of the country whose numbers are understood as they are dialled there.
    pub calls_from: Option<Arc<str>>,
    /// For `group`: items of a new declaration.
    pub starts_with: u32,
    /// Longest text, in characters.
    pub max_length: Option<u32>,
    /// Most items of a group or of `choices`.
    pub max_items: Option<u32>,
    /// The message `purpose-<purpose>`.
    pub purpose: Arc<str>,
    /// The messages `reader-<reader>`.
    pub readers: Arc<[String]>,
    /// Days that the answer is kept after the journey.
    pub retention_days: u32,
    /// The group it stands in.
    pub group: Option<FieldId>,
    /// For `group`: the fields of an item.
    pub fields: Vec<FieldId>,
}

/// Which words a consent agrees to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextVersion {
    /// Their version.
    pub words: String,
    /// The fingerprint of the words in all languages ([`crate::proof`]): they cannot change while it stays.
    pub fingerprint: String,
    /// The pointer, beside the consent, at which an answered one keeps it.
    pub at: Arc<str>,
}

impl TextVersion {
    /// Whether both mean the very same words, in every language.
    fn says_as(&self, other: &Self) -> bool {
        (&self.words, &self.fingerprint) == (&other.words, &other.fingerprint)
    }

    /// The property that holds the version, in the object of the consent.
    pub fn name(&self) -> &str {
        self.at.rsplit('/').next().unwrap_or_default()
    }
}

impl Field {
    /// Whether who agreed to one of two consents has agreed to the other: its version and its words are the same.
    pub fn agrees_as(&self, other: &Self) -> bool {
        match (&self.text_version, &other.text_version) {
            (Some(own), Some(others)) => own.says_as(others),
            (own, others) => own.is_none() && others.is_none(),
        }
    }

    /// Whether a row of its list may be the answer, whatever it has to lie within.
    pub fn offers(&self, row: &Row) -> bool {
        match (&self.level, &row.level) {
            (wanted @ Some(_), level) if wanted == level => true,
            (_, Some(level)) if self.also.contains(level) => true,
            // Divisions all have a level; a question that names none asks for any of them.
            (None, Some(_)) => self.control == Control::County,
            (None, None) => true,
            (Some(_), _) => false,
        }
    }
}

/// Message id of a question: `/legs/*/departs_on` is `q-legs-departs-on`. Takes pointers with `*` or with numbers.
pub fn question_id(pointer: &str) -> String {
    with_prefix("q", pointer)
}

/// Message id of a fact: `severe_stays` is `fact-severe-stays`.
pub fn fact_id(fact: &str) -> String {
    format!("fact-{}", fact.replace('_', "-"))
}

/// Message id of an option: `/health/symptoms` and `dry-cough` give `o-health-symptoms-dry-cough`.
pub fn option_id(pointer: &str, option: &str) -> String {
    let mut id = with_prefix("o", pointer);
    id.push('-');
    id.push_str(option);
    id
}

fn with_prefix(prefix: &str, pointer: &str) -> String {
    let mut id = prefix.to_owned();
    for part in pointer.split('/').skip(1) {
        if part != "*" && !part.bytes().all(|byte| byte.is_ascii_digit()) {
            id.push('-');
            id.extend(part.chars().map(|c| if c == '_' { '-' } else { c }));
        }
    }
    id
}
