//! Packed files before anything reads them: which kind they are, and whether they unpack to what a list may be.
//!
//! What a part says of its own size is not believed; every part is unpacked once and counted.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::format::Format;
use super::{ReadError, limits};

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)
}

pub(super) fn kind(bytes: &[u8]) -> Format {
    let Ok(archive) = open(bytes) else { return Format::Other };
    let has = |wanted: &str| archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case(wanted));
    match () {
        () if has("xl/workbook.xml") => Format::Xlsx,
        () if has("content.xml") && has("mimetype") => Format::Ods,
        () => Format::Other,
    }
}

/// What is seen of a packed workbook while it is counted.
pub(super) struct Measured {
    /// Whether some part speaks of merged cells.
    pub(super) merges: bool,
}

/// Unpacks every part once, within the limit.
pub(super) fn measure(bytes: &[u8]) -> Result<Measured, ReadError> {
    const MERGE: &[u8] = b"mergeCell ";
    let mut archive = open(bytes)?;
    if archive.len() > limits::PARTS {
        return Err(ReadError::Bomb);
    }
    let mut left = limits::INFLATED;
    let mut merges = false;
    let mut block = vec![0; 1 << 16];
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|_| ReadError::Broken)?;
        // A mark that lies across two blocks is found by the bytes kept of the one before.
        let mut kept = 0;
        loop {
            let read = part.read(&mut block[kept..]).map_err(|_| ReadError::Broken)?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(ReadError::Bomb)?;
            let filled = kept + read;
            merges = merges || memchr::memmem::find(&block[..filled], MERGE).is_some();
            kept = filled.min(MERGE.len() - 1);
            block.copy_within(filled - kept..filled, 0);
        }
    }
    Ok(Measured { merges })
}
