//! The outer layers: prefix, base45, zlib. Both ways bounded, so that a hostile text costs no more than a real one.

use std::io::{Read as _, Write as _};

use flate2::{Compression, bufread::ZlibDecoder, write::ZlibEncoder};

use crate::CodeError;

/// What every code's text begins with: the format and its version.
pub const PREFIX: &str = "GT1:";

/// More than any code that we make and any QR can hold.
const MAX_TEXT: usize = 4_296;
const MAX_INFLATED: u64 = 8 * 1024;

pub(crate) fn wrap(signed: &[u8]) -> Result<String, CodeError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(signed).map_err(|_| CodeError::TooLarge)?;
    let deflated = encoder.finish().map_err(|_| CodeError::TooLarge)?;
    let text = format!("{PREFIX}{}", base45::encode(deflated));
    if text.len() > MAX_TEXT { Err(CodeError::TooLarge) } else { Ok(text) }
}

pub(crate) fn unwrap(text: &str) -> Result<Vec<u8>, CodeError> {
    let encoded = text.trim().strip_prefix(PREFIX).ok_or(CodeError::NotACode)?;
    if encoded.len() > MAX_TEXT {
        return Err(CodeError::TooLarge);
    }
    let deflated = base45::decode(encoded).map_err(|_| CodeError::Tampered)?;
    // Several texts may decode to the same bytes; only the one that the encoder writes is a code.
    if base45::encode(&deflated) != encoded {
        return Err(CodeError::Tampered);
    }
    let mut inflated = Vec::with_capacity(1024);
    let mut decoder = ZlibDecoder::new(deflated.as_slice()).take(MAX_INFLATED + 1);
    decoder.read_to_end(&mut inflated).map_err(|_| CodeError::Tampered)?;
    if inflated.len() as u64 > MAX_INFLATED {
        return Err(CodeError::TooLarge);
    }
    if decoder.into_inner().total_in() != deflated.len() as u64 {
        return Err(CodeError::Tampered); // something stands behind the compressed stream
    }
    Ok(inflated)
}
