//! The health code on screen and on paper.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AskedReview, Colour, Crossing, Explanation, PlaceTime, Problem, SendState, ShownLook, Slip, Stage, Way,
};

/// The code screen; also what stands in for a code while there is none.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CodeScreen {
    pub id: String,
    /// What the traveller says on the telephone.
    pub reference: String,
    pub revision: u32,
    pub state: SendState,
    pub withdrawn: bool,
    pub stage: Option<Stage>,
    pub code: CodeState,
    /// What was sent can be confirmed: nothing has changed.
    pub may_confirm: bool,
    /// The day of the landing has come, and what only matters then was not yet answered.
    pub after_landing: bool,
    /// The page of the form that asks for the journey: what changes most often after sending.
    pub journey_page: Option<String>,
    /// The traveller is in China: what comes next no longer speaks of boarding.
    pub landed: bool,
    /// How the border is crossed, where it is not by air: nothing then speaks of a flight.
    pub crossing: Option<Crossing>,
    /// The name in Chinese characters that was declared beside the one on the code.
    pub han_name: Option<String>,
    /// A code was assigned and is with its member, who answered on a phone of their own: RFC 3339 instant until which it counts.
    pub with_member: Option<String>,
    /// Why the code has its colour; none where the sent answers do not lead to it, or there is no code.
    pub explanation: Option<Explanation>,
    /// A line that is known here serves the traveller; else nothing tells them to call.
    pub line: bool,
    /// The traveller cannot telephone: what they are told works in writing.
    pub writes: bool,
    /// A later revision is being filled in.
    pub correcting: bool,
    /// The time of the place where the traveller is, by which every time is told; none where no journey says one.
    pub zone: Option<PlaceTime>,
    /// RFC 3339 instant at which its sending window opens, while it waits for that.
    pub opens: Option<String>,
    /// RFC 3339 instant of the platform's last word, by its clock: nothing here is younger.
    pub as_of: Option<String>,
    /// The platform holds a later revision, or a withdrawal, that this vault never sent: somebody else may have.
    pub elsewhere: bool,
    /// The way to the home county; none before anything was declared.
    pub way: Option<Way>,
    /// The last review that the traveller asked for.
    pub review: Option<AskedReview>,
    /// A review may be asked for now.
    pub may_ask_review: bool,
    /// Who has looked at the declaration, newest first.
    pub looks: Vec<ShownLook>,
    /// What is printed for the way from the port to home; none before a code is there.
    pub slip: Option<Slip>,
    /// What the platform wrote to the traveller, newest first.
    pub messages: Vec<PlatformMessage>,
}

/// What the app can say about the code after verifying it offline.
#[allow(clippy::large_enum_variant, reason = "one is made a screen, and sent away at once")]
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CodeState {
    /// Not assigned yet: nothing sent, waiting, or the platform has not answered.
    None,
    /// Verified against the profile's keys, with a reason and the right purpose. May be expired: see `expired`.
    Verified {
        colour: Colour,
        rule: String,
        /// Messages `reason-<id>`.
        reasons: Vec<String>,
        /// The revision that it is given for; an earlier one than the screen's while a correction is on its way.
        revision: u32,
        edition: u32,
        /// The list of risk that places and flights were looked up in: its number, and ISO date of its day of issue.
        list: u32,
        list_issued: String,
        /// RFC 3339 instants.
        issued_at: String,
        valid_until: String,
        /// IANA zone of the place where it is shown, such as `Asia/Shanghai`.
        zone: String,
        expired: bool,
        /// It ends before the traveller boards for China.
        ends_early: Option<EndsEarly>,
        /// As printed in the document.
        name: String,
        /// Last characters of the document's number.
        document_tail: String,
        flight: Option<String>,
        /// ISO date on which that flight, or whatever crosses the border, departs.
        departs_on: Option<String>,
        /// The text inside the QR.
        payload: String,
        qr: QrDrawing,
        /// Message `correction-<id>`: how to have it changed.
        correction: String,
        /// It rests on a sample edition, and says so wherever it is shown.
        sample: bool,
    },
    /// The platform's answer did not verify; it is not shown as a code.
    Refused { problem: Problem },
}

/// A code that ends before the traveller boards: a later confirmation renews it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EndsEarly {
    /// RFC 3339 instant of the departure of the leg into China.
    pub boards_at: String,
    /// The hour is known; else these are the ends of days, and only the days may be shown.
    pub timed: bool,
    /// RFC 3339 instant from which a code of the same validity holds until then.
    pub confirm_from: String,
    /// That instant has come.
    pub due: bool,
    /// The time of the place of boarding; none where its zone is not known here.
    pub zone: Option<PlaceTime>,
}

/// A QR code as one SVG path over `size` × `size` modules, quiet zone excluded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct QrDrawing {
    pub size: u32,
    /// `d` of the path: dark modules as unit squares.
    pub path: String,
}

/// A message of the platform, as an id with arguments.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlatformMessage {
    /// The message `message-<code>`.
    pub code: String,
    #[ts(type = "Record<string, string | number>")]
    pub arguments: std::collections::BTreeMap<String, serde_json::Value>,
    /// RFC 3339 instant.
    pub at: String,
}
