//! Watching a display as it is painted, from outside: no driver, no automation, nothing that the program measured could
//! notice.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    path::Path,
    time::{Duration, Instant},
};

use crate::{Outcome, waiting::DEADLINE};

/// Where the window's content is, below any bar and left of any margin: a window without a manager stands at the corner.
const ROWS: std::ops::Range<usize> = 150..700;
const COLUMNS: std::ops::Range<usize> = 40..1060;
/// Fewer different pixels than this are a cursor, not a text.
const INK: usize = 300;

/// Waits until there is ink on the content of the window at the corner; gives how long after `began` it was seen.
///
/// # Errors
/// When nothing is drawn before the deadline.
pub fn until_drawn(framebuffer: &Path, began: Instant) -> Outcome<Duration> {
    let mut file = File::open(framebuffer)?;
    let mut bytes = Vec::new();
    while began.elapsed() < DEADLINE {
        let seen = began.elapsed();
        bytes.clear();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        if is_drawn(&bytes).ok_or("the framebuffer has an unknown form")? {
            return Ok(seen);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Err("nothing was drawn".into())
}

/// Whether the content holds ink: pixels unlike its first one. A bare root window and an empty page have none.
fn is_drawn(xwd: &[u8]) -> Option<bool> {
    let field = |number: usize| -> Option<usize> {
        let at = number * 4;
        Some(u32::from_be_bytes(xwd.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    // XWDFile.h: header_size is the first field, bytes_per_line the 13th, ncolors the 20th; 12 bytes a colour.
    let (start, line) = (field(0)? + field(19)? * 12, field(12)?);
    let pixel = |row: usize, column: usize| xwd.get(start + row * line + column * 4..)?.get(..4);
    let paper = pixel(ROWS.start, COLUMNS.start)?;
    let mut ink = 0;
    for row in ROWS {
        let all = xwd.get(start + row * line + COLUMNS.start * 4..start + row * line + COLUMNS.end * 4)?;
        ink += all.chunks_exact(4).filter(|pixel| *pixel != paper).count();
        if ink > INK {
            return Some(true);
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::is_drawn;

    fn picture(ink: usize) -> Vec<u8> {
        let (width, height) = (1400, 1100);
        let mut xwd = vec![0; 100];
        xwd[0..4].copy_from_slice(&100_u32.to_be_bytes());
        xwd[48..52].copy_from_slice(&(width as u32 * 4).to_be_bytes());
        xwd.extend(vec![0xfa; width * height * 4]);
        for place in 0..ink {
            let at = 100 + ((300 + place / 100) * width + 200 + place % 100) * 4;
            xwd[at..at + 4].fill(0);
        }
        xwd
    }

    #[test]
    fn text_is_ink_and_an_empty_page_is_not() {
        assert_eq!(is_drawn(&picture(0)), Some(false), "one colour all over is an empty page");
        assert_eq!(is_drawn(&picture(20)), Some(false), "a cursor is not a text");
        assert_eq!(is_drawn(&picture(2000)), Some(true), "a line of text is");
        assert_eq!(is_drawn(&[0; 50]), None, "anything else is no framebuffer");
    }
}
