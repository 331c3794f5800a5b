//! What a process did with the files of a folder, as the shim wrote it down.

use std::path::{Path, PathBuf};

/// One call, on the file `path`, relative to the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// It was counted: a fault can name it.
    pub counted: bool,
    /// It was refused, or half of it was.
    pub failed: bool,
    /// The file or folder.
    pub path: PathBuf,
    /// What was done.
    pub call: Call,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Opened as it is.
    Open,
    /// Read.
    Read,
    /// Made.
    Create,
    /// Written to.
    Write {
        /// Where.
        offset: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// Cut or grown to a length.
    Truncate {
        /// The length.
        length: u64,
    },
    /// Flushed.
    Sync,
    /// Renamed.
    Rename {
        /// The new name.
        to: PathBuf,
    },
    /// Given a second name.
    Link {
        /// The second name.
        to: PathBuf,
    },
    /// Taken away.
    Remove,
    /// A folder was made.
    MakeFolder,
    /// Words of the process itself.
    Said(String),
}

/// As `struct head` in disk.c.
const HEAD: usize = 32;

/// Reads the shim's log; a record that was cut off by the end of the process is left out.
pub(crate) fn read(mut log: &[u8], under: &Path) -> Vec<Happened> {
    let mut happened = Vec::new();
    while let Some((head, rest)) = log.split_at_checked(HEAD) {
        let length = |at: usize, size: usize| {
            head[at..at + size].iter().rev().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte))
        };
        let (path, other) = (length(4, 4) as usize, length(8, 4) as usize);
        let (offset, bytes) = (length(16, 8), length(24, 8) as usize);
        let Some((path, rest)) = rest.split_at_checked(path) else { break };
        let Some((other, rest)) = rest.split_at_checked(other) else { break };
        let Some((bytes, rest)) = rest.split_at_checked(bytes) else { break };
        log = rest;
        let short = |path: &[u8]| {
            let whole = PathBuf::from(String::from_utf8_lossy(path).into_owned());
            whole.strip_prefix(under).map_or(whole.clone(), Path::to_owned)
        };
        let call = match head[0] {
            b'o' => Call::Open,
            b'r' => Call::Read,
            b'c' => Call::Create,
            b'w' => Call::Write { offset, bytes: bytes.to_vec() },
            b't' => Call::Truncate { length: offset },
            b's' => Call::Sync,
            b'm' => Call::Rename { to: short(other) },
            b'l' => Call::Link { to: short(other) },
            b'u' => Call::Remove,
            b'd' => Call::MakeFolder,
            _ => Call::Said(String::from_utf8_lossy(path).into_owned()),
        };
        happened.push(Happened { counted: head[1] == 1, failed: head[2] == 1, path: short(path), call });
    }
    happened
}
