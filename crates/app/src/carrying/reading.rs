//! A file that comes by pictures of another screen, in any order, until all of it is there.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

use backup::Sealed;
use backup::pictures::{Gathering, Progress, Seen, find};

use super::in_hand::Kept;
use crate::dto::{BackupFile, PictureRead, TakenOver};
use crate::{Error, Passphrase, Result, Session};

/// What was read so far.
#[derive(Default)]
pub(crate) struct Coming {
    pub(super) gathering: Gathering,
    /// All of it is there. It is as encrypted as it was shown.
    pub(super) file: Option<Arc<[u8]>>,
    /// Instead of pictures, a file that was chosen.
    pub(super) path: Option<PathBuf>,
    /// What was in hand at the last lock, until its owner is back at it.
    pub(super) before: Option<Kept>,
}

impl Session {
    /// Reads all QR codes of a picture: grey values, row after row.
    pub fn read_picture(&self, grey: &[u8], width: usize) -> Result<PictureRead> {
        let texts = find(grey, width);
        self.read_texts(&texts)
    }

    /// Takes what QR codes say.
    pub(crate) fn read_texts(&self, texts: &[String]) -> Result<PictureRead> {
        let mut coming = self.coming();
        if !texts.is_empty() {
            coming.path = None;
        }
        let mut read = PictureRead::default();
        read.tell(coming.gathering.progress());
        for text in texts {
            if coming.file.is_some() {
                break;
            }
            match coming.gathering.take(text) {
                Seen::New => read.new += 1,
                Seen::Again => read.again += 1,
                Seen::Stranger => read.strangers += 1,
                Seen::Damaged => read.damaged += 1,
            }
            read.tell(coming.gathering.progress());
            coming.file = coming.gathering.file()?.map(Arc::from);
        }
        if let Some(file) = &coming.file {
            match backup::look(&mut Cursor::new(file)) {
                Ok(sealed) => read.file = Some(looked(sealed)),
                Err(error) => {
                    *coming = Coming::default(); // it will be no better when it is asked for again
                    return Err(error.into());
                }
            }
        }
        Ok(read)
    }

    /// Takes over what came by pictures.
    pub fn take_over_pictures(&self, passphrase: Option<Passphrase>) -> Result<TakenOver> {
        let file = self.coming().file.clone().ok_or(Error::NothingShown)?;
        let taken = self.take_from(Cursor::new(file), passphrase)?;
        self.forget_pictures();
        Ok(taken)
    }

    /// Begins anew.
    pub fn forget_pictures(&self) {
        *self.coming() = Coming::default();
    }
}

impl PictureRead {
    fn tell(&mut self, progress: Progress) {
        let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
        (self.have, self.of, self.runs) =
            (number(progress.have), number(progress.pieces), number(progress.runs));
    }
}

fn looked(sealed: Sealed) -> BackupFile {
    BackupFile { path: None, sealed: None, by_passphrase: sealed == Sealed::ByPassphrase }
}
