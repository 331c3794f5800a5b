//! The kiosk: strangers in a row, and nothing left behind (design §9, decisions 16, 27, 30).
//!
//! Read in this order: `person` (one person's session, from the first touch to its end), `slip` (what they take away, and what a slip
//! opens later), `help` (somebody of the staff who stands beside), `paper` (a picture of a page as the document that a printer takes), `staff` (the key and the panel of those who look after it),
//! `stick` (the sealed queue on its way to another machine), `enrolment` (whether the platform still knows whose kiosk it is), `daybook` (all that the disk holds beside the spool: counts), `hold` (one program at a time is shown).
//!
//! A person's answers are in a vault in memory. What leaves is sealed and goes by way of the spool. When a person is gone the session is closed
//! and the host ends both processes and shows others, which were there before; whoever comes next meets a program that has never heard of them.

mod daybook;
mod enrolment;
mod error;
mod help;
mod hold;
mod paper;
mod person;
mod slip;
mod staff;
mod stick;

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use messages::Language;

pub use error::KioskError;

use crate::deployment::{Deployment, DeskKind};
use crate::dto::{KioskFront, KioskState, Problem};
use crate::surroundings::Surroundings;
use crate::{App, Result};
use help::Help;
use staff::StaffPresence;

/// What a kiosk keeps is in a folder of its own: a computer that is asked to be one may have vaults, whose envelopes are not a kiosk's to sweep.
pub(crate) const FOLDER: &str = "kiosk";
/// The page erases by itself; a page that hangs is given so many ticks more.
const PATIENCE: u32 = 15;
/// The spool is swept after so many.
const SWEEP: u32 = 60;

/// What a kiosk knows beside its session. Nothing in it is about a person.
pub(crate) struct Kiosk {
    settings: Deployment,
    /// Seconds that were counted; a clock is not read, since somebody may set it.
    ticks: AtomicU32,
    /// Ticks since the last touch.
    quiet: AtomicU32,
    /// Printed for the person who is there.
    pages: AtomicU32,
    /// Sheets that are on their way to the printer.
    printing: AtomicU32,
    /// Somebody has typed, scanned or read something in this program: it is replaced before the next person.
    used: AtomicBool,
    state: Mutex<KioskState>,
    staff: Mutex<Option<StaffPresence>>,
    help: Mutex<Help>,
    /// The first page has said that the platform knows this kiosk no more.
    told_refused: AtomicBool,
    /// Held while the daybook is changed.
    writing: Mutex<()>,
    /// Open while this program is the one that is shown.
    shown: Mutex<Option<File>>,
    /// Tries of the staff key that the disk did not take.
    unwritten_tries: AtomicU32,
}

impl Kiosk {
    /// The kiosk that a deployment file makes of this machine, or that was asked for where there is none.
    pub(crate) fn of(deployment: Option<Deployment>, asked_for: bool) -> Option<Arc<Self>> {
        let settings = match deployment {
            Some(deployment) if deployment.desk == DeskKind::Kiosk => deployment,
            _ if asked_for => Deployment::default(),
            _ => return None,
        };
        let blank = settings.blank_after_seconds.clamp(2, 600);
        let erase = settings.erase_after_seconds.clamp(blank + 2, 1_800);
        let settings = Deployment { blank_after_seconds: blank, erase_after_seconds: erase, ..settings };
        Some(Arc::new(Kiosk {
            settings,
            ticks: AtomicU32::new(0),
            quiet: AtomicU32::new(0),
            pages: AtomicU32::new(0),
            printing: AtomicU32::new(0),
            used: AtomicBool::new(false),
            state: Mutex::new(KioskState::Idle),
            staff: Mutex::default(),
            help: Mutex::default(),
            told_refused: AtomicBool::new(false),
            writing: Mutex::default(),
            shown: Mutex::default(),
            unwritten_tries: AtomicU32::new(0),
        }))
    }

    fn state(&self) -> MutexGuard<'_, KioskState> {
        held(&self.state)
    }

    fn staff(&self) -> MutexGuard<'_, Option<StaffPresence>> {
        held(&self.staff)
    }

    fn touched(&self) {
        self.quiet.store(0, Ordering::SeqCst);
    }

    /// Somebody is here: what they type, scan or read is in this program until it is replaced.
    fn is_used(&self) {
        self.used.store(true, Ordering::SeqCst);
        self.touched();
    }

    /// What shows the platform which organisation's kiosk it is.
    pub(crate) fn enrolment(&self) -> &str {
        &self.settings.enrolment
    }

    fn printer(&self) -> Option<&str> {
        self.settings.printer.as_deref()
    }

    fn sticks(&self) -> &PathBuf {
        &self.settings.sticks
    }

    /// One tick; says whether the person has been gone for longer than any page would wait.
    fn tick(&self) -> bool {
        let mut staff = self.staff();
        *staff = staff.take().and_then(StaffPresence::after_a_tick);
        let quiet = self.quiet.fetch_add(1, Ordering::SeqCst);
        quiet > self.settings.erase_after_seconds + PATIENCE
    }
}

impl Surroundings {
    /// The kiosk that this machine is.
    pub(crate) fn kiosk(&self) -> Result<&Arc<Kiosk>> {
        Ok(self.kiosk.as_ref().ok_or(KioskError::None)?)
    }

