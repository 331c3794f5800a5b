//! Filling in: the side list, one page of questions, what was saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::{NewerEdition, OldAnswer, SaidKind};

/// The state line of what is being filled in: whatever became of what was sent before, this was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DraftState {
    NotSent,
    /// What was sent before still counts.
    CorrectionNotSent,
}

/// Whom the questions of a form speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    You,
    /// A child, for whom somebody else answers.
    Child,
    /// An adult, for whom somebody else answers.
    Person,
}

impl From<declaration::Who> for Who {
    fn from(who: declaration::Who) -> Self {
        match who {
            declaration::Who::You => Self::You,
            declaration::Who::Child => Self::Child,
            declaration::Who::Person => Self::Person,
        }
    }
}

/// A companion for whom nobody has begun a declaration here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompanionLeft {
    /// Their place among the companions, from 0.
    pub index: usize,
    /// As the declaration names them.
    pub name: String,
}

/// A sent declaration of the same document, for a journey that is not long past.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DeclaredBefore {
    pub id: String,
    pub reference: String,
    /// The number of the flight that enters China.
    pub flight: Option<String>,
    /// ISO date on which it departs.
    pub day: Option<String>,
}

/// Everything the filling-in screen draws; the answer to every change.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Filling {
    pub id: String,
    pub revision: u32,
    pub kind: SaidKind,
    pub edition: u32,
    /// Whom the questions speak of: `$who` of their texts.
    pub who: Who,
    pub state: DraftState,
    pub saved: Saved,
    pub pages: Vec<PageSummary>,
    pub page: Page,
    /// Pointer of the question that last had the focus on this page.
    pub focus: Option<String>,
    pub undo: Option<UndoOffer>,
    /// What went away of the answer just given that a person may not have seen.
    pub cleaned: Option<Cleaned>,
    /// A newer edition that the draft can be brought to.
    pub newer: Option<NewerEdition>,
    /// The edition that the draft came from, and can go back to as it was while nothing is answered.
    pub came_from: Option<u32>,
    /// Answers given under an older edition whose questions are not on this form; those that are stand beside them.
    pub set_aside: Vec<OldAnswer>,
    /// The document on this page was declared with before.
    pub declared_before: Option<DeclaredBefore>,
    /// How the traveller is was said too long ago, and is asked afresh: the code rests on it.
    pub afresh: bool,
    /// Pointer of the leg that the traveller was not on board of, and that is still declared: it is the one to change.
    pub missed: Option<String>,
}

/// Something went away when an answer was put in its usual form.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Cleaned {
    /// Pointer of the answer.
    pub pointer: String,
    pub what: WentAway,
}

/// What it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WentAway {
    Invisible,
    Blanks,
    Label,
    Kin,
    /// The seat on the flight that it was before.
    Seat,
}

impl From<declaration::tidy::Cleaned> for WentAway {
    fn from(cleaned: declaration::tidy::Cleaned) -> Self {
        match cleaned {
            declaration::tidy::Cleaned::Invisible => Self::Invisible,
            declaration::tidy::Cleaned::Blanks => Self::Blanks,
            declaration::tidy::Cleaned::Label => Self::Label,
            declaration::tidy::Cleaned::Kin => Self::Kin,
        }
    }
}

/// The commit that this view was read after.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Saved {
    /// RFC 3339 instant of the commit.
    pub at: String,
}

/// An item that was removed and can come back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UndoOffer {
    /// Pointer of the group.
    pub pointer: String,
    pub index: u32,
}

/// A line of the side list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PageSummary {
    /// Page id; its title is the message `page-<id>`.
    pub id: String,
    pub status: PageStatus,
    pub progress: Progress,
}

/// How a page stands, for its icon and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PageStatus {
    Untouched,
    Started,
    /// Has spoken blocking findings.
    Wrong,
    Done,
}

/// Counts over visible questions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// Required questions.
    pub required: u32,
    /// Required questions without an answer.
    pub missing: u32,
    /// Blocking findings, spoken or not, other than missing answers.
    pub blocking: u32,
    pub warnings: u32,
}

/// One page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Page {
    pub id: String,
    pub sections: Vec<Section>,
}

/// Questions that belong together; the title is the message `section-<id>`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Section {
    pub id: String,
    /// The document's number is asked here, so its machine readable zone can be read.
    pub reads_mrz: bool,
    pub questions: Vec<Question>,
}

/// One question as it is to be drawn now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Question {
    /// JSON Pointer (RFC 6901) of the answer, such as `/legs/0/from`.
    pub pointer: String,
    /// Message id: label; attributes `.hint`, `.missing`, `.form` where they exist.
    pub text: String,
    /// A control of `rulebook::Control`, in kebab-case. An unknown one says "this question needs a newer version".
    pub control: String,
    /// The stored answer, whatever it is; `null` when there is none.
    #[ts(type = "unknown")]
    pub value: Value,
    /// The answer in words where it is a code (a country, an airport, a county).
    pub shown: Option<String>,
    /// What is understood of it: an airport's code and country, a division's parent, a telephone number's country.
    pub beside: Option<String>,
    pub required: bool,
    /// Short closed lists, all of it; long lists are searched with `options`.
    pub choices: Vec<Choice>,
    /// For `choices`: the value that excludes the others.
    pub exclusive: Option<String>,
    /// Longest text the schema takes, in characters.
    pub max_length: Option<u32>,
    /// Findings that may speak now.
    pub findings: Vec<Finding>,
    pub why: Why,
    /// For `group`: the items, in order.
    pub items: Vec<GroupItem>,
    /// For `group`: most items the schema takes.
    pub max_items: Option<u32>,
    /// For `group`: its items are people who may get a declaration of their own.
    pub companions: bool,
    /// What was answered under an older edition and does not fit this question.
    pub earlier: Option<OldAnswer>,
}

/// An answer of a closed item, as it stands in its line.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ItemWords {
    /// The control that it was asked with: a day and its hour stand together, places by an arrow.
    pub control: String,
    pub words: String,
}

/// One item of a repeating group.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupItem {
    /// Pointer of the item, such as `/legs/0`.
    pub pointer: String,
    pub index: u32,
    /// Its answers in words, in the order of the questions, for the closed card.
    pub summary: Vec<ItemWords>,
    pub questions: Vec<Question>,
    /// Blocking findings inside, spoken ones only.
    pub findings: u32,
}

/// A value that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Choice {
    #[ts(type = "string | boolean")]
    pub value: Value,
    /// Message id, for the rulebook's own lists.
    pub text: Option<String>,
    /// Words in the traveller's language, for places.
    pub label: Option<String>,
    /// A second line: the code, the city.
    pub detail: Option<String>,
}

/// Why a question is asked, who reads it, how long it is kept.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Why {
    /// The message `purpose-<purpose>`.
    pub purpose: String,
    /// The messages `reader-<reader>`.
    pub readers: Vec<String>,
    pub retention_days: u32,
}

/// What a check says; the words are the message `finding-<rule>` (for `required` and `wrong-form` the question's own
/// `.missing` and `.form` first).
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Finding {
    pub pointer: String,
    pub rule: String,
    pub level: Level,
    /// Numbers, ISO dates and words of the traveller's language; of what was answered a list, in which what was chosen is a message id.
    #[ts(type = "Record<string, string | number | (string | { text: string })[]>")]
    pub arguments: BTreeMap<String, Value>,
}

/// Whether a finding stops sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Blocking,
    Warning,
}
