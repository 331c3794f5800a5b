//! The desk of an organisation that helps others: its list, its cases, its consents.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Card, Choice, Problem, QrDrawing};

/// Whose desk it is, and who sits at it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DeskSettings {
    /// The organisation's name, as it is written into declarations.
    pub organisation: String,
    /// Who sits there now; empty until somebody has said so since the vault was opened.
    pub volunteer: String,
    /// Who has sat there.
    pub volunteers: Vec<String>,
    /// What members are asked to consent to, in the organisation's words; empty: Guitu's own.
    pub wording: String,
    /// A token that the platform has enrolled the organisation with, as it is typed. It is taken and never given back.
    pub enrolment: String,
    /// Whether there is one: it stays while none is typed.
    pub enrolled: bool,
}

/// The desk's first screen beside its list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Desk {
    pub settings: DeskSettings,
    pub all: u32,
    /// Cases that need a hand today.
    pub in_need: u32,
    pub standing: Vec<StandingCount>,
    pub needs: Vec<NeedCount>,
    pub flights: Vec<FlightCount>,
    pub counties: Vec<CountyCount>,
    pub days: Vec<DayCount>,
    pub stages: Vec<StageCount>,
    /// The latest imports.
    pub imports: Vec<DeskImport>,
    /// Cards that are being made anew: what stands in the list may change.
    pub unchecked: u32,
}

/// How many stand there.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StandingCount {
    pub standing: Standing,
    pub count: u32,
}

/// How many need a hand for that.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NeedCount {
    pub need: Need,
    pub count: u32,
}

/// How many go by a flight of a day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FlightCount {
    pub flight: String,
    /// ISO date.
    pub day: Option<String>,
    pub count: u32,
}

/// How many fly on a day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DayCount {
    /// ISO date.
    pub day: String,
    pub count: u32,
}

/// How many are at a stage of their way.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StageCount {
    pub stage: String,
    pub count: u32,
}

/// How many go to a county.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CountyCount {
    pub code: String,
    /// In the language in use.
    pub name: String,
    pub count: u32,
}

/// An import that was made.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskImport {
    #[ts(type = "number")]
    pub number: i64,
    pub file: String,
    pub volunteer: String,
    /// RFC 3339 instant.
    pub at: String,
    pub undone: bool,
}

/// Where a case stands, seen from the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Unchecked,
    NoConsent,
    Missing,
    Blocked,
    Ready,
    Waiting,
    Received,
    Withdrawn,
    HandedOver,
}

/// Why a case needs a hand today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    Stopped,
    FliesSoon,
    CallAgain,
    NotBoarded,
    NotSigned,
    CodeEnds,
    Edition,
}

/// Which cases, and in which order.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct DeskFilter {
    pub text: String,
    pub standing: Option<Standing>,
    /// Only those that need a hand, for whatever reason.
    pub in_need: bool,
    pub need: Option<Need>,
    pub flight: Option<String>,
    /// ISO date.
    pub day: Option<String>,
    pub county: Option<String>,
    pub stage: Option<String>,
    pub order: DeskOrder,
}

/// An order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DeskOrder {
    #[default]
    Hand,
    Day,
    Name,
    Place,
}

/// A part of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskRows {
    pub rows: Vec<DeskRow>,
    pub total: u32,
    /// Where the first of them stands.
    pub offset: u32,
}

/// A line of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskRow {
    pub id: String,
    pub name: String,
    /// Last characters of the document's number.
    pub document_end: String,
    pub flight: String,
    /// ISO date.
    pub day: Option<String>,
    /// Of the county, in the language in use.
    pub county: String,
    pub standing: Standing,
    pub missing: u32,
    pub blocking: u32,
    /// What the form asks to look at again.
    pub warnings: u32,
    /// The stage of the journey, once the platform has said one.
    pub stage: String,
    pub needs: Vec<Need>,
    /// Row of the list that they came by, from 1.
    pub place: Option<u32>,
}

/// A case beside the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskCase {
    pub row: DeskRow,
    pub card: Card,
    /// As the document has it.
    pub latin_name: String,
    pub phone: Option<String>,
    pub mandate: Option<DeskMandate>,
    /// The first open questions, and how many there are.
    pub open: Vec<OpenQuestion>,
    pub open_count: u32,
    /// The personal link, where one was made.
    pub link: Option<DeskLink>,
    /// What was done, the latest first.
    pub log: Vec<DeskLog>,
    /// Whether there is something to be filled in.
    pub draft: bool,
}

