//! Where the owner was when the vault was locked. It says whose declaration was on the screen, so it is kept inside the vault,
//! and only until they are back.

use crate::dto::Resume;
use crate::{Error, Result, Session};

const SETTING: &str = "resume";

impl Session {
    /// Remembers where the owner is.
    pub(super) fn keep_resume(&self, resume: &Resume) -> Result<()> {
        let kept = serde_json::to_string(resume).map_err(|_| Error::PageUnknown)?;
        Ok(self.vault()?.set_setting(SETTING, &kept)?)
    }

    /// Where they were, once. What cannot be read leads home, like nothing.
    pub(super) fn take_resume(&self) -> Result<Option<Resume>> {
        let vault = self.vault()?;
        let kept = vault.get_setting(SETTING)?.filter(|kept| !kept.is_empty());
        if kept.is_some()
            && let Err(error) = vault.set_setting(SETTING, "")
        {
            // The way in does not end at a disk that is full; it leads there once more.
            tracing::warn!(code = error.code(), "where the owner was stays written down");
        }
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }
}
