//! `pages.json`: pages > sections > fields, as written and as kept.

use serde::{Deserialize, Deserializer};

use crate::control::Control;
use crate::fields::{FieldId, Moment};
use crate::who::RawSpeaksOf;

/// A page of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Message `page-<id>`.
    pub id: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Message `section-<id>`.
    pub id: String,
    /// Its fields, in order; see [`crate::Edition::field`].
    pub fields: Vec<FieldId>,
    /// Whether an empty one is offered the answers of an earlier declaration of the same person, or of a companion's.
    pub offers_earlier: bool,
}

/// The file `pages.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PagesFile {
    #[serde(default)]
    pub(crate) speaks_of: RawSpeaksOf,
    pub(crate) pages: Vec<RawPage>,
}

/// A page as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPage {
    pub(crate) id: String,
    pub(crate) sections: Vec<RawSection>,
}

/// A section as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSection {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) offers_earlier: bool,
    pub(crate) fields: Vec<RawField>,
}

/// A field as it is written. Purpose, readers and retention have no default: without them an edition does not load.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawField {
    pub(crate) pointer: String,
    pub(crate) control: Control,
    #[serde(default)]
    pub(crate) visible: Option<String>,
    /// Answers that `visible` may read though they are not given.
    #[serde(default)]
    pub(crate) may_be_missing: Vec<String>,
    #[serde(default)]
    pub(crate) required: RawRequired,
    #[serde(default)]
    pub(crate) options: Vec<String>,
    #[serde(default)]
    pub(crate) list: Option<String>,
    #[serde(default)]
    pub(crate) level: Option<String>,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    #[serde(default)]
    pub(crate) within: Option<String>,
    #[serde(default)]
    pub(crate) exclusive: Option<String>,
    #[serde(default)]
    pub(crate) decides: bool,
    #[serde(default)]
    pub(crate) text_version: Option<String>,
    #[serde(default)]
    pub(crate) text_fingerprint: Option<String>,
    #[serde(default)]
    pub(crate) version_at: Option<String>,
    #[serde(default)]
    pub(crate) starts_as: Option<String>,
    #[serde(default)]
    pub(crate) calls_from: Option<String>,
    #[serde(default)]
    pub(crate) starts_with: Option<u32>,
    #[serde(default)]
    pub(crate) fields: Vec<RawField>,
    pub(crate) purpose: String,
    #[serde(deserialize_with = "some_readers")]
    pub(crate) readers: Vec<String>,
    pub(crate) retention_days: u32,
    #[serde(default)]
    pub(crate) asked: Moment,
    /// The notice that says how long it may be kept; the strictest of all if none is named.
    #[serde(default)]
    pub(crate) source: Option<String>,
}

/// `required`: a yes or no, or CEL.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum RawRequired {
    /// Always or never.
    Fixed(bool),
    /// When this holds.
    When(String),
}

impl Default for RawRequired {
    fn default() -> Self {
        Self::Fixed(false)
    }
}

fn some_readers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let readers = Vec::<String>::deserialize(deserializer)?;
    if readers.is_empty() {
        return Err(serde::de::Error::custom("readers is empty"));
    }
    Ok(readers)
}
