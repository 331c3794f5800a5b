//! The counts of the day, and the times of wrong staff keys: all that a kiosk writes beside its sealed spool. It names nobody.

use std::fs;
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::KioskError;
use crate::dto::KioskCounts;
use crate::surroundings::Surroundings;

const FILE: &str = "kiosk.json";
/// So many wrong keys close the panel for a while.
const TRIES: usize = 5;
const WHILE: TimeDelta = TimeDelta::minutes(10);

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Daybook {
    day: Option<NaiveDate>,
    counts: KioskCounts,
    /// When wrong staff keys were typed of late.
    wrong: Vec<DateTime<Utc>>,
}

impl Daybook {
    /// One that cannot be read counts from nothing.
    fn read(data: &Path) -> Self {
        let bytes = fs::read(data.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    fn write(&self, data: &Path) -> Result<(), KioskError> {
        let bytes = serde_json::to_vec(self).map_err(|error| KioskError::Daybook(error.into()))?;
        vault::owner_only(data).map_err(|error| KioskError::Daybook(std::io::Error::other(error)))?;
        vault::write_private(&data.join(FILE), &bytes).map_err(KioskError::Daybook)
    }
}

impl Surroundings {
    /// The counts of today.
    pub(super) fn counts(&self) -> KioskCounts {
        let book = Daybook::read(&self.paths.data);
        if book.day == Some(self.today()) { book.counts } else { KioskCounts::default() }
    }

    /// Counts something. Where that cannot be written down, nobody is held up for it.
    pub(super) fn count(&self, change: impl FnOnce(&mut KioskCounts)) {
        let mut book = Daybook::read(&self.paths.data);
        let today = Some(self.today());
        if book.day != today {
            (book.day, book.counts) = (today, KioskCounts::default());
        }
        change(&mut book.counts);
        if let Err(error) = book.write(&self.paths.data) {
            tracing::warn!(%error, "something was not counted");
        }
    }

    /// Refuses where too many wrong keys were typed of late. It is written down, since the program is replaced after every person.
    pub(super) fn require_patience(&self) -> Result<(), KioskError> {
        let now = self.host.now();
        let book = Daybook::read(&self.paths.data);
        // Whoever sets the clock back gains nothing: what lies ahead counts too.
        let of_late = book.wrong.iter().filter(|at| now - **at < WHILE).count();
        if of_late >= TRIES { Err(KioskError::StaffWaits) } else { Ok(()) }
    }

    /// Writes a wrong key down, or that the right one came. Fails closed: what cannot be counted is not tried.
    pub(super) fn note_key(&self, right: bool) -> Result<(), KioskError> {
        let now = self.host.now();
        let mut book = Daybook::read(&self.paths.data);
        book.wrong.retain(|at| !right && now - *at < WHILE);
        if !right {
            book.wrong.push(now);
        }
        book.write(&self.paths.data)
    }
}
