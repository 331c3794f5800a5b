//! Taking cases over from a file: all of it or nothing.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use backup::{Opening, OwnKey, Purpose, Sealed};
use vault::{CarriedCase, Taken};

use super::extent;
use crate::dto::{BackupFile, BackupPurpose, TakenOver};
use crate::{Error, Passphrase, Result, Session};

impl Session {
    /// Looks at a file: whether it is a backup and whole, and what opens it; or how far what waits in it is.
    pub fn look_into(&self, path: &Path) -> Result<BackupFile> {
        let shown = path.display().to_string();
        if let Some(sealed) = self.look_into_sealed(path)? {
            return Ok(BackupFile { path: Some(shown), sealed: Some(sealed), by_passphrase: false });
        }
        let sealed = backup::look(&mut open(path)?)?;
        self.coming().path = Some(path.to_owned());
        Ok(BackupFile { path: Some(shown), sealed: None, by_passphrase: sealed == Sealed::ByPassphrase })
    }

    /// Takes over what is in a file. What is here already is brought together with it; nothing is lost on either side, and a second
    /// time changes nothing.
    pub fn take_over(&self, path: &Path, passphrase: Option<Passphrase>) -> Result<TakenOver> {
        let taken = self.take_from(open(path)?, passphrase)?;
        self.coming().path = None;
        Ok(taken)
    }

    pub(super) fn take_from(
        &self,
        file: impl Read + Seek,
        passphrase: Option<Passphrase>,
    ) -> Result<TakenOver> {
        let opening = match passphrase {
            Some(Passphrase(text)) => Opening::Passphrase(vault::readings(&text)),
            None => Opening::Own(self.own_key()?.unwrap_or_else(OwnKey::generate)),
        };
        let (about, cases) = backup::read::<CarriedCase, _>(file, &opening)?;
        let taken = {
            let mut remembered = self.changing();
            let vault = self.vault()?;
            let cases = cases.map(|case| case.map_err(Error::from));
            let taken = vault.take_cases::<Error>(cases, extent(about.purpose), self.host.now())?;
            Self::certify_ids(&vault)?;
            *remembered = None;
            taken
        };
        if let Some(post) = self.post() {
            post.look_again();
        }
        self.nudge();
        let count = |what| taken.iter().filter(|(_, taken)| *taken == what).count() as u32;
        Ok(TakenOver {
            purpose: match about.purpose {
                Purpose::Backup => BackupPurpose::Backup,
                Purpose::HandOver => BackupPurpose::HandOver,
            },
            made_at: about.made_at.to_rfc3339(),
            new: count(Taken::New),
            newer: count(Taken::Newer),
            same: count(Taken::Same),
            refused: count(Taken::OtherSecret),
        })
    }
}

fn open(path: &Path) -> Result<File> {
    Ok(File::open(path).map_err(backup::Error::from)?)
}
