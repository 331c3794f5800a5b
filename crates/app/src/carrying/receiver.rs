//! The key that others hand over to: its public half is shown to anybody, the other one never leaves the vault.

use backup::OwnKey;
use secrecy::{ExposeSecret as _, SecretString};

use crate::dto::{QrDrawing, ReceiverKey};
use crate::{Error, Result, Session};

/// The setting that keeps it.
const SETTING: &str = "receiver-key";

impl Session {
    /// What others seal to when they hand something over to this owner.
    pub fn receiver_key(&self) -> Result<ReceiverKey> {
        let _changing = self.changing(); // one key, also where two ask at once
        let own = match self.own_key()? {
            Some(own) => own,
            None => {
                let own = OwnKey::generate();
                self.vault()?.set_setting(SETTING, own.text().expose_secret())?;
                own
            }
        };
        let key = own.receiver().to_string();
        // Capitals make the QR a third smaller, and mean the same.
        let qr = health_code::qr(&key.to_ascii_uppercase()).map_err(|_| Error::Sealing)?;
        Ok(ReceiverKey { key, qr: QrDrawing { size: qr.size, path: qr.path } })
    }

    pub(super) fn own_key(&self) -> Result<Option<OwnKey>> {
        let kept = self.vault()?.get_setting(SETTING)?;
        Ok(kept.map(|text| OwnKey::parse(&SecretString::from(text))).transpose()?)
    }
}
