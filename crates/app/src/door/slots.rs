//! The ways to the open vault's key, for the settings screen.

use std::sync::Arc;

use vault::{NewSlot, Unlock};

use crate::dto::{SlotKind, Slots};
use crate::{Error, Passphrase, Result, Session};

impl Session {
    /// The key slots of the open vault.
    pub fn slots(&self) -> Result<Slots> {
        let vault = self.vault()?;
        Ok(Slots {
            slots: vault.slots().into_iter().map(|slot| slot_dto(slot.kind)).collect(),
            keychain_available: vault.directory().keychain().available(),
        })
    }

    /// Adds or replaces the passphrase slot. The keychain is the proof that the owner asks for it.
    pub fn set_passphrase(&self, passphrase: Passphrase) -> Result<Slots> {
        let vault = self.vault()?;
        let (new, now) = (NewSlot::Passphrase(passphrase.0), self.host.now());
        match vault.slots().into_iter().find(|slot| slot.kind == vault::SlotKind::Passphrase) {
            Some(old) => vault.change_slot(old.id, new, &Unlock::Keychain, now, &(Arc::new(|_| {}) as _))?,
            None => vault.add_slot(new, "", &Unlock::Keychain, now)?,
        };
        self.slots()
    }

    /// Keeps a way to the key in the keychain as well.
    pub fn use_keychain(&self) -> Result<Slots> {
        self.vault()?.add_slot(NewSlot::Keychain, "", &Unlock::Keychain, self.host.now())?;
        self.slots()
    }

    /// Takes a slot away; the last one stays.
    pub fn remove_slot(&self, kind: SlotKind) -> Result<Slots> {
        let vault = self.vault()?;
        let slot = vault.slots().into_iter().find(|slot| slot_dto(slot.kind) == kind);
        let id = slot.ok_or(Error::Vault(vault::VaultError::NotFound))?.id;
        vault.remove_slot(id, &Unlock::Keychain, &(Arc::new(|_| {}) as _))?;
        self.slots()
    }
}

fn slot_dto(kind: vault::SlotKind) -> SlotKind {
    match kind {
        vault::SlotKind::Keychain => SlotKind::Keychain,
        vault::SlotKind::Passphrase => SlotKind::Passphrase,
        vault::SlotKind::RecoveryCode => SlotKind::RecoveryCode,
    }
}
