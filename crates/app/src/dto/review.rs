//! Review and read-back: the last look before sending.

use serde::Serialize;
use ts_rs::TS;

use super::{
    DeclaredBefore, DraftState, EndsEarly, Finding, NewerEdition, PageSummary, PlaceTime, SaidKind, Sending,
    Who,
};

/// The review screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Review {
    pub id: String,
    pub revision: u32,
    pub kind: SaidKind,
    pub edition: u32,
    /// Whom the questions speak of.
    pub who: Who,
    /// That edition is a sample.
    pub sample: bool,
    /// A newer edition that the draft can be brought to.
    pub newer: Option<NewerEdition>,
    pub state: DraftState,
    pub pages: Vec<PageSummary>,
    /// Pages with findings, in the order of the form.
    pub findings: Vec<ReviewPage>,
    /// Answers that colour a code or block boarding, to be read once more.
    pub read_back: Vec<ReadBack>,
    /// No blocking finding is left.
    pub complete: bool,
    /// How the traveller is was said too long ago, and is asked afresh: the code rests on it.
    pub afresh: bool,
    pub sending: Sending,
    /// This document was declared with before.
    pub declared_before: Option<DeclaredBefore>,
    /// Pointer of the leg that the traveller was not on board of, and that is still declared.
    pub missed: Option<String>,
    /// A confirmation that is sent before that time gives a code that ends before the traveller boards, too.
    pub early: Option<EndsEarly>,
}

/// Everything that a traveller entered for one journey.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DataCopy {
    pub id: String,
    /// Whose it is; none while unanswered.
    pub name: Option<String>,
    pub reference: String,
    pub edition: u32,
    /// Whom the questions speak of.
    pub who: Who,
    pub revision: u32,
    /// RFC 3339 instant of sealing; none of a draft.
    pub sealed_at: Option<String>,
    /// The time of the place where the traveller is, by which that is told; none where no journey says one.
    pub zone: Option<PlaceTime>,
    pub answers: Vec<ReadBack>,
}

/// Findings of one page, each linked to its question.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReviewPage {
    pub page: String,
    pub findings: Vec<ReviewFinding>,
}

/// A finding with its question's name.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReviewFinding {
    /// Message id of the question.
    pub text: String,
    /// Number of the item, from 1, inside a repeating group.
    pub item: Option<u32>,
    pub finding: Finding,
}

/// One answer to read back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadBack {
    pub page: String,
    pub pointer: String,
    /// Message id of the question.
    pub text: String,
    /// Number of the item, from 1, inside a repeating group.
    pub item: Option<u32>,
    /// Words already in the traveller's language (places, typed text, numbers, ISO dates).
    pub words: Vec<String>,
    /// Message ids of chosen options.
    pub texts: Vec<String>,
    /// `date`, `time`, or the control, so that the UI can format.
    pub control: String,
}
