//! Damage of the vault's file, and what came of a rescue.

use serde::Serialize;
use ts_rs::TS;

use super::Start;

/// What looking through the whole file found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Check {
    /// Part of it is damaged.
    pub damaged: bool,
}

/// What came of a rescue.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Rescued {
    pub start: Start,
    /// How many declarations there are now.
    pub kept: u32,
    pub lost: Vec<LostDeclaration>,
    /// How many pages of the file could not be read; of some of them nobody may know what was on them.
    pub pages: u32,
    /// Ways to open were lost: only the one that was used now is left.
    pub slots_lost: bool,
    /// The damaged file was of an earlier time: what was typed since is missing as well.
    pub earlier: bool,
    /// Where the old file lies; `None` where nothing was damaged.
    pub aside: Option<String>,
}

/// A declaration of which something was lost.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LostDeclaration {
    /// The traveller's name, where it is known.
    pub name: Option<String>,
    /// What the traveller says on the telephone.
    pub reference: String,
    /// Nothing of it is left.
    pub all: bool,
    pub parts: Vec<LostPart>,
}

/// A part of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LostPart {
    /// What was typed and not sent.
    Draft,
    /// The answers that were sent last.
    Sent,
    /// The right to follow and correct what was sent: its answers are a new draft.
    Secret,
    /// Whether it was sent: its answers are a draft that can be sent again.
    Sending,
    /// What the platform said last.
    Status,
    /// Earlier states.
    Earlier,
    /// What a desk knows beside the answers: consents, calls, what a list said.
    Desk,
    /// Whom it was handed to.
    HandedOver,
}

impl From<vault::LostPart> for LostPart {
    fn from(part: vault::LostPart) -> Self {
        match part {
            vault::LostPart::Draft => Self::Draft,
            vault::LostPart::Sent => Self::Sent,
            vault::LostPart::Secret => Self::Secret,
            vault::LostPart::Sending => Self::Sending,
            vault::LostPart::Status => Self::Status,
            vault::LostPart::Earlier => Self::Earlier,
            vault::LostPart::Desk => Self::Desk,
            vault::LostPart::HandedOver => Self::HandedOver,
        }
    }
}
