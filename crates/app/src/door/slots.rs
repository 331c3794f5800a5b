//! The ways to the open vault's key, for the settings screen. Each change asks for one of the ways there are: an app may have
//! been left open.

use std::sync::Arc;

use secrecy::ExposeSecret as _;
use uuid::Uuid;
use vault::{NewSlot, Progress, RecoveryCode, VaultError};

use crate::dto::{QrDrawing, RecoverySheet, Slot, Slots};
use crate::{Error, Key, Passphrase, Result, Session};

impl Session {
    /// The key slots of the open vault.
    pub fn slots(&self) -> Result<Slots> {
        let vault = self.vault()?;
        Ok(Slots {
            slots: vault.slots().into_iter().map(Slot::from).collect(),
            keychain: vault.directory().keychain().state().into(),
        })
    }

    /// Adds a passphrase; there may be several, each with a label.
    pub fn add_passphrase(&self, passphrase: Passphrase, label: &str, proof: Key) -> Result<Slots> {
        self.add(NewSlot::Passphrase(passphrase.0), label, proof)
    }

    /// Keeps a way to the key in the system's keychain as well.
    pub fn add_keychain(&self, proof: Key) -> Result<Slots> {
        self.add(NewSlot::Keychain, "", proof)
    }

    /// Puts another passphrase in the place of one. Makes a new data key; the host hears how far it is.
    pub fn change_passphrase(&self, slot: &str, passphrase: Passphrase, proof: Key) -> Result<Slots> {
        let (id, new) = (slot_id(slot)?, NewSlot::Passphrase(passphrase.0));
        self.vault()?.change_slot(id, new, &proof.into(), self.host.now(), &self.progress())?;
        self.slots()
    }

    /// Takes a way to the key away; the last one stays. Makes a new data key; the host hears how far it is.
    pub fn remove_slot(&self, slot: &str, proof: Key) -> Result<Slots> {
        self.vault()?.remove_slot(slot_id(slot)?, &proof.into(), &self.progress())?;
        self.slots()
    }

    /// A new recovery code, to be printed or copied. It opens nothing before [`Session::keep_recovery_code`]; asking again
    /// makes another.
    pub fn new_recovery_code(&self) -> Result<RecoverySheet> {
        let code = RecoveryCode::generate()?;
        let qr = health_code::qr(code.text().expose_secret()).map_err(|_| Error::Sealing)?;
        let groups = code.groups();
        *self.shown_code() = Some(code);
        let (made_on, owner) = (self.today().to_string(), self.shown_name()?);
        Ok(RecoverySheet { groups, made_on, owner, qr: QrDrawing { size: qr.size, path: qr.path } })
    }

    /// Makes the code that was shown last a way to the key, once groups of it were typed back as they stand on the sheet:
    /// `typed` has the number of a group, from 1, and what was typed.
    pub fn keep_recovery_code(&self, typed: &[(u32, String)], proof: Key) -> Result<Slots> {
        let code = self.shown_code().clone().ok_or(VaultError::NotFound)?;
        let wrong =
            typed.iter().find(|(group, text)| !code.is_group((*group as usize).saturating_sub(1), text));
        if let Some((group, _)) = wrong {
            return Err(Error::SheetGroupWrong { group: *group });
        }
        if typed.len() < TYPED_BACK {
            return Err(VaultError::RecoveryIncomplete { groups: TYPED_BACK as u32 }.into());
        }
        let slots = self.add(NewSlot::RecoveryCode(code), "", proof)?;
        self.shown_code().take();
        Ok(slots)
    }

    fn add(&self, new: NewSlot, label: &str, proof: Key) -> Result<Slots> {
        self.vault()?.add_slot(new, label.trim(), &proof.into(), self.host.now())?;
        self.slots()
    }

    pub(crate) fn progress(&self) -> Progress {
        let host = self.host.clone();
        Arc::new(move |percent| host.key_changing(percent))
    }
}

/// How many groups of a recovery code are typed back before it counts.
const TYPED_BACK: usize = 2;

fn slot_id(slot: &str) -> Result<Uuid> {
    Uuid::parse_str(slot).map_err(|_| VaultError::NotFound.into())
}
