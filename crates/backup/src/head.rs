//! The part in the clear: whose file this is, how long the rest is, and its hash. It tells a damaged file from a wrong
//! passphrase; it proves nothing, since anybody can write another one.

use std::io::{Read, Seek, SeekFrom, Write};

use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// How every version of the head begins.
const NAME: &str = "guitu-backup ";
const VERSION: &str = "1 ";
const DIGITS: usize = 15;
/// Bytes of the head: name, version, length, a blank, the hash, the end of the line.
pub(crate) const LENGTH: usize = NAME.len() + VERSION.len() + DIGITS + 1 + 64 + 1;
/// No backup is longer.
const LONGEST: u64 = 1 << 30;

/// What the head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) length: u64,
    pub(crate) hash: String,
}

impl Head {
    pub(crate) fn write(&self, to: &mut impl Write) -> std::io::Result<()> {
        let Head { length, hash } = self;
        writeln!(to, "{NAME}{VERSION}{length:0DIGITS$} {hash}")
    }

    fn parse(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::Empty);
        }
        let known = NAME.len().min(bytes.len());
        if bytes[..known] != NAME.as_bytes()[..known] {
            return Err(Error::NotOurs);
        }
        let rest = &bytes[known..];
        let version = VERSION.len().min(rest.len());
        if rest[..version] != VERSION.as_bytes()[..version] {
            return Err(if rest[0].is_ascii_digit() { Error::TooNew } else { Error::Damaged });
        }
        if bytes.len() < LENGTH {
            return Err(Error::CutOff);
        }
        let text = std::str::from_utf8(&rest[version..]).map_err(|_| Error::Damaged)?;
        let (length, hash) = text.trim_end_matches('\n').split_once(' ').ok_or(Error::Damaged)?;
        let length = length.parse().map_err(|_| Error::Damaged)?;
        Ok(Head { length, hash: hash.to_owned() })
    }

    /// Reads the head, and the rest against it. Afterwards `from` stands at the beginning of the rest.
    pub(crate) fn check(from: &mut (impl Read + Seek)) -> Result<Self, Error> {
        from.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::with_capacity(LENGTH);
        from.by_ref().take(LENGTH as u64).read_to_end(&mut bytes)?;
        let head = Head::parse(&bytes)?;
        if head.length > LONGEST {
            return Err(Error::TooLarge);
        }
        let mut hash = Hashing::new(std::io::sink());
        let length = std::io::copy(&mut from.by_ref().take(head.length + 1), &mut hash)?;
        if length < head.length {
            return Err(Error::CutOff);
        }
        if length > head.length || hash.head().hash != head.hash {
            return Err(Error::Damaged);
        }
        from.seek(SeekFrom::Start(LENGTH as u64))?;
        Ok(head)
    }
}

/// Passes on what is written, and makes the head that belongs to it.
pub(crate) struct Hashing<W> {
    to: W,
    hash: Sha256,
    length: u64,
}

impl<W> Hashing<W> {
    pub(crate) fn new(to: W) -> Self {
        Hashing { to, hash: Sha256::new(), length: 0 }
    }

    pub(crate) fn head(&self) -> Head {
        let hash = self.hash.clone().finalize();
        Head { length: self.length, hash: hash.iter().map(|byte| format!("{byte:02x}")).collect() }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.length += written as u64;
        if self.length > LONGEST {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}
