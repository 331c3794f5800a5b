//! The way into the vault: first start, opening, locking, key slots. Neither a missing nor a mismatching key ever makes a new
//! one (design decision 5): the door stays shut and says why.

mod asking;
mod earlier;
mod key;
pub(crate) mod owners;
mod passphrase;
pub(crate) mod preferences;
mod rescue;
mod resume;
mod slots;

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use messages::Words;
use vault::{NewSlot, Privacy, Vault, VaultDir, VaultState};

use crate::desk::keep_asking;
use crate::dto::{PlaceTime, Preferences, Problem, Resume, SlotKind, Start, VaultDoor};
use crate::home::keep_summaries;
use crate::sending::keys::keep_keys;
use crate::{App, Error, Result, Session};

pub(crate) use asking::Asking;
pub(crate) use earlier::Earlier;
pub use key::Key;
pub use passphrase::Passphrase;
pub(crate) use rescue::{Damage, look_through};

impl App {
    /// What the first screen needs. Where the keychain holds the vault's key it is asked for it, in the background: `Asking`
    /// says that it has not answered yet, and [`Host::door_changed`](crate::Host::door_changed) that it has.
    pub fn start(&self) -> Result<Start> {
        if self.unreadable.is_some() {
            return Err(Error::Deployment);
        }
        self.current_form()?;
        // An open vault sends by itself, to whom its owner has agreed.
        if self.session().is_err() {
            self.surroundings.keep_posting_locked();
        }
        let door = self.door()?;
        self.start_with(door)
    }

    /// Keeps new preferences, and puts the window's title in the chosen language.
    ///
    /// Whoever stands before a shut door does not keep the vaults behind it open for longer.
    pub fn set_preferences(&self, mut preferences: Preferences) -> Result<Start> {
        if self.session().is_err() {
            let minutes = [self.preferences().lock_after_minutes, preferences.lock_after_minutes];
            preferences.lock_after_minutes = minutes.into_iter().flatten().min();
        }
        // A kiosk keeps no language of anybody's.
        if !self.is_kiosk() {
            make_private_dir(&self.paths.data)?;
            preferences::save(&self.paths.data, &preferences).map_err(Error::Preferences)?;
        }
        self.prefer(preferences);
        self.host.window_title(&Words::of(self.language()).window_title());
        self.start()
    }

    /// Makes the vault of a new owner: its key in the keychain, or wrapped by a passphrase.
    pub fn create_vault(&self, passphrase: Option<Passphrase>) -> Result<Start> {
        let folder = self.chosen().ok_or(Error::OwnerUnknown)?;
        if matches!(self.vault_in(&folder).state(), Ok(VaultState::DatabaseGone)) {
            return Err(vault::VaultError::DatabaseGone.into()); // one begins anew beside it
        }
        if let Some(passphrase) = &passphrase {
            vault::require_passphrase(&passphrase.0)?; // whoever gives up here leaves no folder behind
        }
        owners::make_folder(&self.paths.data, &folder)?;
        let slot = match passphrase {
            Some(passphrase) => NewSlot::Passphrase(passphrase.0),
            None => NewSlot::Keychain,
        };
        let vault = Vault::create(&self.vault_dir(), slot, self.host.now())?;
        self.opened(vault)?;
        let session = self.session()?;
        session.had_no_queue()?;
        session.deploy_desk()?;
        self.start_with(VaultDoor::Open)
    }

