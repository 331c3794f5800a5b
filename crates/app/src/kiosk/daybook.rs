//! The counts of the day, the times of wrong staff keys, which broken spools staff have seen, and what was sealed under which token: all that a kiosk writes beside its sealed spool. It
//! names nobody.

use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use outbox::{SetAside, set_aside};
use serde::{Deserialize, Serialize};

use super::enrolment::Known;
use super::{KioskError, held};
use crate::Result;
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
    /// Broken spools that staff have been told of.
    seen: Vec<String>,
    /// The organisation's token.
    token: Option<Known>,
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

    /// The tries that still count. What lies further ahead than any of ours can be was noted by a clock that was wrong: it counts from now.
    fn of_late(&self, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let of_late = self.wrong.iter().map(|at| if *at > now + WHILE { now } else { *at });
        of_late.filter(|at| now - *at < WHILE).collect()
    }
}

impl Surroundings {
    /// Changes the daybook; one at a time, since it is read, changed and written.
    fn daybook(&self, change: impl FnOnce(&mut Daybook)) -> Result<(), KioskError> {
        let kiosk = self.kiosk.as_ref().ok_or(KioskError::None)?;
        let _one_at_a_time = held(&kiosk.writing);
        let mut book = Daybook::read(&self.paths.data);
        change(&mut book);
        book.write(&self.paths.data)
    }

    /// The counts of today.
    pub(super) fn counts(&self) -> KioskCounts {
        let book = Daybook::read(&self.paths.data);
        if book.day == Some(self.today()) { book.counts } else { KioskCounts::default() }
    }

    /// Counts something. Where that cannot be written down, nobody is held up for it.
    pub(super) fn count(&self, change: impl FnOnce(&mut KioskCounts)) {
        let today = Some(self.today());
        let counted = self.daybook(|book| {
            if book.day != today {
                (book.day, book.counts) = (today, KioskCounts::default());
            }
            change(&mut book.counts);
        });
        if let Err(error) = counted {
            tracing::warn!(%error, "something was not counted");
        }
    }

    /// Counts a try of the staff key as a wrong one, before it is made: whoever pulls the plug gains nothing. Refused where too many were
    /// wrong of late. A disk that takes nothing more must not keep staff out, since what waits then goes by stick: such tries are
    /// counted in memory.
    pub(super) fn try_key(&self) -> Result<(), KioskError> {
        let now = self.host.now();
        let kiosk = self.kiosk.as_ref().ok_or(KioskError::None)?;
        let mut waits = false;
        let noted = self.daybook(|book| {
            book.wrong = book.of_late(now);
            waits = book.wrong.len() >= TRIES;
            if !waits {
                book.wrong.push(now);
            }
        });
        let unwritten = match noted {
            Ok(()) => 0,
            Err(error) => {
                tracing::warn!(%error, "a try of the staff key is not written down");
                kiosk.unwritten_tries.fetch_add(1, Ordering::SeqCst)
            }
        };
        if waits || unwritten as usize >= TRIES { Err(KioskError::StaffWaits) } else { Ok(()) }
    }

    /// The key was the right one.
    pub(super) fn key_was_right(&self) {
        if let Some(kiosk) = &self.kiosk {
            kiosk.unwritten_tries.store(0, Ordering::SeqCst);
        }
        if let Err(error) = self.daybook(|book| book.wrong.clear()) {
            tracing::warn!(%error, "wrong tries of the staff key still count");
        }
    }

    pub(super) fn known_token(&self) -> Option<Known> {
        Daybook::read(&self.paths.data).token
    }

    pub(super) fn note_token(&self, note: impl FnOnce(&mut Option<Known>)) -> Result<(), KioskError> {
        self.daybook(|book| note(&mut book.token))
    }

    /// Broken spools that were set aside here, and whether staff have seen all of them.
    pub(super) fn broken_spools(&self) -> (Vec<SetAside>, bool) {
        // Where the directory is not there yet, nothing was ever set aside.
        let broken = set_aside(&self.paths.data).unwrap_or_default();
        let seen = Daybook::read(&self.paths.data).seen;
        let all = broken.iter().all(|one| seen.contains(&one.name));
        (broken, all)
    }

    /// Staff have seen them.
    pub(super) fn saw_broken_spools(&self) -> Result<(), KioskError> {
        let (broken, _) = self.broken_spools();
        self.daybook(|book| book.seen = broken.into_iter().map(|one| one.name).collect())
    }
}
