//! The home screen: one card a declaration, with its permanent state line.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EndsEarly, HandedOver, PlaceTime, Problem, Progress, Rulebook};

/// The home screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Home {
    /// The latest of them, newest first.
    pub cards: Vec<Card>,
    /// How many there are in all.
    pub total: u32,
    pub sending: Sending,
    pub rulebook: Rulebook,
    /// The edition in use takes an intention, before there is a ticket.
    pub takes_intentions: bool,
    /// How much was deleted and can be brought back.
    pub deleted: u32,
    /// What waits to be sent stood in a file that was broken, and stands in a new one: names of the files that were set aside.
    pub queues_made_anew: Vec<String>,
}

/// A page of declarations.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Cards {
    pub cards: Vec<Card>,
    /// How many there are in all.
    pub total: u32,
}

/// Which declarations a list shows, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct ListFilter {
    /// As typed into the search field; all where it is empty.
    pub text: String,
    /// Only in this state.
    pub state: Option<SendState>,
    pub order: ListOrder,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ListOrder {
    /// Changed last, first.
    #[default]
    Latest,
    /// The nearest day of departure first; without a day last.
    Day,
    /// By name; without a name last.
    Name,
}

/// Whether, and to whom, this app can send.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Sending {
    /// A platform profile is loaded; `name` is the platform's own.
    To { name: String },
    /// No profile, or an unreadable one: drafts are safe, nothing can be sent, and this says why.
    Nowhere { problem: Problem },
    /// The profile says something else than what the owner agreed to. Nothing is sent before they have said which counts.
    Swapped { before: PlatformShown, now: PlatformShown },
}

/// A platform as people compare it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PlatformShown {
    /// What it calls itself.
    pub name: String,
    pub address: String,
    /// Fingerprint of its first root of trust.
    pub identity: String,
    /// Fingerprint of the keys that it signs and is sealed to with.
    pub keys: String,
    /// Fingerprint of the certificate authorities that its connections may rest on besides the system's; empty where there are
    /// none.
    pub authorities: String,
}

/// One declaration at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Card {
    /// UUID of the declaration.
    pub id: String,
    /// What the traveller says on the telephone.
    pub reference: String,
    pub revision: u32,
    /// What the draft is for, or what was sent last where there is no draft.
    pub kind: SaidKind,
    /// What was sent can be confirmed: nothing has changed.
    pub may_confirm: bool,
    /// The day of the landing has come, and what only matters then was not yet answered.
    pub after_landing: bool,
    /// The traveller was not on board: the journey is to be corrected.
    #[serde(default)]
    pub missed: bool,
    /// The page that asks for the journey, once it was sent.
    #[serde(default)]
    pub journey_page: Option<String>,
    /// RFC 3339 instant at which the last code ended, where it did before the county has met the traveller.
    #[serde(default)]
    pub ended: Option<String>,
    /// As typed, Chinese characters first; none while unanswered.
    pub name: Option<String>,
    /// Such as `FRA → PVG`.
    pub route: Option<String>,
    /// ISO date of the first departure.
    pub departs_on: Option<String>,
    /// The border is crossed by air, or nobody knows yet: its stages are called as airlines call them.
    #[serde(default = "by_air")]
    pub by_air: bool,
    /// An intention of somebody who has decided not to come.
    #[serde(default)]
    pub stays: bool,
    pub state: SendState,
    /// There is a draft of a later revision than the one sent.
    pub correcting: bool,
    pub withdrawn: bool,
    pub progress: Progress,
    pub stage: Option<Stage>,
    /// Colour of the last verified code, if it is still valid.
    pub colour: Option<Colour>,
    /// That code ends before the traveller boards.
    pub ends_early: Option<EndsEarly>,
    pub next: NextStep,
    /// Number of a newer edition that the draft can be brought to.
    pub newer: Option<u32>,
    /// What stands in the way of sending, with its remedy.
    pub problem: Option<Problem>,
    /// A person has to act before it is sent: it is not tried again as it is.
    pub stopped: bool,
    /// The time of the place where the traveller is, by which every time is told; none where no journey says one.
    pub zone: Option<PlaceTime>,
    /// RFC 3339 instant at which its sending window opens, while it waits for that: nothing of it was sent yet.
    pub opens: Option<String>,
    /// Somebody else has it in hand: here it is only to be looked at.
    pub handed_over: Option<HandedOver>,
    /// Of what came second: whom it was taken back from, in the words of whoever handed it over.
    #[serde(default)]
    pub rival: Option<String>,
    /// RFC 3339 instant of the last change.
    pub updated_at: String,
}

/// Cards that were kept before they said so were of people who fly.
fn by_air() -> bool {
    true
}

/// The three words of the state line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SendState {
    NotSent,
    Waiting,
    Received,
}

/// Where the traveller is, as the platform knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Intends,
    Declared,
    Boarded,
    Landed,
    HandedOver,
    Received,
}

/// Colour of a health code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    Green,
    Yellow,
    Orange,
}

impl From<health_code::Colour> for Colour {
    fn from(colour: health_code::Colour) -> Self {
        match colour {
            health_code::Colour::Green => Self::Green,
            health_code::Colour::Yellow => Self::Yellow,
            health_code::Colour::Orange => Self::Orange,
        }
    }
}

/// The one action a card offers first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NextStep {
    Continue,
    Review,
    Wait,
    ShowCode,
    Fix,
    Nothing,
    /// An intention was sent: with a ticket comes the declaration.
    Declare,
}

/// What a traveller says with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SaidKind {
    Declaration,
    /// Before there is a ticket.
    Intention,
    /// Nothing has changed.
    Confirmation,
}

impl From<vault::DraftKind> for SaidKind {
    fn from(kind: vault::DraftKind) -> Self {
        match kind {
            vault::DraftKind::Declaration => Self::Declaration,
            vault::DraftKind::Intention => Self::Intention,
            vault::DraftKind::Confirmation => Self::Confirmation,
        }
    }
}