    /// Opens the vault, with a passphrase or a recovery code also while the keychain is still being asked. Where no vault waits for the
    /// keychain it is the keychain that is unlocked, so that a key can be kept there.
    pub fn unlock(&self, key: Key) -> Result<Start> {
        self.goes_on();
        if let Key::Keychain = key {
            if self.session().is_ok() || matches!(self.vault_dir().state(), Ok(VaultState::Absent)) {
                self.unlock_keychain()?;
            }
            self.asking.allow();
            return self.start();
        }
        if self.session().is_err() {
            // The keychain may have answered, before or in the same moment: what it opened is held by nobody else.
            let opened = match self.asking.opened_meanwhile() {
                Some(vault) => Ok(vault),
                None => self.opening()(&self.vault_dir(), key.into()),
            };
            match opened {
                Ok(vault) => self.opened(vault)?,
                Err(vault::VaultError::Busy) if self.session().is_ok() => {}
                Err(error @ vault::VaultError::Busy) => {
                    let vault = self.asking.opened_meanwhile().ok_or(error)?;
                    self.opened(vault)?;
                }
                Err(vault::VaultError::Earlier) => return self.start_with(self.tell_of_earlier()),
                Err(error) => return Err(error.into()),
            }
        }
        self.start_with(VaultDoor::Open)
    }

    /// Shuts the vault: everything is saved, the answers are forgotten, and the file lock is free when this returns. The
    /// keychain is not asked again before somebody says so, or locking would open at once what it shut.
    ///
    /// `resume` says where the owner was; it is kept inside the vault until they are back. A host then replaces its processes:
    /// freed memory of a web engine cannot be cleaned (design decision 16).
    pub async fn lock(&self, resume: Option<Resume>) -> Result<()> {
        self.asking.refrain();
        self.choose(owners::Choice::Open); // of several it is asked again
        let Some(session) = self.taken_session() else { return Ok(()) };
        // Away from this task: whoever waits for a lock only so long could not be cut off from a call that waits for the vault.
        let (keeping, runtime) = (session.clone(), self.runtime.clone());
        let keep = move || {
            if let Err(error) = keeping.keep_in_hand() {
                tracing::warn!(code = error.code(), "what was being taken over is to be chosen again");
            }
            resume.map_or(Ok(()), |resume| keeping.keep_resume(&resume))
        };
        let kept = runtime.spawn_blocking(keep).await.unwrap_or(Ok(()));
        session.close().await;
        kept
    }

    /// Lets go of a vault that a silent keychain has opened and nobody has come into yet: whoever goes away leaves nothing open behind the
    /// door. An open one is not touched.
    pub fn leave_door(&self) {
        if self.session().is_err() && self.asking.is_under_way() {
            self.asking.refrain();
            self.host.door_changed();
        }
    }

    /// Locks, and waits no longer than this for what is under way: a look through the whole file, a question to the keychain. For a host
    /// that then ends its process, which a vault survives at any moment.
    pub async fn lock_within(&self, resume: Option<Resume>, longest: Duration) -> Result<()> {
        let locked = tokio::time::timeout(longest, self.lock(resume)).await;
        locked.unwrap_or_else(|_| {
            tracing::warn!("something under way was not waited for");
            Ok(())
        })
    }

    /// Ends what is open, for a program that ends: no longer than this, as for a lock, and without leading back to anything.
    pub async fn end_within(&self, longest: Duration) {
        self.asking.refrain();
        let Some(session) = self.taken_session() else { return };
        if tokio::time::timeout(longest, session.close()).await.is_err() {
            tracing::warn!("something under way was not waited for");
        }
    }

    /// The open vault.
    ///
    /// # Errors
    /// `vault-locked` while there is none.
    pub fn session(&self) -> Result<Arc<Session>> {
        let session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        session.clone().ok_or(Error::VaultLocked)
    }

    /// The open vault, which nobody finds here any more.
    pub(crate) fn taken_session(&self) -> Option<Arc<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn start_with(&self, door: VaultDoor) -> Result<Start> {
        let session = self.session().ok();
        let resume = match (&door, &session) {
            (VaultDoor::Open, Some(session)) => session.take_resume()?,
            _ => None,
        };
        Ok(Start {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            preferences: self.preferences(),
            languages: messages::Language::all().map(|language| language.tag().to_owned()).collect(),
            vault: door,
            owner: self.whose(),
            folder: self.chosen().unwrap_or_else(|| self.paths.data.clone()).display().to_string(),
            sample: self.current_head().is_ok_and(|head| head.sample),
            resume,
            damaged: session.as_ref().is_some_and(|session| session.is_damaged()),
            desk: session.and_then(|session| session.desk_settings().ok().flatten()),
            kiosk: self.kiosk_front(),
            here: PlaceTime::here(self.host.now()),
        })
    }

