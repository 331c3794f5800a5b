//! A whole file: head, encryption, compression, lines.

use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use age::DecryptError;
use age::stream::StreamReader;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::head::{self, Hashing, Head};
use crate::keys::{Opening, Seal};
use crate::lines::{self, About, Lines};

/// How a file is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealed {
    /// Whoever opens it types a passphrase.
    ByPassphrase,
    /// It is for whoever has a certain key.
    ToAKey,
}

/// The cases of a file, one by one. The last item is an error unless all of them came.
pub type Cases<T, R> = Lines<T, GzDecoder<StreamReader<BufReader<R>>>>;

/// Writes a file from its beginning; whoever gives `to` flushes it to the disk.
///
/// # Errors
/// What `cases` meets; `backup-too-large`, `backup-disk-full`, `backup-read-only`, `backup-io`.
pub fn write<T: Serialize, E: From<Error>>(
    to: &mut (impl Write + Seek),
    seal: &Seal,
    about: &About,
    cases: impl Iterator<Item = Result<T, E>>,
) -> Result<(), E> {
    let io = |error: std::io::Error| E::from(Error::from_io(&error));
    to.seek(SeekFrom::Start(0)).map_err(io)?;
    to.write_all(&[b' '; head::LENGTH]).map_err(io)?; // the head is known at the end
    let recipient = seal.recipient();
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&*recipient))
        .map_err(|_| E::from(Error::Io(std::io::ErrorKind::Other)))?;
    let mut hashing = Hashing::new(BufWriter::new(&mut *to));
    let sealing = encryptor.wrap_output(&mut hashing).map_err(io)?;
    let mut packing = GzEncoder::new(sealing, Compression::default());
    lines::write(&mut packing, about, cases)?;
    packing.finish().and_then(|sealing| sealing.finish()).map_err(io)?;
    hashing.flush().map_err(io)?;
    let head = hashing.head();
    drop(hashing);
    to.seek(SeekFrom::Start(0)).map_err(io)?;
    head.write(to).map_err(io)
}

/// Looks at a file without opening it: whether all of it is there and as it was written, and how it is sealed.
///
/// # Errors
/// `backup-empty`, `backup-not-ours`, `backup-too-new`, `backup-cut-off`, `backup-damaged`, `backup-too-large`, `backup-io`.
pub fn look(from: &mut (impl Read + Seek)) -> Result<Sealed, Error> {
    Head::check(from)?;
    let decryptor =
        age::Decryptor::new_buffered(BufReader::new(from)).map_err(|error| opened(&error, false))?;
    Ok(if decryptor.is_scrypt() { Sealed::ByPassphrase } else { Sealed::ToAKey })
}

/// Opens a file and says what it is; its cases come one by one.
///
/// # Errors
/// As [`look`]; `backup-passphrase-wrong`, `backup-other-receiver`.
pub fn read<T: DeserializeOwned, R: Read + Seek>(
    mut from: R,
    opening: &Opening,
) -> Result<(About, Cases<T, R>), Error> {
    let identity = the_one_that_opens(&mut from, opening.identities())?;
    Head::check(&mut from)?;
    let decryptor =
        age::Decryptor::new_buffered(BufReader::new(from)).map_err(|error| opened(&error, false))?;
    let by_passphrase = decryptor.is_scrypt();
    let plain =
        decryptor.decrypt(std::iter::once(&*identity)).map_err(|error| opened(&error, by_passphrase))?;
    lines::lines(GzDecoder::new(plain))
}

/// Which of them opens the file: the last one where none of the others does. `age` itself asks the first passphrase alone.
fn the_one_that_opens(
    from: &mut (impl Read + Seek),
    identities: Vec<Box<dyn age::Identity>>,
) -> Result<Box<dyn age::Identity>, Error> {
    let mut left = identities.into_iter();
    while let Some(identity) = left.next() {
        if left.len() == 0 {
            return Ok(identity);
        }
        Head::check(from)?;
        let decryptor = age::Decryptor::new_buffered(BufReader::new(&mut *from))
            .map_err(|error| opened(&error, false))?;
        if decryptor.decrypt(std::iter::once(&*identity)).is_ok() {
            return Ok(identity);
        }
    }
    Err(Error::PassphraseWrong)
}

/// What it means that age did not open a file whose bytes are whole.
fn opened(error: &DecryptError, by_passphrase: bool) -> Error {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
            if by_passphrase {
                Error::PassphraseWrong
            } else {
                Error::OtherReceiver
            }
        }
        DecryptError::UnknownFormat => Error::TooNew,
        DecryptError::ExcessiveWork { .. } => Error::NotOurs, // this program asks for less
        DecryptError::Io(error) => Error::inside(error),
        _ => Error::Damaged,
    }
}
