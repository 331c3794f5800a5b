//! A slip's QR, or the code below it, asks the platform what it opens, as a phone does. It is not part of the protocol between app and platform: the
//! answer is the platform's word over this connection and bears no signature of its own but the code's.

use platform_api::{ClaimCode, PhoneLink, Problem, ProblemCode, Stage};
use serde::Deserialize;
use serde_json::{from_slice, json, to_vec};
use uuid::Uuid;

use super::{CONTENT_TYPE, HttpPlatform, JSON_TYPE};

/// What a slip says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipKey {
    /// In its QR.
    Scanned(PhoneLink),
    /// To whoever types it.
    Typed(ClaimCode),
}

impl SlipKey {
    /// Whether it is the slip of that declaration, as far as anybody can tell who has neither answers nor token.
    pub fn is_of(&self, declaration: Uuid) -> bool {
        match self {
            SlipKey::Scanned(link) => link.declaration == declaration,
            SlipKey::Typed(code) => code.reference == platform_api::Reference::of(declaration),
        }
    }
}

/// What a slip opens.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum SlipAnswer {
    /// Its declaration was refused for good, with this problem.
    Refused {
        /// Its code.
        refused: String,
    },
    /// Its declaration, as it stands.
    Stands(Box<BySlip>),
}

/// How a declaration stands, as far as it is shown or printed.
#[derive(Debug, Clone, Deserialize)]
pub struct BySlip {
    /// The stage and whether it was taken back.
    pub status: SlipStatus,
    /// What is said on the telephone.
    pub reference: String,
    /// The edition whose words the code's reasons are.
    pub edition: Option<u32>,
    /// IANA zone of the place where the traveller is, by their journey.
    #[serde(default)]
    pub zone: Option<String>,
    /// The code, once there is one.
    pub code: Option<SlipCode>,
    /// Lines that serve its traveller.
    #[serde(default)]
    pub hotlines: Vec<SlipLine>,
}

/// A telephone line.
#[derive(Debug, Clone, Deserialize)]
pub struct SlipLine {
    /// The message `hotline-<id>`.
    pub id: String,
    /// As dialled from abroad.
    pub number: String,
}

/// Of the signed status what a kiosk says.
#[derive(Debug, Clone, Deserialize)]
pub struct SlipStatus {
    /// How far the traveller is.
    pub stage: Stage,
    /// It was taken back.
    #[serde(default)]
    pub withdrawn: bool,
}

/// A code as it is drawn.
#[derive(Debug, Clone, Deserialize)]
pub struct SlipCode {
    /// `green`, `yellow`, `orange`.
    pub colour: String,
    /// Messages `reason-<id>`.
    pub reasons: Vec<String>,
    /// RFC 3339 instant.
    pub valid_until: String,
    /// As printed in the document.
    pub name: String,
    /// Last characters of the document's number.
    pub document_tail: String,
    /// The flight of arrival.
    pub flight: Option<String>,
    /// ISO date on which it departs, or whatever crosses the border.
    pub departs_on: Option<String>,
    /// It ends before its traveller boards.
    pub ends_early: Option<SlipEndsEarly>,
    /// It rests on a sample edition.
    pub sample: bool,
    /// A line that the platform knows serves its traveller.
    pub line: bool,
    /// Its QR.
    pub qr: SlipQr,
}

/// A code that ends before its traveller boards.
#[derive(Debug, Clone, Deserialize)]
pub struct SlipEndsEarly {
    /// RFC 3339 instant of the departure for China.
    pub boards_at: String,
    /// The hour is known, and not the day alone.
    pub timed: bool,
    /// RFC 3339 instant from which confirming again helps.
    pub confirm_from: String,
    /// That instant has come.
    pub due: bool,
    /// IANA zone of the place of boarding.
    pub zone: String,
}

/// A QR as one path.
#[derive(Debug, Clone, Deserialize)]
pub struct SlipQr {
    /// Modules along a side.
    pub size: u32,
    /// `d` of the path.
    pub path: String,
}

impl HttpPlatform {
    /// What a slip opens, with the birth date that it asks for.
    ///
    /// # Errors
    /// `birth-date-needed`, `birth-date-wrong`, `declaration-not-found` where the slip opens nothing (yet, or any more), and whatever
    /// else may come of a request.
    pub async fn by_slip(&self, key: &SlipKey, born: &str) -> Result<SlipAnswer, Problem> {
        let key = match key {
            SlipKey::Scanned(PhoneLink { declaration, token }) => {
                json!({ "declaration": declaration, "token": *token.reveal(), "born": born })
            }
            SlipKey::Typed(code) => json!({ "claim": code.to_string(), "born": born }),
        };
        let body = to_vec(&key).map_err(|_| ProblemCode::BadRequest)?;
        let request = self.client.post(self.address("me/api/look")?);
        let (_, body) = self.answer(request.header(CONTENT_TYPE, JSON_TYPE).body(body)).await?;
        from_slice(&body).map_err(|_| ProblemCode::PlatformGarbled.into())
    }
}