    /// What the first screen has to know of it; none where this is no kiosk.
    pub(crate) fn kiosk_front(&self) -> Option<KioskFront> {
        let kiosk = self.kiosk.as_ref()?;
        let out_of_order = self.out_of_order();
        let refused = |problem: &Problem| problem.code == KioskError::TokenRefused.code();
        kiosk.told_refused.store(out_of_order.as_ref().is_some_and(refused), Ordering::SeqCst);
        Some(KioskFront {
            ready: self.has_staff_key(),
            organisation: kiosk.settings.organisation.trim().chars().take(120).collect(),
            blank_after_seconds: kiosk.settings.blank_after_seconds,
            erase_after_seconds: kiosk.settings.erase_after_seconds,
            reads_aloud: self.host.reads_aloud(),
            staff_language: self.staff_language(kiosk),
            out_of_order,
        })
    }

    /// That of the deployment file, or the rulebook's own.
    fn staff_language(&self, kiosk: &Kiosk) -> String {
        let set = kiosk.settings.staff_language.as_deref().and_then(Language::from_tag);
        set.or_else(|| Language::from_tag("zh-CN")).unwrap_or_else(Language::english).tag().to_owned()
    }

    /// Why nobody should begin here: nothing could be sent, or what is sent would be refused, or staff have to look first.
    fn out_of_order(&self) -> Option<Problem> {
        let (given, _) = self.given();
        let nowhere = given
            .and_then(|profile| self.way_to(&profile).map(drop).map_err(|error| Problem::of(error.code())));
        let (_, all_seen) = self.broken_spools();
        let broken = (!all_seen).then_some(KioskError::SetAside);
        let found = broken.or_else(|| self.is_token_refused().then_some(KioskError::TokenRefused));
        nowhere.err().or_else(|| found.map(|found| Problem::of(found.code())))
    }
}

impl App {
    /// Whether this machine is a kiosk: its window has other rights and no way out.
    pub fn is_kiosk(&self) -> bool {
        self.surroundings.kiosk.is_some()
    }

    /// To be called by a host whose turn has not come yet: what the first screen would wait for is done beforehand. Nothing is sent and nothing
    /// written.
    pub fn kiosk_waits(&self) {
        if let Err(error) = self.current_form() {
            tracing::warn!(code = error.code(), "there is no form to begin with");
        }
        drop(self.kiosk_front());
    }

    /// To be called by a host once it shows a kiosk, before anybody is there: what a program that died had at the printer is taken back. Says
    /// whether it is the only one that is shown over this folder.
    pub fn kiosk_opened(&self) -> bool {
        let Some(kiosk) = &self.surroundings.kiosk else { return true };
        let held = hold::hold(&self.paths.data);
        if matches!(held, Err(TryLockError::WouldBlock)) {
            return false;
        }
        *self::held(&kiosk.shown) = held.ok();
        self.host.take_back_pages(kiosk.printer());
        self.host.hush();
        true
    }

    /// To be called once a second by a host that shows a kiosk. What the platform has received leaves the spool, staff who went away are
    /// signed out; says whether this program has to be replaced: somebody has been gone for longer than any page would wait, so that they are
    /// forgotten though the page hangs, or the spool broke or the enrolment ended while nobody was there.
    pub fn kiosk_tick(&self) -> bool {
        let Ok(kiosk) = self.kiosk() else { return false };
        let is_used = kiosk.used.load(Ordering::SeqCst);
        let looks = kiosk.ticks.fetch_add(1, Ordering::SeqCst).is_multiple_of(SWEEP);
        let swept = looks && !is_used;
        let is_broken = swept && self.sweep_finds_it_broken();
        // The first page says so, and the next one does.
        let is_refused = swept && !kiosk.told_refused.load(Ordering::SeqCst) && self.is_token_refused();
        kiosk.tick() && is_used || is_broken || is_refused
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kiosk(json: &str, asked_for: bool) -> Option<Arc<Kiosk>> {
        Kiosk::of(serde_json::from_str(json).ok(), asked_for)
    }

    #[test]
    fn a_machine_is_a_kiosk_where_its_file_or_its_command_line_says_so() {
        assert!(kiosk(r#"{ "desk": "kiosk" }"#, false).is_some(), "the file says so");
        assert!(kiosk("", true).is_some(), "the command line says so");
        assert!(kiosk(r#"{ "desk": "chamber" }"#, false).is_none(), "a chamber's desk is none");
        assert!(kiosk(r#"{ "desk": "of-tomorrow" }"#, false).is_none(), "nor is what nobody knows");
        assert!(kiosk("", false).is_none(), "nor is anybody's own computer");
    }

    #[test]
    fn nobody_waits_for_ever_whatever_the_file_says() {
        let times = |json: &str| {
            let kiosk = kiosk(json, true).unwrap();
            (kiosk.settings.blank_after_seconds, kiosk.settings.erase_after_seconds)
        };
        assert_eq!(times(r#"{ "desk": "kiosk" }"#), (60, 180), "as the house rules say");
        let never =
            r#"{ "desk": "kiosk", "blank_after_seconds": 4000000000, "erase_after_seconds": 4000000000 }"#;
        assert_eq!(times(never), (600, 1_800), "a screen is never left open for an afternoon");
        let at_once = r#"{ "desk": "kiosk", "blank_after_seconds": 0, "erase_after_seconds": 0 }"#;
        assert_eq!(times(at_once), (2, 4), "and there is time to touch it");
    }

    #[test]
    fn a_person_is_gone_after_the_page_would_have_known() {
        let kiosk = kiosk(r#"{ "desk": "kiosk", "blank_after_seconds": 2, "erase_after_seconds": 4 }"#, true)
            .unwrap();
        let quiet = |kiosk: &Kiosk| (0..).take_while(|_| !kiosk.tick()).count() as u32;
        assert_eq!(quiet(&kiosk), 4 + PATIENCE + 1, "the page has its time first");
        kiosk.touched();
        assert_eq!(quiet(&kiosk), 4 + PATIENCE + 1, "a touch begins it anew");
    }
}
