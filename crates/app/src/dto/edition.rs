//! The rulebook in use, and what a newer edition changes for a draft.

use serde::Serialize;
use ts_rs::TS;

use super::{Problem, ReviewFinding};

/// Which rulebook this app works by, and how fresh it is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Rulebook {
    /// Number of the edition in use.
    pub edition: u32,
    /// ISO date of its issue.
    pub issued: String,
    /// ISO date of its last day, if one is known.
    pub valid_until: Option<String>,
    /// RFC 3339 instant when it was last known that nothing newer is there; none before the first time.
    pub looked_at: Option<String>,
    /// It may be out of date: its time, or its publisher's word for it, has run out.
    pub stale: bool,
    /// Whether this app knows where newer editions are.
    pub can_look: bool,
    /// What the last look met.
    pub problem: Option<Problem>,
}

/// A newer edition than the one that a draft is filled in with.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct NewerEdition {
    pub number: u32,
    /// ISO date of its issue.
    pub issued: String,
    /// ISO date of the last day on which the draft's edition is still taken; none where that is not limited.
    pub taken_until: Option<String>,
    /// The draft's edition is not taken any more: it has to be brought to the newer one before it can be sent.
    pub over: bool,
}

/// What taking a newer edition would change for one draft. Message ids of the old edition are to be said in its words, all
/// others in the newer one's.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EditionChange {
    pub id: String,
    pub from: u32,
    pub to: u32,
    pub newer: NewerEdition,
    /// Days of the look-back window, before and after, where they differ.
    pub look_back: Option<LookBack>,
    /// Questions that are new.
    pub added: Vec<AddedQuestion>,
    /// Questions that are no longer asked, with what was answered; in the old edition's words.
    pub dropped: Vec<OldAnswer>,
    /// Questions that are asked in other words or in another way.
    pub changed: Vec<ChangedQuestion>,
    /// Answers that do not fit their question any more; in the old edition's words.
    pub aside: Vec<OldAnswer>,
    /// What the newer edition finds in the answers, and the old one did not.
    pub found: Vec<ReviewFinding>,
    /// What the old edition found, and the newer one does not; in the old edition's words.
    pub settled: Vec<ReviewFinding>,
    /// The answers that colour a code are read by rules that have changed.
    pub policy: bool,
}

/// Days of the look-back window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct LookBack {
    pub from: u32,
    pub to: u32,
}

/// A question that is new.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddedQuestion {
    /// Message id.
    pub text: String,
    /// Message id of the group it is asked in, item by item.
    pub group: Option<String>,
    /// It must be answered as the draft stands.
    pub required: bool,
}

/// A question that stays, but not as it was.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChangedQuestion {
    /// Message id, in either edition.
    pub text: String,
    /// Message id of the group it is asked in.
    pub group: Option<String>,
    /// In what.
    pub differs: Vec<Differs>,
    /// The draft has an answer to it.
    pub answered: bool,
}

/// In what a question differs: the message `edition-differs-<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Differs {
    Words,
    Control,
    Options,
    Required,
    Limits,
    Condition,
    Page,
    Agreement,
}

/// An answer given under an older edition.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OldAnswer {
    /// The edition it was given under.
    pub edition: u32,
    /// JSON Pointer of where it stood.
    pub pointer: String,
    /// Message id of its question, in the old edition's words.
    pub text: String,
    /// Number of the item, from 1, inside a repeating group.
    pub item: Option<u32>,
    /// Words in the traveller's language.
    pub words: Vec<String>,
    /// Message ids of chosen options, in the old edition's words.
    pub texts: Vec<String>,
    /// `date`, `time`, or the control, so that the UI can format.
    pub control: String,
    /// Why it could not stay: `not-asked`, `does-not-fit`, `other-words`.
    pub why: String,
}
