//! One slot: what it is called, its public half, and its private half wrapped by its secret.

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::file::base64_bytes;
use super::former::FormerPassphrase;
use super::key_pair::PrivateHalf;
use super::passphrase::Argon2id;
use super::secret::{SlotSecret, Wrapped};
use super::typed::{Form, in_one_form};
use super::{NewSlot, Slot, SlotKind, Unlock, recovery_code, strength};
use crate::error::VaultError;
use crate::files;
use crate::key::random;
use crate::keychain::{KeyName, KeyStore};

/// A slot as it is kept, in the database and in the file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: Uuid,
    pub(crate) label: String,
    pub(crate) created_at: DateTime<Utc>,
    #[serde(with = "base64_bytes")]
    pub(crate) public: Vec<u8>,
    #[serde(flatten)]
    way: Way,
}

/// How its private half is wrapped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Way {
    Keychain {
        wrapped: Wrapped,
    },
    Passphrase {
        argon2id: Argon2id,
        #[serde(default, skip_serializing_if = "Form::is_as_typed")]
        form: Form,
        wrapped: Wrapped,
    },
    RecoveryCode {
        wrapped: Wrapped,
    },
    /// Of an earlier version, until it is typed again: the passphrase leads to the data key of then, and that to the rest.
    FormerPassphrase {
        former: FormerPassphrase,
        key_id: Uuid,
        wrapped: Wrapped,
    },
}

impl Way {
    fn of_passphrase(
        passphrase: &SecretString,
        argon2id: Argon2id,
        form: Form,
        half: &PrivateHalf,
        bound: &[u8],
    ) -> Result<Self, VaultError> {
        let text = match form {
            Form::AsTyped => passphrase.clone(),
            // An earlier version would have written it so; nothing new is.
            Form::Nfkc => form.readings(passphrase).swap_remove(0),
            Form::Folded => in_one_form(passphrase),
        };
        let wrapped = argon2id.secret(&text)?.wrap(&half.to_bytes(), bound)?;
        Ok(Way::Passphrase { argon2id, form, wrapped })
    }
}

impl Entry {
    /// Makes a slot; a keychain is given its secret and must give it back.
    pub(crate) fn make(
        new: &NewSlot,
        label: &str,
        now: DateTime<Utc>,
        keychain: &dyn KeyStore,
    ) -> Result<Self, VaultError> {
        let id = uuid::Builder::from_random_bytes(random()?).into_uuid();
        let half = PrivateHalf::generate()?;
        let bound = bound(id, &half.public());
        let way = match new {
            NewSlot::Keychain => {
                let secret = SlotSecret::generate()?;
                into_keychain(keychain, id, &secret)?;
                Way::Keychain { wrapped: secret.wrap(&half.to_bytes(), &bound)? }
            }
            NewSlot::Passphrase(passphrase) => {
                strength::require(passphrase)?;
                Way::of_passphrase(passphrase, Argon2id::new()?, Form::Folded, &half, &bound)?
            }
            NewSlot::RecoveryCode(code) => {
                Way::RecoveryCode { wrapped: code.secret().wrap(&half.to_bytes(), &bound)? }
            }
        };
        Ok(Entry { id, label: label.to_owned(), created_at: now, public: half.public(), way })
    }

    /// A slot for a passphrase of an earlier version that nobody has typed now: it leads to `former_key`.
    pub(crate) fn of_former(
        former: FormerPassphrase,
        key_id: Uuid,
        former_key: &[u8],
        created_at: DateTime<Utc>,
    ) -> Result<Self, VaultError> {
        let id = uuid::Builder::from_random_bytes(random()?).into_uuid();
        let half = PrivateHalf::generate()?;
        let secret = SlotSecret::of(FORMER, former_key);
        let wrapped = secret.wrap(&half.to_bytes(), &bound(id, &half.public()))?;
        let way = Way::FormerPassphrase { former, key_id, wrapped };
        Ok(Entry { id, label: String::new(), created_at, public: half.public(), way })
    }

    /// What people see of it.
    pub(crate) fn slot(&self) -> Slot {
        Slot { id: self.id, kind: self.kind(), label: self.label.clone(), created_at: self.created_at }
    }

    pub(crate) fn kind(&self) -> SlotKind {
        match self.way {
            Way::Keychain { .. } => SlotKind::Keychain,
            Way::Passphrase { .. } | Way::FormerPassphrase { .. } => SlotKind::Passphrase,
            Way::RecoveryCode { .. } => SlotKind::RecoveryCode,
        }
    }

