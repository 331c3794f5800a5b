//! A code's text as a QR drawing that any SVG renderer and any printer can take.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::CodeError;

/// Above this many modules a camera reads a smaller drawing with less redundancy better than a larger one with more: on a
/// screen a module of the 50 mm that are the least would fall below three quarters of a millimetre, or three pixels.
const LARGEST_COMFORTABLE: usize = 65;

/// A QR code as one SVG path over `size` × `size` modules, quiet zone excluded (leave four modules on each side).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrDrawing {
    /// Modules on a side.
    pub size: u32,
    /// `d` of the path: each horizontal run of dark modules is one rectangle.
    pub path: String,
}

/// Draws a text. Error correction Q (a quarter may be unreadable) while the drawing stays comfortable, else M.
pub fn qr(text: &str) -> Result<QrDrawing, CodeError> {
    let code = match at_level(text, EcLevel::Q) {
        Ok(code) if code.width() <= LARGEST_COMFORTABLE => code,
        _ => at_level(text, EcLevel::M)?,
    };
    drawing(&code)
}

/// Draws a text that only a screen shows, one of many: with as little error correction as there is, since a clean screen
/// needs none and whoever missed one takes another.
pub fn qr_of_a_run(text: &str) -> Result<QrDrawing, CodeError> {
    drawing(&at_level(text, EcLevel::L)?)
}

fn at_level(text: &str, level: EcLevel) -> Result<QrCode, CodeError> {
    QrCode::with_error_correction_level(text, level).map_err(|_| CodeError::TooLarge)
}

fn drawing(code: &QrCode) -> Result<QrDrawing, CodeError> {
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let length = run.len();
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    Ok(QrDrawing { size: u32::try_from(width).map_err(|_| CodeError::TooLarge)?, path })
}
