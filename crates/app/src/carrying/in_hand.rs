//! What was being taken over when the vault was locked: where the file lies, or what pictures brought so far, as encrypted as it came. It is
//! kept inside the vault, and only until its owner is back. A passphrase that was typed is kept nowhere.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::dto::{InHand, PictureRead};
use crate::{Error, Result, Session};

const SETTING: &str = "in-hand";

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    path: Option<PathBuf>,
    /// All of it, in base64.
    file: Option<String>,
    /// Texts of QR codes.
    parts: Vec<String>,
}

impl Session {
    /// Writes down what is in hand, if anything is.
    pub(crate) fn keep_in_hand(&self) -> Result<()> {
        let kept = {
            let coming = self.coming();
            Kept {
                path: coming.path.clone(),
                file: coming.file.as_ref().map(|file| STANDARD.encode(file)),
                parts: coming.gathering.texts().map(str::to_owned).collect(),
            }
        };
        if kept.path.is_none() && kept.file.is_none() && kept.parts.is_empty() {
            return Ok(());
        }
        let kept = serde_json::to_string(&kept).map_err(|_| Error::PageUnknown)?;
        Ok(self.vault()?.set_setting(SETTING, &kept)?)
    }

    /// What was in hand; from then on it is again. Where a file lay is for the host alone.
    pub fn in_hand(&self) -> Result<(InHand, Option<PathBuf>)> {
        self.take_in_hand()?;
        let (path, has_file) = {
            let coming = self.coming();
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

    fn take_in_hand(&self) -> Result<()> {
        let vault = self.vault()?;
        let Some(kept) = vault.get_setting(SETTING)?.filter(|kept| !kept.is_empty()) else { return Ok(()) };
        vault.set_setting(SETTING, "")?;
        let Ok(kept) = serde_json::from_str::<Kept>(&kept) else { return Ok(()) };
        let mut coming = self.coming();
        coming.path = kept.path;
        coming.file = kept.file.and_then(|file| STANDARD.decode(file).ok()).map(Into::into);
        for text in &kept.parts {
            coming.gathering.take(text);
        }
        Ok(())
    }
}
