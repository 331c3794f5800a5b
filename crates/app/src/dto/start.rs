//! What is shown before any declaration: preferences, the vault's door, whom to call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DeskSettings, KioskFront, PlaceTime, QrDrawing};

/// An error or a refusal as data. The UI says `err-<code>` and `rec-<code>` (what to do next), with the arguments.
/// Never holds an answer of the traveller's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// A code of [`crate::Error`], such as `vault-key-missing`.
    pub code: String,
    /// Arguments of the message; numbers and short technical words only.
    #[ts(type = "Record<string, string | number>")]
    pub arguments: BTreeMap<String, serde_json::Value>,
}

/// What the first screen needs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Start {
    pub version: String,
    pub preferences: Preferences,
    /// Languages that can be chosen, as BCP 47 tags, in the order of the list.
    pub languages: Vec<String>,
    pub vault: VaultDoor,
    /// Whose door it is, where several have one here or a name is shown.
    pub owner: Option<Owner>,
    /// The folder in which the vault lies, for whoever has to put a file back.
    pub folder: String,
    /// The rules in use are a sample: every screen says so.
    pub sample: bool,
    /// Where the owner was when they locked the vault that is open now; told once.
    pub resume: Option<Resume>,
    /// Part of the open vault's file is damaged: a rescue saves the rest.
    pub damaged: bool,
    /// The open vault is the desk of an organisation that helps others.
    pub desk: Option<DeskSettings>,
    /// This machine is a kiosk.
    pub kiosk: Option<KioskFront>,
    /// The time by this computer's clock.
    pub here: PlaceTime,
}

/// A screen, what it is about, and the field that had the cursor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Resume {
    /// The screen's name in the window.
    pub screen: String,
    /// The declaration on it.
    pub declaration: Option<String>,
    pub field: Option<ResumeField>,
    /// What was written beside the form's questions and not sent off yet.
    #[serde(default)]
    pub texts: Vec<ResumeText>,
}

/// A text in a field that is no question's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ResumeText {
    /// The field's name in the window.
    pub name: String,
    pub text: String,
}

/// An input of a question, and what was selected in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ResumeField {
    /// The question.
    pub pointer: String,
    /// Which of its inputs, from 0: a date has three.
    pub input: u32,
    /// In UTF-16 units, as the window counts; the same twice is a cursor.
    pub start: u32,
    pub end: u32,
}

/// How the way into the vault looks.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "door", rename_all = "kebab-case")]
pub enum VaultDoor {
    /// Nothing was kept here yet; `keychain` says what the system offers.
    New { keychain: KeychainState },
    /// Several have a vault here, or somebody wants another one: whose is it?
    Choose { owners: Vec<Owner> },
    /// A vault is here and must be opened by one of these.
    Locked { ways: Vec<SlotKind> },
    /// The keychain is being asked, and the system may show a dialogue of its own for it. Another way opens meanwhile.
    Asking { ways: Vec<SlotKind> },
    /// Open: go home.
    Open,
    /// A vault is here and cannot be opened; nothing was changed on disk.
    Refused { problem: Problem, ways: Vec<SlotKind> },
}

/// What the system offers to keep a key in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeychainState {
    /// A key can be kept there now.
    Ready,
    /// Its owner has to unlock it first.
    Locked,
    /// Its owner is being asked to, in a dialogue of the system's.
    Asking,
    /// There is none.
    Absent,
}

impl From<vault::KeychainState> for KeychainState {
    fn from(state: vault::KeychainState) -> Self {
        match state {
            vault::KeychainState::Ready => KeychainState::Ready,
            vault::KeychainState::Locked => KeychainState::Locked,
            vault::KeychainState::Absent => KeychainState::Absent,
        }
    }
}

/// Somebody who has a vault here, as far as they show themselves.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Owner {
    /// For choosing them.
    pub id: String,
    /// The name that they chose to show.
    pub name: Option<String>,
    /// In the order in which they came, from 1.
    pub number: u32,
}

/// What the window looks like. Kept in a plain file beside the vault, since it must be known before the vault opens;
/// it says nothing about a traveller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Preferences {
    /// BCP 47 tag; `None` until the person has chosen: the welcome screen asks.
    pub language: Option<String>,
    pub text_size: TextSize,
    pub theme: Theme,
    /// The vault is locked after so many minutes in which nobody did anything; `None`: never.
    #[serde(default = "quarter_of_an_hour")]
    pub lock_after_minutes: Option<u16>,
}

/// What preferences of an earlier version, and those of a new owner, say about locking.
pub(crate) fn quarter_of_an_hour() -> Option<u16> {
    Some(15)
}

/// Size of the text against the system's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum TextSize {
    #[serde(rename = "100")]
    Normal,
    #[serde(rename = "150")]
    Large,
    #[serde(rename = "200")]
    Largest,
}

/// Colours of the window; `System` follows the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    System,
    Light,
    Dark,
}

/// A kind of way to open the vault; there may be several of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SlotKind {
    Passphrase,
    RecoveryCode,
    Keychain,
}

impl From<vault::SlotKind> for SlotKind {
    fn from(kind: vault::SlotKind) -> Self {
        match kind {
            vault::SlotKind::Keychain => SlotKind::Keychain,
            vault::SlotKind::Passphrase => SlotKind::Passphrase,
            vault::SlotKind::RecoveryCode => SlotKind::RecoveryCode,
        }
    }
}

/// One way to open the vault.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Slot {
    pub id: String,
    pub kind: SlotKind,
    /// In the owner's words; may be empty.
    pub label: String,
    /// ISO date.
    pub created_on: String,
}

impl From<vault::Slot> for Slot {
    fn from(slot: vault::Slot) -> Self {
        let created_on = slot.created_at.with_timezone(&chrono::Local).date_naive().to_string();
        Slot { id: slot.id.to_string(), kind: slot.kind.into(), label: slot.label, created_on }
    }
}

/// The key slots of the open vault, for the settings screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Slots {
    pub slots: Vec<Slot>,
    pub keychain: KeychainState,
}

/// A new recovery code as it is printed. It opens nothing before groups of it were typed back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecoverySheet {
    pub groups: Vec<String>,
    /// On which day it was made (ISO 8601).
    pub made_on: String,
    /// The name that its owner shows.
    pub owner: Option<String>,
    /// The same in one piece.
    pub qr: QrDrawing,
}

/// Whom to call and where help stands, from the edition's `directory.json`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Directory {
    /// The edition whose texts name them.
    pub edition: u32,
    pub hotlines: Vec<Hotline>,
    /// What whoever calls is asked for: the declarations that the platform may know, newest first.
    pub references: Vec<NamedReference>,
    /// Numbers of the counties that they go to, where a notice has published one.
    pub counties: Vec<CountyNumber>,
    /// Nobody among them can telephone.
    pub writes: bool,
}

/// The telephone of a county.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CountyNumber {
    /// Its name in the language of the screen.
    pub name: String,
    pub phone: String,
}

/// A declaration as its traveller names it on the telephone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NamedReference {
    /// The traveller's name; none where it is not typed yet.
    pub name: Option<String>,
    pub reference: String,
}

/// A telephone line.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Hotline {
    /// Message id of its name.
    pub text: String,
    /// As dialled from abroad, E.164 with spaces.
    pub number: String,
    /// Message id of its hours.
    pub hours: String,
}

impl Hotline {
    /// The line with that id, called by its messages.
    pub(crate) fn of(id: &str, number: &str) -> Self {
        let text = format!("hotline-{id}");
        Self { hours: format!("{text}.hours"), text, number: number.to_owned() }
    }
}
