//! What was being taken over when the vault was locked: where the file lies, or what pictures brought so far, as encrypted as it came;
//! and a list of members with what was decided about it.
//! It is kept inside the vault from a lock until the next opening, which takes it out, and then in memory alone: who does not go on
//! with it before the next lock has given it up. A passphrase that was typed is kept nowhere.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use vault::{Vault, VaultError};

use super::Coming;
use crate::desk::KeptImport;
use crate::dto::{InHand, PictureRead};
use crate::{Error, Result, Session};

const SETTING: &str = "in-hand";

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    path: Option<PathBuf>,
    /// All of it, in base64.
    file: Option<String>,
    /// Texts of QR codes.
    parts: Vec<String>,
    /// A list on its way in.
    list: Option<KeptImport>,
}

impl Kept {
    fn is_empty(&self) -> bool {
        self.path.is_none() && self.file.is_none() && self.parts.is_empty() && self.list.is_none()
    }
}

/// Takes out of a vault that was just opened what was in hand.
pub(crate) fn taken_out(vault: &Vault) -> (Coming, Option<KeptImport>) {
    let kept = vault.get_setting(SETTING).ok().flatten();
    let mut kept = kept.and_then(|kept| serde_json::from_str::<Kept>(&kept).ok());
    let list = kept.as_mut().and_then(|kept| kept.list.take());
    if let Err(error) = nothing_kept(vault) {
        // On a full disk, say: the owner comes in all the same, and it is tried again by the hour.
        tracing::warn!(code = error.code(), "what was in hand was not erased");
    }
    (Coming { before: kept, ..Coming::default() }, list)
}

/// While a vault is open nothing is kept in it of what is in hand.
pub(crate) fn nothing_kept(vault: &Vault) -> Result<(), VaultError> {
    match vault.get_setting(SETTING)? {
        Some(kept) if !kept.is_empty() => vault.set_setting(SETTING, ""),
        _ => Ok(()),
    }
}

impl Session {
    /// Writes down what is in hand, or that nothing is.
    pub(crate) fn keep_in_hand(&self) -> Result<()> {
        let kept = {
            let coming = self.coming();
            Kept {
                path: coming.path.clone(),
                file: coming.file.as_ref().map(|file| STANDARD.encode(file)),
                parts: coming.gathering.texts().map(str::to_owned).collect(),
                list: self.import_to_keep(),
            }
        };
        let vault = self.vault()?;
        if kept.is_empty() {
            return Ok(nothing_kept(&vault)?);
        }
        let kept = serde_json::to_string(&kept).map_err(|_| Error::PageUnknown)?;
        Ok(vault.set_setting(SETTING, &kept)?)
    }

    /// What was in hand; from then on it is again. Where a file lay is for the host alone.
    pub fn in_hand(&self) -> Result<(InHand, Option<PathBuf>)> {
        let (path, has_file) = {
            let mut coming = self.coming();
            if let Some(before) = coming.before.take() {
                coming.go_on_with(before);
            }
            (coming.path.clone(), coming.file.is_some())
        };
        if let Some(path) = path {
            let hand = match self.look_into(&path) {
                Ok(file) => InHand { file: Some(file), ..InHand::default() },
                Err(_) => InHand { gone: Some(path.display().to_string()), ..InHand::default() },
            };
            return Ok((hand, Some(path)));
        }
        let read = self.read_texts(&[])?;
        let pictures = (!has_file && read.of > 0).then(|| PictureRead { file: None, ..read.clone() });
        Ok((InHand { file: read.file, gone: None, pictures }, None))
    }
}

impl Coming {
    fn go_on_with(&mut self, kept: Kept) {
        self.path = kept.path;
        self.file = kept.file.and_then(|file| STANDARD.decode(file).ok()).map(Into::into);
        for text in &kept.parts {
            self.gathering.take(text);
        }
    }
}
