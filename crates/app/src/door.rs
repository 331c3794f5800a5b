//! The way into the vault: first start, opening, key slots. Neither a missing nor a mismatching key ever makes a new one
//! (design decision 5): the door stays shut and says why.

mod passphrase;
pub(crate) mod preferences;

use std::sync::Arc;

use editions::Shelf;
use messages::{Language, Words};
use outbox::{HttpPlatform, Worker};
use platform_api::PlatformProfile;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use vault::{NewSlot, Privacy, Unlock, Vault, VaultDir, VaultState};

use crate::dto::{Preferences, Problem, SlotKind, Slots, Start, VaultDoor};
use crate::host::HostClock;
use crate::rulebook::newer::{Looking, Newer};
use crate::sending::profile;
use crate::{App, Error, Result};

pub use passphrase::Passphrase;

/// Newer editions, beside the vault: public data.
const SHELF: &str = "rulebook";

/// The open vault, and the worker that empties its outbox.
pub(crate) struct Open {
    pub(crate) vault: Vault,
    pub(crate) worker: Option<Working>,
    pub(crate) looking: Option<Looking>,
}

/// The worker at work; it stops when this is dropped, and takes up again what was under way at the next start.
pub(crate) struct Working {
    worker: Worker,
    task: JoinHandle<()>,
}

impl Working {
    fn on(runtime: &Handle, worker: Worker) -> Self {
        let working = worker.clone();
        let task = runtime.spawn(async move { working.run(std::future::pending()).await });
        Working { worker, task }
    }

