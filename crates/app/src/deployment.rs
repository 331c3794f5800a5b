//! What a deployment file says of this machine: `deployment.json` beside the platform profile, or in the data directory. None: a
//! traveller's own computer.

use std::path::PathBuf;
use std::{fs, io};

use serde::Deserialize;

use crate::host::Paths;
use crate::ownership::is_anybodys;

/// The file's name.
const DEPLOYMENT: &str = "deployment.json";

/// Who sits in front of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DeskKind {
    /// An organisation that helps others.
    Chamber,
    /// Strangers in a row.
    Kiosk,
    /// What another version may know.
    #[serde(other)]
    Other,
}

/// The file, as it stands.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Deployment {
    pub(crate) desk: DeskKind,
    #[serde(default)]
    pub(crate) organisation: String,
    /// The token that the platform has enrolled the organisation with.
    #[serde(default)]
    pub(crate) enrolment: String,
    /// What members are asked to consent to.
    #[serde(default)]
    pub(crate) mandate_text: String,
    /// Where a kiosk prints; none: where the system prints by default.
    #[serde(default)]
    pub(crate) printer: Option<String>,
    /// A kiosk's page goes blank after so many seconds without a touch.
    #[serde(default = "a_minute")]
    pub(crate) blank_after_seconds: u32,
    /// And is erased after so many.
    #[serde(default = "three_minutes")]
    pub(crate) erase_after_seconds: u32,
    /// The folder in which the system shows a stick that is put in, as a folder of its own.
    #[serde(default = "media")]
    pub(crate) sticks: PathBuf,
    /// The language of whoever looks after a kiosk; none: that of the rulebook.
    #[serde(default)]
    pub(crate) staff_language: Option<String>,
    /// Every folder in there counts as one, also on this machine's own disk: for tests, and for a stick that is none.
    #[serde(default)]
    pub(crate) any_folder_is_a_stick: bool,
}

fn a_minute() -> u32 {
    60
}

fn three_minutes() -> u32 {
    180
}

fn media() -> PathBuf {
    PathBuf::from("/media")
}

impl Default for Deployment {
    /// A kiosk that nobody described.
    fn default() -> Self {
        Deployment {
            desk: DeskKind::Kiosk,
            organisation: String::new(),
            enrolment: String::new(),
            mandate_text: String::new(),
            printer: None,
            blank_after_seconds: a_minute(),
            erase_after_seconds: three_minutes(),
            sticks: media(),
            staff_language: None,
            any_folder_is_a_stick: false,
        }
    }
}

/// There is a deployment file, and it cannot be read. A kiosk must not turn into somebody's own computer by a slip of the pen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unreadable;

impl Deployment {
    /// The file that counts here; none where there is none.
    pub(crate) fn of(paths: &Paths) -> Result<Option<Self>, Unreadable> {
        let beside = paths.profile.as_deref().map(|profile| profile.with_file_name(DEPLOYMENT));
        let places: [Option<PathBuf>; 2] = [beside, Some(paths.data.join(DEPLOYMENT))];
        for place in places.into_iter().flatten() {
            if is_anybodys(&place) {
                return Err(unreadable("others may write it, or replace it"));
            }
            match fs::read(&place) {
                Ok(bytes) => return serde_json::from_slice(&bytes).map(Some).map_err(unreadable),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(unreadable(error)),
            }
        }
        Ok(None)
    }
}

fn unreadable(error: impl std::fmt::Display) -> Unreadable {
    tracing::error!(%error, "the deployment file is not read");
    Unreadable
}
