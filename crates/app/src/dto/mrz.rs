//! Comparing a machine readable zone with the form before anything is taken.

use serde::Serialize;
use ts_rs::TS;

use super::Problem;

/// What was read from pasted lines.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MrzScreen {
    /// `td1`, `td2` or `td3`; none when the lines have no known shape.
    pub format: Option<String>,
    pub fields: Vec<MrzField>,
    /// What is wrong with the whole: shape, composite check digit.
    pub problems: Vec<Problem>,
}

/// One field of the zone beside the form's answer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MrzField {
    pub pointer: String,
    /// Message id of the question.
    pub text: String,
    /// As read: a name, a country's name, an ISO date.
    pub read: String,
    /// Message id of what was read, where it is one of a short list.
    pub read_text: Option<String>,
    /// The form's present answer, in words.
    pub current: Option<String>,
    /// Message id of the present answer, where it is one of a short list.
    pub current_text: Option<String>,
    /// Its own check digit is right, or it has none and nothing contradicts it.
    pub trusted: bool,
    /// Has a check digit of its own.
    pub checked: bool,
    pub same: bool,
}