    pub(crate) fn nudge(&self) {
        self.worker.nudge();
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl App {
    /// What the first screen needs. Opens the vault at once where the keychain holds its key.
    pub fn start(&self) -> Result<Start> {
        self.current_form()?;
        let vault = self.door()?;
        Ok(self.start_with(vault))
    }

    /// Keeps new preferences, and puts the window's title in the chosen language.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<Start> {
        make_private_dir(&self.paths.data)?;
        preferences::save(&self.paths.data, &preferences).map_err(Error::Preferences)?;
        self.state().preferences = preferences;
        self.host.window_title(&Words::of(self.language()).window_title());
        self.start()
    }

    /// Makes the vault of a new owner: its key in the keychain, or wrapped by a passphrase.
    pub fn create_vault(&self, passphrase: Option<Passphrase>) -> Result<Start> {
        make_private_dir(&self.paths.data)?;
        let slot = match passphrase {
            Some(passphrase) => NewSlot::Passphrase(passphrase.0),
            None => NewSlot::Keychain,
        };
        let vault = Vault::create(&self.vault_dir(), slot, self.host.now())?;
        self.opened(vault)?;
        Ok(self.start_with(VaultDoor::Open))
    }

    /// Opens the vault with the passphrase, or by trying the keychain once more.
    pub fn unlock(&self, passphrase: Option<Passphrase>) -> Result<Start> {
        if self.state().open.is_none() {
            let unlock = match passphrase {
                Some(passphrase) => Unlock::Passphrase(passphrase.0),
                None => Unlock::Keychain,
            };
            let vault = Vault::open(&self.vault_dir(), unlock)?;
            self.opened(vault)?;
        }
        Ok(self.start_with(VaultDoor::Open))
    }

    /// The key slots of the open vault.
    pub fn slots(&self) -> Result<Slots> {
        let slots = self.vault()?.slots();
        Ok(Slots {
            slots: slots.into_iter().map(slot_dto).collect(),
            keychain_available: self.vault_dir().keychain().available(),
        })
    }

    /// Adds or replaces the passphrase slot.
    pub fn set_passphrase(&self, passphrase: Passphrase) -> Result<Slots> {
        self.vault()?.add_passphrase(&passphrase.0)?;
        self.slots()
    }

    /// Puts the key into the keychain as well.
    pub fn use_keychain(&self) -> Result<Slots> {
        self.vault()?.add_keychain()?;
        self.slots()
    }

    /// Takes a slot away; the last one stays.
    pub fn remove_slot(&self, kind: SlotKind) -> Result<Slots> {
        let kind = match kind {
            SlotKind::Keychain => vault::SlotKind::Keychain,
            SlotKind::Passphrase => vault::SlotKind::Passphrase,
        };
        self.vault()?.remove_slot(kind)?;
        self.slots()
    }

    fn start_with(&self, vault: VaultDoor) -> Start {
        Start {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            preferences: self.state().preferences.clone(),
            languages: Language::all().map(|language| language.tag().to_owned()).collect(),
            vault,
        }
    }

    fn door(&self) -> Result<VaultDoor> {
        if self.state().open.is_some() {
            return Ok(VaultDoor::Open);
        }
        let dir = self.vault_dir();
        let slots = match dir.state() {
            Ok(VaultState::Absent) => return Ok(VaultDoor::New { keychain: dir.keychain().available() }),
            Ok(VaultState::Present { slots }) => slots,
            Err(error) => {
                return Ok(VaultDoor::Refused { problem: Error::from(error).into(), passphrase: false });
            }
        };
        let passphrase = slots.contains(&vault::SlotKind::Passphrase);
        if !slots.contains(&vault::SlotKind::Keychain) {
            return Ok(VaultDoor::Locked { passphrase, keychain: false });
        }
        match Vault::open(&dir, Unlock::Keychain) {
            Ok(vault) => {
                self.opened(vault)?;
                Ok(VaultDoor::Open)
            }
            Err(error) => {
                tracing::warn!(code = error.code(), "the vault did not open with the keychain");
                Ok(VaultDoor::Refused { problem: Error::from(error).into(), passphrase })
            }
        }
    }

    /// Takes the open vault in, clears what was deleted for good, and starts the worker where there is a platform.
    fn opened(&self, vault: Vault) -> Result<()> {
        vault.purge(self.host.now())?;
        Self::certify_ids(&vault)?;
        let profile = profile::load(self.paths.profile.as_deref());
        let platform = profile.and_then(|profile| match HttpPlatform::new(&profile) {
            Ok(platform) => Ok((profile, Arc::new(platform))),
            Err(error) => Err(Problem::of(error.code())),
        });
        let (profile, worker, looking) = match platform {
            Ok((profile, platform)) => {
                let looking = self.look(&profile, platform.clone());
                let worker = self.employ(&vault, &profile, platform);
                (Ok(profile), Some(worker), looking)
            }
            Err(problem) => (Err(problem), None, None),
        };
        let mut state = self.state();
        state.profile = profile;
        state.open = Some(Open { vault, worker, looking });
        Ok(())
    }

    /// Looks for newer editions, where the profile says whom to trust for them.
    fn look(&self, profile: &PlatformProfile, platform: Arc<HttpPlatform>) -> Option<Looking> {
        let shelf = Shelf::new(&self.paths.data.join(SHELF), profile.rulebook_root.as_ref()?);
        let newer = Newer::new(shelf, platform, self.forms.clone(), self.host.clone());
        Some(newer.keep_looking(&self.runtime))
    }

    fn employ(&self, vault: &Vault, profile: &PlatformProfile, platform: Arc<HttpPlatform>) -> Working {
        let host = self.host.clone();
        let worker = Worker::new(
            vault.clone(),
            platform,
            profile.clone(),
            Arc::new(HostClock(self.host.clone())),
            Arc::new(move |declaration| host.changed(declaration)),
        );
        Working::on(&self.runtime, worker)
    }

    fn vault_dir(&self) -> VaultDir {
        VaultDir::new(&self.paths.data)
    }
}

fn slot_dto(kind: vault::SlotKind) -> SlotKind {
    match kind {
        vault::SlotKind::Keychain => SlotKind::Keychain,
        vault::SlotKind::Passphrase => SlotKind::Passphrase,
    }
}

/// Makes the data directory, its owner's alone; one that others could look into is repaired, and the log says so.
fn make_private_dir(path: &std::path::Path) -> Result<()> {
    if let Privacy::Repaired { count } = vault::owner_only(path)? {
        tracing::warn!(count, "others could read what is in the data directory; now they cannot");
    }
    Ok(())
}
