//! The ways to the open vault's key, for the settings screen.

use crate::dto::{SlotKind, Slots};
use crate::{Passphrase, Result, Session};

impl Session {
    /// The key slots of the open vault.
    pub fn slots(&self) -> Result<Slots> {
        let vault = self.vault()?;
        Ok(Slots {
            slots: vault.slots().into_iter().map(slot_dto).collect(),
            keychain_available: vault.directory().keychain().available(),
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
}

fn slot_dto(kind: vault::SlotKind) -> SlotKind {
    match kind {
        vault::SlotKind::Keychain => SlotKind::Keychain,
        vault::SlotKind::Passphrase => SlotKind::Passphrase,
    }
}
