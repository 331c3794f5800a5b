//! Who looks after a kiosk: a key that opens the panel, and what the panel says. It counts, and says of nobody who, in which language,
//! on which flight, or what.
//!
//! The staff key is a passphrase slot of a vault of its own, in which nothing is kept: opening it proves the key.

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use chrono::{DateTime, SecondsFormat, Utc};
use outbox::{SPOOL_FILE, Spool, Tally};
use platform_api::{KeyRing, KeyUse};
use vault::{NewSlot, Unlock, Vault, VaultDir, VaultError, VaultState};

use super::KioskError;
use crate::dto::{BrokenSpool, KioskKeys, KioskQueue, KioskState, StaffPanel, Start};
use crate::surroundings::Surroundings;
use crate::{App, Passphrase, Result};

const FOLDER: &str = "staff";
/// The panel closes after so many seconds in which nobody asked it for anything.
const STAYS: u32 = 120;

/// Somebody with the staff key is here.
pub(super) struct StaffPresence {
    seconds_left: u32,
}

impl StaffPresence {
    pub(super) fn stays(&mut self) {
        self.seconds_left = STAYS;
    }

    pub(super) fn after_a_tick(self) -> Option<Self> {
        let seconds_left = self.seconds_left.checked_sub(1)?;
        Some(Self { seconds_left })
    }
}

impl Surroundings {
    fn staff_folder(&self) -> PathBuf {
        self.paths.data.join(FOLDER)
    }

    /// Whether a staff key was made. A folder that cannot be read has one: nobody makes a second.
    pub(super) fn has_staff_key(&self) -> bool {
        let state = VaultDir::new(self.staff_folder()).state();
        // Without its database the key opens nothing, and nothing was in it: another is made.
        !matches!(state, Ok(VaultState::Absent | VaultState::DatabaseGone))
    }

    /// The spool; none where nothing was ever sealed here.
    pub(super) fn spool(&self) -> Result<Option<Spool>> {
        if let Some(spool) = self.open_spool() {
            return Ok(Some(spool));
        }
        if !self.paths.data.join(SPOOL_FILE).exists() {
            return Ok(None);
        }
        Ok(Some(self.own_spool().map_err(KioskError::from)?))
    }
}

impl App {
    /// Makes the staff key, once. Before it is there nobody can begin.
    pub fn kiosk_set_up(&self, passphrase: Passphrase) -> Result<Start> {
        self.kiosk()?.is_used();
        if self.has_staff_key() {
            return Err(KioskError::SetUp.into());
        }
        vault::owner_only(&self.paths.data)?;
        let directory = VaultDir::new(self.staff_folder());
        Vault::create(&directory, NewSlot::Passphrase(passphrase.0), self.host.now())?.shut();
        self.start()
    }

    /// Opens the panel with the staff key. After five wrong ones it stays shut for a while.
    pub fn staff_enter(&self, passphrase: Passphrase) -> Result<StaffPanel> {
        let kiosk = self.kiosk()?;
        kiosk.is_used();
        self.try_key()?;
        // There is nothing in it that could be of an earlier time.
        let (directory, key) = (VaultDir::new(self.staff_folder()), Unlock::Passphrase(passphrase.0));
        match Vault::open_earlier(&directory, key) {
            Ok(vault) => vault.shut(),
            Err(VaultError::PassphraseWrong) => return Err(KioskError::StaffKeyWrong.into()),
            Err(error) => return Err(error.into()),
        }
        self.key_was_right();
        *kiosk.staff() = Some(StaffPresence { seconds_left: STAYS });
        self.staff_panel()
    }

    /// Closes the panel.
    pub fn staff_leave(&self) -> Result<()> {
        self.kiosk()?.staff().take();
        Ok(())
    }

    /// Whether somebody with the staff key is here; it counts as a sign of life.
    pub fn require_staff(&self) -> Result<()> {
        let kiosk = self.kiosk()?;
        match &mut *kiosk.staff() {
            Some(presence) => {
                presence.stays();
                Ok(())
            }
            None => Err(KioskError::StaffNeeded.into()),
        }
    }

    /// How the machine is. A panel that is open asks again and again: that is no sign of life.
    pub fn staff_panel(&self) -> Result<StaffPanel> {
        let kiosk = self.kiosk()?;
        if kiosk.staff().is_none() {
            return Err(KioskError::StaffNeeded.into());
        }
        let tally = match self.spool()? {
            Some(spool) => spool.tally().map_err(KioskError::from)?,
            None => Tally::default(),
        };
        let (given, ring) = self.given();
        let printer = self.host.printer(kiosk.printer());
        let is_printing = kiosk.printing.load(Ordering::SeqCst) > 0;
        let state = if is_printing { KioskState::Printing } else { *kiosk.state() };
        let (broken, seen) = self.broken_spools();
        Ok(StaffPanel {
            state,
            out_of_order: self.out_of_order(),
            helped: self.is_helped(),
            counts: self.counts(),
            queue: queue(tally),
            broken: broken
                .into_iter()
                .map(|one| BrokenSpool { name: one.name, rescued: one.rescued })
                .collect(),
            broken_seen: seen,
            printer_name: kiosk.settings.printer.clone(),
            printer,
            rulebook: self.rulebook()?,
            edition_days: days((self.today() - self.current_head()?.issued).num_days()),
            keys: given.ok().map(|_| keys(ring.as_ref(), self.host.now())),
            sticks: self.sticks(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Staff have seen that a spool was broken: people may begin again.
    pub fn staff_saw_broken(&self) -> Result<StaffPanel> {
        self.require_staff()?;
        self.saw_broken_spools()?;
        self.staff_panel()
    }

    /// Tries all that waits or was refused once more.
    pub fn staff_send_now(&self) -> Result<StaffPanel> {
        self.require_staff()?;
        if let Some(spool) = self.spool()? {
            spool.retry_all(self.host.now()).map_err(KioskError::from)?;
        }
        self.surroundings.keep_posting_locked();
        self.network_changed();
        self.staff_panel()
    }
}

fn keys(ring: Option<&KeyRing>, now: DateTime<Utc>) -> KioskKeys {
    let uses = [KeyUse::Receipts, KeyUse::Codes, KeyUse::Sealing];
    let begun = ring.and_then(|ring| {
        uses.iter()
            .flat_map(|what| ring.of(*what))
            .map(|key| key.from)
            .max_by_key(|from| (*from <= now, *from))
    });
    KioskKeys { ring: ring.map(KeyRing::number), days: begun.map(|from| days((now - from).num_days())) }
}

/// What lies ahead has no age yet.
fn days(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn queue(tally: Tally) -> KioskQueue {
    let Tally { waiting, refused, letters, oldest, problem } = tally;
    let said = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    KioskQueue { waiting, refused, letters, oldest: oldest.map(said), problem }
}
