//! A list on its way in: what would be imported, and everything that is to be said of it first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which part of the preview is looked at.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct ImportView {
    /// Only rows with this finding.
    pub code: Option<String>,
    /// Only rows of this kind: `blocked`, `asked`, `twin`, `new`, `changed`, `conflicting`, `unchanged`, `left-out`, `ready`.
    pub only: Option<String>,
    pub offset: u32,
}

/// The screen of an import.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportScreen {
    pub file: String,
    /// Names of the sheets that can be seen.
    pub sheets: Vec<String>,
    pub sheet: u32,
    /// Names of the sheets that are hidden, and so not read.
    pub hidden: Vec<String>,
    /// How a text file was read; none for a workbook.
    pub text_form: Option<ImportTextForm>,
    /// Row of the headers, from 1.
    pub header: Option<u32>,
    pub columns: Vec<ImportColumn>,
    /// What a column may be.
    pub kinds: Vec<String>,
    pub questions: Vec<ImportQuestion>,
    /// What was said of columns: it can be said otherwise.
    pub answered: Vec<ImportAnswered>,
    /// Rows that were not taken for members, from 1.
    pub skipped: Vec<u32>,
    /// Cells that were emptied together, by their reason.
    pub emptied: Vec<FoundCount>,
    pub counts: ImportCounts,
    /// Findings by code, and how many rows have them.
    pub findings: Vec<FoundCount>,
    pub rows: Vec<ImportRow>,
    /// How many rows the view has in all.
    pub total: u32,
    pub offset: u32,
}

/// How a text file was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportTextForm {
    /// `utf8`, `gb18030`, `utf16-le`...
    pub encoding: String,
    /// `comma`, `semicolon`, `tab`.
    pub delimiter: String,
}

/// A column, and what it is about.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportColumn {
    pub at: u32,
    /// Such as `C`.
    pub letters: String,
    pub header: String,
    pub kind: String,
    pub guessed: bool,
    /// Why it is not imported, as a code.
    pub left_out: Option<String>,
    /// Some of its cells.
    pub examples: Vec<String>,
}

/// A question about a column, asked once for all its cells.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportQuestion {
    pub code: String,
    pub column: u32,
    pub header: String,
    /// How many cells wait for it.
    pub cells: u32,
    /// One of them.
    pub example: String,
    pub day_first: u32,
    pub month_first: u32,
    /// What can be answered.
    pub answers: Vec<ImportAnswer>,
}

/// An answer to a question about a column: its words are a text's, or those of a place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportAnswer {
    pub value: String,
    /// Message id.
    pub text: Option<String>,
    pub label: Option<String>,
    /// ISO date: what the example would be read as; none for what is no date.
    pub becomes: Option<String>,
}

/// A question about a column that was answered.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportAnswered {
    pub code: String,
    pub column: u32,
    pub header: String,
    pub answer: ImportAnswer,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct ImportCounts {
    pub members: u32,
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub conflicting: u32,
    pub asked: u32,
    pub blocked: u32,
    pub left_out: u32,
    pub twins: u32,
    /// Rows that would be written now.
    pub ready: u32,
}

/// Rows with one finding.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FoundCount {
    pub code: String,
    pub count: u32,
}

/// A member of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportRow {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Which of several in that row, from 1; none where it is one.
    pub person: Option<u32>,
    pub name: String,
    pub document: String,
    pub flight: String,
    pub state: ImportState,
    pub ready: bool,
    pub left_out: bool,
    /// Cells of which something is to be said.
    pub cells: Vec<ImportCell>,
    /// What would be other in a case that is there.
    pub changes: Vec<ImportChange>,
    /// Rows that look like the same person, from 1.
    pub twins: Vec<u32>,
    /// Cases that it may be, where that is asked.
    pub candidates: Vec<ImportCandidate>,
}

/// What an import would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    New,
    Changed,
    Unchanged,
    Conflicting,
    Asked,
}

/// A cell with what is to be said of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportCell {
    /// Such as `C17`.
    pub address: String,
    pub header: String,
    pub column: u32,
    /// What stands in it, or was put there.
    pub text: String,
    pub edited: bool,
    pub findings: Vec<ImportFinding>,
    /// Codes that the word may stand for, with their names.
    pub meant: Vec<ImportMeant>,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportFinding {
    pub code: String,
    pub arguments: BTreeMap<String, String>,
    pub blocks: bool,
}

/// What a word may stand for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportMeant {
    pub code: String,
    pub name: String,
    /// Message id of its name, where it is an option of a question.
    pub text: Option<String>,
}

/// A field that would be another.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportChange {
    pub pointer: String,
    /// Message id of the question.
    pub text: String,
    pub from: String,
    pub to: String,
    pub conflicts: bool,
    /// The case.
    pub id: String,
}

/// Somebody who is there already.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportCandidate {
    pub id: String,
    pub name: String,
    pub born: String,
    pub document_end: String,
}

/// Something that the volunteer decides about the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "decide", rename_all = "kebab-case")]
pub enum ImportDecision {
    /// Which sheet.
    Sheet { sheet: u32 },
    /// How a text file is read.
    ReadAs { form: ImportTextForm },
    /// Which row has the headers, from 1.
    Header { row: Option<u32> },
    /// What a column is about.
    Column { column: u32, kind: String },
    /// A question about a column.
    Answer { code: String, column: u32, answer: String },
    /// The same is asked again.
    AskAgain { code: String, column: u32 },
    /// All cells that wait for this reason are emptied: the members say it themselves.
    EmptyAll { code: String },
    /// Those cells stand as in the list again.
    FillAgain { code: String },
    /// What stands in a cell instead; none takes that back.
    Edit { cell: String, text: Option<String> },
    /// What a word of a column means.
    Means { cell: String, code: String },
    /// Whether a row is left out; from 1.
    LeaveOut { row: u32, out: bool },
    /// Which case a row is; none: nobody who is there.
    Same { row: u32, id: Option<String> },
    /// Two rows that look like the same person are two.
    TwoPeople { row: u32 },
    /// The list wins over what was typed since.
    ListWins { id: String, pointer: String },
}

/// What an import has done.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportReport {
    #[ts(type = "number")]
    pub number: i64,
    pub new: u32,
    pub changed: Vec<ImportChanged>,
    pub unchanged: u32,
    pub conflicting: u32,
    /// Rows that were left behind: wrong, asked or left out.
    pub left: u32,
}

/// A case that an import has changed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportChanged {
    pub id: String,
    pub name: String,
    pub changes: Vec<ImportChange>,
}

/// What the undoing of an import has done.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportUndone {
    /// Cases that came by it and are gone.
    pub removed: u32,
    /// Cases that are as they were.
    pub restored: u32,
    /// Cases that were worked on since, and stay.
    pub kept: u32,
}