/// What a member is asked for: questions alone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskAsking {
    pub id: String,
    pub name: String,
    /// As the document has it.
    pub latin_name: String,
    pub reference: String,
    /// BCP 47 tag of the language that the member reads, as far as the answers tell.
    pub language: String,
    pub open: Vec<OpenQuestion>,
}

/// A member's personal link.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskLink {
    pub state: LinkState,
    /// RFC 3339 instant until which it counts.
    pub until: String,
    /// RFC 3339 instant at which the member answered.
    pub answered_at: Option<String>,
    /// What is sent to the member, as long as it is of use.
    pub address: Option<String>,
    /// The same for a camera.
    pub qr: Option<QrDrawing>,
}

/// How a personal link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LinkState {
    /// The platform does not know it yet.
    Waiting,
    /// It can be opened.
    Open,
    /// The member has answered.
    Answered,
    /// The member has answered another edition's questions.
    Outdated,
    /// Its time is over.
    Over,
    /// The platform has refused it.
    Refused,
}

/// What a sheet to be signed says of a member.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskSheet {
    pub id: String,
    pub name: String,
    /// As the document has it.
    pub latin_name: String,
    pub reference: String,
    /// The personal link, where sheets are printed with it and there is something to ask.
    pub link: Option<DeskLink>,
}

/// A question that has no answer yet, or a wrong one.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OpenQuestion {
    pub pointer: String,
    /// Message id of its name.
    pub text: String,
    /// Of which item of a list, from 1.
    pub item: Option<u32>,
    /// Its page.
    pub page: String,
    /// It is answered, and wrong.
    pub wrong: bool,
}

/// A consent that was written down.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskMandate {
    pub way: ConsentWay,
    pub said_by: String,
    pub witness: String,
    pub volunteer: String,
    pub wording: String,
    /// RFC 3339 instant.
    pub given_at: String,
}

/// How somebody consented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentWay {
    Beside,
    Phone,
    Written,
    Message,
    Guardian,
}

/// A consent as the volunteer writes it down.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NewConsent {
    pub way: ConsentWay,
    /// Who said it.
    pub said_by: String,
    /// Who else heard it: on the telephone somebody must have.
    pub witness: String,
    /// The words that were read out or signed, where the organisation has none of its own.
    pub wording: String,
}

/// Something that was done about a case.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskLog {
    /// Message id is `chamber-log-<what>`.
    pub what: String,
    pub note: String,
    /// ISO date.
    pub again_on: Option<String>,
    pub volunteer: String,
    /// RFC 3339 instant.
    pub at: String,
}

/// What the volunteer notes of a call.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NewNote {
    pub what: NoteKind,
    pub note: String,
    /// ISO date to call again.
    pub again_on: Option<String>,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    Reached,
    NotReached,
    WrongNumber,
    Note,
}

/// How far a piece of work is that takes its time; asked for while it is under way.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct DeskWork {
    /// Nothing is under way where this is `idle`.
    pub doing: DeskDoing,
    pub done: u32,
    pub of: u32,
    /// Of a sending: those that could not be sealed, and why.
    pub failed: Vec<DeskFailure>,
    pub paused: bool,
}

/// What is under way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DeskDoing {
    #[default]
    Idle,
    /// An import is written.
    Importing,
    /// What was imported is checked.
    Checking,
    /// What is ready is sealed and put into the outbox.
    Sending,
}

/// One that was not sent, and why.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DeskFailure {
    pub id: String,
    pub name: String,
    pub problem: Problem,
}

/// A question that can be answered for several at once.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CommonQuestion {
    pub pointer: String,
    /// Message id of its name.
    pub text: String,
    pub control: String,
    /// Which leg, from 1.
    pub item: Option<u32>,
    pub choices: Vec<Choice>,
}

/// What became of a common value.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CommonDone {
    pub changed: u32,
    /// Left as they are: sent, in other hands, or without a draft.
    pub left: u32,
    /// It can be undone.
    pub undo: bool,
}

/// Cases that may be of the same person.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskTwins {
    /// `document`, `name-and-born`, `name-and-phone`.
    pub alike: String,
    pub cases: Vec<DeskTwin>,
    /// What differs, side by side.
    pub fields: Vec<TwinField>,
}

/// One of them.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskTwin {
    pub row: DeskRow,
    /// Whether it can go: nothing of it was sent.
    pub may_go: bool,
}

/// An answer in which they differ.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TwinField {
    /// Message id of the question.
    pub text: String,
    pub item: Option<u32>,
    /// By case, in words; none where it has no answer.
    pub words: Vec<Option<String>>,
}