    /// The private half, by a secret of this slot's kind.
    ///
    /// # Errors
    /// `vault-passphrase-wrong`, `vault-recovery-code-wrong` and its like; `vault-keychain-changed` when the keychain is
    /// open and does not hold the secret; `vault-keychain-locked`, `vault-keychain-unavailable`; `vault-file-broken`.
    pub(crate) fn open(&self, unlock: &Unlock, keychain: &dyn KeyStore) -> Result<PrivateHalf, VaultError> {
        let (secret, wrapped, wrong) = match (&self.way, unlock) {
            (Way::Keychain { wrapped }, Unlock::Keychain) => {
                let held = keychain.get(&KeyName::of(self.id))?.ok_or(VaultError::KeychainChanged)?;
                let bytes = held.expose_secret().try_into().map_err(|_| VaultError::KeychainChanged)?;
                (SlotSecret::from_bytes(bytes), wrapped, VaultError::KeychainChanged)
            }
            (Way::Passphrase { argon2id, form, wrapped }, Unlock::Passphrase(typed)) => {
                return self.open_by(typed, argon2id, *form, wrapped);
            }
            (Way::FormerPassphrase { former, key_id, wrapped }, Unlock::Passphrase(typed)) => {
                let key = former.unwrap(typed, *key_id)?;
                (SlotSecret::of(FORMER, key.bytes()), wrapped, VaultError::PassphraseWrong)
            }
            (Way::RecoveryCode { wrapped }, Unlock::RecoveryCode(typed)) => {
                (recovery_code::secret_of(typed)?, wrapped, VaultError::RecoveryCodeWrong)
            }
            _ => return Err(VaultError::NotFound),
        };
        self.unwrapped(&secret, wrapped).ok_or(wrong)?
    }

    /// The passphrase in each form in which it may have been hashed.
    fn open_by(
        &self,
        typed: &SecretString,
        argon2id: &Argon2id,
        form: Form,
        wrapped: &Wrapped,
    ) -> Result<PrivateHalf, VaultError> {
        for text in form.readings(typed) {
            if let Some(half) = self.unwrapped(&argon2id.secret(&text)?, wrapped) {
                return half;
            }
        }
        Err(VaultError::PassphraseWrong)
    }

    /// `None` when this is not the secret.
    fn unwrapped(&self, secret: &SlotSecret, wrapped: &Wrapped) -> Option<Result<PrivateHalf, VaultError>> {
        let half = secret.unwrap(wrapped, &bound(self.id, &self.public))?;
        Some(PrivateHalf::from_bytes(&half).ok_or(VaultError::FileBroken { file: files::SLOTS }))
    }

    /// The same slot, wrapped as a new one would be, where it is wrapped more weakly than that.
    pub(crate) fn strengthened(
        &self,
        half: &PrivateHalf,
        passphrase: &SecretString,
    ) -> Result<Option<Self>, VaultError> {
        let weak = match &self.way {
            Way::Passphrase { argon2id, form, .. } => argon2id.outdated() || *form != Form::Folded,
            Way::FormerPassphrase { .. } => true,
            _ => false,
        };
        if !weak {
            return Ok(None);
        }
        self.rewrapped(half, passphrase, Argon2id::new()?, Form::Folded).map(Some)
    }

    /// The same slot, with as much work to open it as `argon2id` asks for, by the passphrase in this form.
    pub(crate) fn rewrapped(
        &self,
        half: &PrivateHalf,
        passphrase: &SecretString,
        argon2id: Argon2id,
        form: Form,
    ) -> Result<Self, VaultError> {
        let way = Way::of_passphrase(passphrase, argon2id, form, half, &bound(self.id, &self.public))?;
        Ok(Entry { way, ..self.clone() })
    }

    /// Where its secret lies, if a keychain holds it.
    pub(crate) fn in_keychain(&self) -> Option<KeyName> {
        matches!(self.way, Way::Keychain { .. }).then(|| KeyName::of(self.id))
    }
}

const FORMER: &str = "guitu former data key";

/// A private half that is moved to another slot does not open.
fn bound(id: Uuid, public: &[u8]) -> Vec<u8> {
    [b"guitu key slot v2".as_slice(), id.as_bytes(), public].concat()
}

/// Puts a secret into the keychain and reads it back: a keychain that forgets is found out now.
fn into_keychain(keychain: &dyn KeyStore, id: Uuid, secret: &SlotSecret) -> Result<(), VaultError> {
    let name = KeyName::of(id);
    keychain.set(&name, &SecretSlice::from(secret.bytes().to_vec()))?;
    match keychain.get(&name)? {
        Some(kept) if kept.expose_secret() == secret.bytes() => Ok(()),
        _ => Err(VaultError::KeychainUnavailable),
    }
}
