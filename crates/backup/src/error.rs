//! What can be wrong with a backup. Never holds what is inside.

use std::io;

/// Why a file was not read, or not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// Another program wrote it.
    #[error("the file is no backup")]
    NotOurs,
    /// A newer version of this program wrote it.
    #[error("the file is of a newer version")]
    TooNew,
    /// Its end is missing.
    #[error("the file is cut off")]
    CutOff,
    /// It is not what was written.
    #[error("the file is damaged")]
    Damaged,
    /// It is larger than any backup.
    #[error("the file is too large")]
    TooLarge,
    /// It is too long for a run of QR codes.
    #[error("the file is too long to be shown")]
    TooLongToShow,
    /// It is sealed by another passphrase.
    #[error("the passphrase is wrong")]
    PassphraseWrong,
    /// It is sealed to somebody else's key.
    #[error("the file is for another receiver")]
    OtherReceiver,
    /// What was typed is nobody's key.
    #[error("this is no receiver's key")]
    NoKey,
    /// The disk took no more.
    #[error("the disk is full")]
    DiskFull,
    /// Nothing may be written there.
    #[error("the place cannot be written to")]
    ReadOnly,
    /// The disk failed in another way.
    #[error("the file could not be read or written: {0}")]
    Io(io::ErrorKind),
}

impl Error {
    /// The stable code: `err-<code>` says it, `rec-<code>` says what to do.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty => "backup-empty",
            Error::NotOurs => "backup-not-ours",
            Error::TooNew => "backup-too-new",
            Error::CutOff => "backup-cut-off",
            Error::Damaged => "backup-damaged",
            Error::TooLarge => "backup-too-large",
            Error::TooLongToShow => "backup-too-long-to-show",
            Error::PassphraseWrong => "backup-passphrase-wrong",
            Error::OtherReceiver => "backup-other-receiver",
            Error::NoKey => "backup-no-key",
            Error::DiskFull => "backup-disk-full",
            Error::ReadOnly => "backup-read-only",
            Error::Io(_) => "backup-io",
        }
    }

    /// Of something that failed inside the encrypted part, whose bytes were seen to be whole before.
    pub(crate) fn inside(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Error::Damaged
            }
            _ => Error::from_io(error),
        }
    }

    pub(crate) fn from_io(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Error::DiskFull,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Error::ReadOnly,
            kind => Error::Io(kind),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::from_io(&error)
    }
}
