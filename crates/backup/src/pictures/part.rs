//! What a part says of its file, before anything of it is kept: whoever makes one says how much memory it is to take.

use super::{LONGEST, MOST_PIECES, ROUNDS, heading};

/// A part as it claims to be.
pub(super) struct Part {
    sequence: u64,
    pieces: u64,
    /// Of what all pieces are together.
    length: u64,
    /// Bytes in it.
    piece: u64,
}

impl Part {
    /// Reads a text; nothing where it is no part at all.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (_, cbor) = ur::decode(text).ok()?;
        let mut rest = cbor.strip_prefix(&[ARRAY | 5])?;
        let mut next = |kind| head(&mut rest, kind);
        let (sequence, pieces, length) = (next(NUMBER)?, next(NUMBER)?, next(NUMBER)?);
        next(NUMBER)?; // the checksum
        let piece = next(BYTES)?;
        Some(Part { sequence, pieces, length, piece })
    }

    /// Whether one of us shows such a part. Its pieces are together as long as the file, rounded up by less than a piece, and a part that is far out in the order, where it could be chosen to mix all pieces, is never shown.
    pub(super) fn is_shown(&self) -> bool {
        let together = self.piece.checked_mul(self.pieces);
        (1..=MOST_PIECES as u64).contains(&self.pieces)
            && self.sequence <= ROUNDS as u64 * self.pieces
            && self.length <= (LONGEST + heading(0).len()) as u64
            && together.is_some_and(|together| together < self.length + self.piece)
    }
}

/// Kinds of CBOR, in the first three bits of what begins a value.
const NUMBER: u8 = 0;
const BYTES: u8 = 0b010_00000;
const ARRAY: u8 = 0b100_00000;

/// The number at the beginning of a value of that kind: itself, or how long it is.
fn head(rest: &mut &[u8], kind: u8) -> Option<u64> {
    let (first, behind) = rest.split_first()?;
    let short = first & 0b000_11111;
    let bytes = match short {
        ..24 => 0,
        24..28 => 1 << (short - 24),
        _ => return None,
    };
    let (number, behind) = behind.split_at_checked(bytes)?;
    *rest = behind;
    let long = number.iter().fold(0, |so_far, byte| (so_far << 8) | u64::from(*byte));
    (first & 0b111_00000 == kind).then_some(if bytes == 0 { u64::from(short) } else { long })
}
