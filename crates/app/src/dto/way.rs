//! The way from the declaration to the home county, as the code screen shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{QrDrawing, Stage};

/// The way, what comes next, and what the traveller may say of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Way {
    /// In their order, from the declaration on.
    pub stages: Vec<WayStage>,
    /// What is waited for: the message `step-<this>`; none where the way is over, or nothing is known.
    pub step: Option<String>,
    /// Who is responsible for it.
    pub desk: Option<WayDesk>,
    /// RFC 3339 instant until which it is to happen.
    pub due: Option<String>,
    /// ISO date that is said instead, where no hour is known.
    pub day: Option<String>,
    /// That time is over.
    pub late: bool,
    /// What the traveller may say now; of these alone a press is enough.
    pub offers: Vec<WayWord>,
    /// What the traveller has said that the platform does not hold yet, or refused; oldest first.
    pub pending: Vec<PendingLetter>,
}

/// How somebody enters China who does not fly in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Crossing {
    /// The message that says by what: an option's of the edition; none where the edition does not ask.
    pub by: Option<String>,
    /// Name of the port of entry.
    pub port: Option<String>,
    /// ISO date on which the traveller arrives there.
    pub on: Option<String>,
}

/// A stage of the way.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WayStage {
    pub stage: Stage,
    /// The traveller has been there.
    pub reached: bool,
    /// The traveller is there now.
    pub current: bool,
    /// RFC 3339 instant, where it is known.
    pub at: Option<String>,
    /// Only the day of it is known, in China.
    pub day_only: bool,
    /// `traveller`, the role of the officer who says so, or `journey` where the declared journey alone does.
    pub by: Option<String>,
    /// Name of the port or county.
    pub place: Option<String>,
}

/// Whom to call.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WayDesk {
    /// `port`, `county` or `province`.
    pub kind: String,
    /// Name of the port or county.
    pub name: Option<String>,
    /// As dialled from abroad, where the edition knows one.
    pub phone: Option<String>,
}

/// What a traveller says with one press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WayWord {
    Boarded,
    Landed,
    MissedFlight,
    TakesBack,
}

/// What a traveller says of a declaration beside its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "says", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Word {
    Way {
        word: WayWord,
    },
    /// Please look at my code again.
    Review {
        /// `places`, `test`, `illness`, `other-person` or `other`.
        reason: String,
        text: String,
    },
    /// Somebody has used this for something else.
    Misuse {
        text: String,
    },
    /// No phone that was let in is let in any more.
    ShutsPhones,
}

/// The declaration on the traveller's phone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PhonePage {
    /// The address of the page without what opens the declaration there.
    pub address: String,
    /// The whole address, to be read by the phone's camera.
    pub qr: QrDrawing,
    /// What is typed where nothing scans, of one that is printed.
    pub claim: Option<String>,
    /// The platform knows that this phone may come in.
    pub ready: bool,
}

/// A letter that waits, or was refused.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PendingLetter {
    /// `boarded`, `landed`, `missed-flight`, `takes-back`, `review`, `misuse`, `stays-abroad`: the message `letter-<this>`.
    pub says: String,
    /// RFC 3339 instant.
    pub said_at: String,
    pub refused: bool,
}

/// The last review that the traveller asked for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AskedReview {
    /// RFC 3339 instants.
    pub asked_at: String,
    /// The message `code-review-reason-<this>`.
    pub reason: String,
    pub due: String,
    pub answered_at: Option<String>,
    pub granted: bool,
    /// The message `code-review-answer-<this>`.
    pub answer: Option<String>,
}

/// Somebody has looked.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ShownLook {
    /// RFC 3339 instant.
    pub at: String,
    /// The message `role-<this>`.
    pub by: String,
    /// The messages `look-<this>`.
    pub purposes: Vec<String>,
}

/// What is printed for the way from the port to home.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Slip {
    pub port: Option<WayDesk>,
    pub county: Option<WayDesk>,
    /// As the traveller has written it.
    pub address: Option<String>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub phone_in_china: Option<String>,
}