    fn door(&self) -> Result<VaultDoor> {
        if self.session().is_ok() {
            return Ok(VaultDoor::Open);
        }
        let Some(folder) = self.chosen() else { return Ok(self.choosing()) };
        let dir = self.vault_in(&folder);
        let slots = match dir.state() {
            Ok(VaultState::Absent) => return Ok(VaultDoor::New { keychain: self.keychain_state(&dir) }),
            Ok(VaultState::DatabaseGone) => {
                return Ok(refused(vault::VaultError::DatabaseGone, Vec::new()));
            }
            Ok(VaultState::Present { slots }) => slots,
            Err(error) => return Ok(refused(error, Vec::new())),
        };
        let mut ways = ways_of(&slots);
        if ways.is_empty() {
            return Ok(refused(vault::VaultError::KeyMissing, ways));
        }
        if !ways.contains(&SlotKind::Keychain) || self.asking.refrains() {
            return Ok(match self.told_of_earlier(&folder) {
                true => refused(vault::VaultError::Earlier, ways),
                false => VaultDoor::Locked { ways },
            });
        }
        Ok(match self.ask_keychain() {
            None => VaultDoor::Asking { ways },
            Some(Ok(())) => VaultDoor::Open,
            Some(Err(Error::Vault(error @ vault::VaultError::KeyMismatch))) => {
                // A database that came back may open in a way of the slots that were set aside.
                ways.extend(dir.ways_aside().into_iter().map(SlotKind::from));
                ways.sort_unstable();
                ways.dedup();
                refused(error, ways)
            }
            Some(Err(Error::Vault(vault::VaultError::Earlier))) => self.tell_of_earlier(),
            Some(Err(Error::Vault(error))) => refused(error, ways),
            Some(Err(error)) => return Err(error),
        })
    }

    /// Takes an open vault in.
    pub(crate) fn opened(&self, vault: Vault) -> Result<()> {
        let session = Session::over(self.surroundings.clone(), vault)?;
        *self.earlier() = Earlier::Nothing;
        let session = Arc::new(session);
        keep_summaries(&session);
        keep_keys(&session);
        keep_asking(&session);
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = Some(session);
        Ok(())
    }

    /// The vault of whoever was chosen; without a choice the one that lies where the first one does.
    fn vault_dir(&self) -> VaultDir {
        self.vault_in(&self.chosen().unwrap_or_else(|| self.paths.data.clone()))
    }

    fn vault_in(&self, folder: &std::path::Path) -> VaultDir {
        match &self.keychain {
            Some(keychain) => VaultDir::with_keychain(folder, keychain.clone()),
            None => VaultDir::new(folder),
        }
    }
}

/// The kinds of these slots, each once.
fn ways_of(slots: &[vault::Slot]) -> Vec<SlotKind> {
    let mut ways: Vec<SlotKind> = slots.iter().map(|slot| slot.kind.into()).collect();
    ways.sort_unstable();
    ways.dedup();
    ways
}

fn refused(error: vault::VaultError, ways: Vec<SlotKind>) -> VaultDoor {
    tracing::warn!(code = error.code(), "the vault did not open");
    VaultDoor::Refused { problem: Problem::from(Error::from(error)), ways }
}

/// Makes the data directory, its owner's alone; one that others could look into is repaired, and the log says so.
fn make_private_dir(path: &std::path::Path) -> Result<()> {
    if let Privacy::Repaired { count } = vault::owner_only(path)? {
        tracing::warn!(count, "others could read what is in the data directory; now they cannot");
    }
    Ok(())
}
