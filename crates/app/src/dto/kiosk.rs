//! A kiosk: what a stranger is shown, and what those are told who look after it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Colour, EndsEarly, Hotline, PlaceTime, Problem, QrDrawing, Rulebook, SendState, Stage};

/// What the first screen of a kiosk has to know.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KioskFront {
    /// A staff key was made; before that nobody can begin.
    pub ready: bool,
    /// Whose kiosk it is, as the deployment file says.
    pub organisation: String,
    /// The screen goes blank after so many seconds without a touch.
    pub blank_after_seconds: u32,
    /// And is erased after so many.
    pub erase_after_seconds: u32,
    /// Something can read aloud what is asked.
    pub reads_aloud: bool,
    /// The language of whoever looks after it: the panel does not tell in which one somebody fills in.
    pub staff_language: String,
    /// Why nobody can begin; none where somebody can.
    pub out_of_order: Option<Problem>,
}

/// What a kiosk is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KioskState {
    /// Nobody is there.
    Idle,
    Filling,
    /// Sealed: it is on its way, or waits for it.
    Complete,
    Printing,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KioskEnding {
    Finished,
    Left,
    Staff,
}

/// The counts of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct KioskCounts {
    pub begun: u32,
    pub complete: u32,
    pub received: u32,
    pub finished: u32,
    pub left: u32,
    /// By staff.
    pub ended: u32,
    pub printed: u32,
    pub unprinted: u32,
}

/// What a person takes away. Whoever finds it sees nothing by it without the birth date.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClaimSlip {
    pub id: String,
    /// What is said on the telephone.
    pub reference: String,
    /// Whose it is.
    pub name: Option<String>,
    pub state: SendState,
    /// RFC 3339 instant at which its sending window opens, while it waits for that.
    pub opens: Option<String>,
    /// Why the platform has not accepted it, where it said so while its traveller is still there.
    pub refused: Option<Problem>,
    /// What is typed where nothing scans.
    pub claim: String,
    /// The address of the page without what opens the declaration there.
    pub address: String,
    /// The whole address.
    pub qr: QrDrawing,
}

/// What a slip opens.
#[allow(clippy::large_enum_variant, reason = "one is made a screen, and sent away at once")]
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SlipFound {
    /// The code, by the platform's word.
    Code {
        reference: String,
        /// The edition whose words the reasons are.
        edition: u32,
        colour: Colour,
        /// Messages `reason-<id>`.
        reasons: Vec<String>,
        /// RFC 3339 instant.
        valid_until: String,
        /// The time of the place where the traveller is, by their journey.
        zone: Option<PlaceTime>,
        name: String,
        document_tail: String,
        flight: Option<String>,
        /// ISO date on which it departs, or whatever crosses the border.
        departs_on: Option<String>,
        ends_early: Option<EndsEarly>,
        sample: bool,
        /// A line that is known there serves the traveller.
        line: bool,
        /// Those that do.
        hotlines: Vec<Hotline>,
        qr: QrDrawing,
    },
    /// It arrived, and has no code.
    NoCode { reference: String, stage: Stage },
    /// It was taken back.
    Withdrawn { reference: String },
    /// It is here and has not arrived yet; what stands in its way, where somebody is to know.
    Waits { opens: Option<String>, problem: Option<Problem> },
    /// The platform has refused it for good.
    Refused { problem: Problem },
}

/// What waits here.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KioskQueue {
    /// Declarations on their way.
    pub waiting: u32,
    /// Declarations that were refused for good.
    pub refused: u32,
    pub letters: u32,
    /// RFC 3339 instant from which the oldest has waited.
    pub oldest: Option<String>,
    /// The code of what the last attempt met.
    pub problem: Option<String>,
}

/// How the printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PrinterState {
    Ready,
    /// It is stopped, jammed or out of paper, as far as the system knows.
    Stopped,
    /// There is none, or nothing to ask.
    None,
}

/// The printer, and what waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Printer {
    pub state: PrinterState,
    /// Pages that wait for it.
    pub jobs: u32,
}

/// The platform's keys.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KioskKeys {
    /// The number of the ring in use; none where the profile's own keys are.
    pub ring: Option<u32>,
    /// For how many days the newest of its keys has been in use; none where nobody says.
    pub days: Option<u32>,
}

/// A spool that was broken, and is kept.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BrokenSpool {
    /// The file's name.
    pub name: String,
    /// Envelopes that could be read of it and wait to be sent again; none where nobody knows.
    pub rescued: Option<u32>,
}

/// What those see who look after a kiosk.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StaffPanel {
    pub state: KioskState,
    /// Why nobody can begin; none where somebody can.
    pub out_of_order: Option<Problem>,
    /// Somebody of the staff helps whoever is there.
    pub helped: bool,
    pub counts: KioskCounts,
    pub queue: KioskQueue,
    pub broken: Vec<BrokenSpool>,
    /// Staff have said that they saw all of these.
    pub broken_seen: bool,
    /// As it was set; none: the system's own choice.
    pub printer_name: Option<String>,
    pub printer: Printer,
    pub rulebook: Rulebook,
    /// For how many days its edition has been out.
    pub edition_days: u32,
    /// None without a platform.
    pub keys: Option<KioskKeys>,
    /// Sticks that are in.
    pub sticks: Vec<String>,
    pub version: String,
}

/// Somebody of the staff who offers to help in person.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HelpOffered {
    /// The declaration of whoever is asked.
    pub declaration: String,
    /// As it is recorded.
    pub name: String,
    pub organisation: String,
    /// Questions that the record answers: nobody is asked them. None where a parent's word stands.
    pub records: Vec<String>,
}

/// A queue on a stick.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct QueueWritten {
    /// The file's name.
    pub name: String,
    pub envelopes: u32,
}

/// What was taken from one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct QueueTaken {
    pub taken: u32,
    /// It was here already.
    pub known: u32,
    /// Other bytes are here in its place, or no kiosk seals such a thing.
    pub refused: u32,
    /// Files that are no sealed queue.
    pub broken: u32,
    /// Queues for another platform.
    pub elsewhere: u32,
}
