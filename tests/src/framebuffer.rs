//! Watching a display as it is painted, from outside: no driver, no automation, nothing that the program measured could
//! notice.

use std::{
    fs::File,
    os::unix::fs::FileExt as _,
    path::Path,
    time::{Duration, Instant},
};

use crate::{Outcome, waiting::DEADLINE};

/// Where the window's content is, below any bar and left of any margin: a window without a manager stands at the corner.
const ROWS: std::ops::Range<u64> = 150..700;
const COLUMNS: std::ops::Range<usize> = 40..1060;
/// Fewer different pixels than this, on the rows looked at, are a cursor, not a text.
const INK: usize = 100;
/// As much of the file's header as is read.
const HEADER: usize = 100;

/// Waits until there is ink on the content of the window at the corner; gives how long after `began` it was seen.
///
/// # Errors
/// When nothing is drawn before the deadline.
pub fn until_drawn(framebuffer: &Path, began: Instant) -> Outcome<Duration> {
    let file = File::open(framebuffer)?;
    let mut header = [0; HEADER];
    file.read_exact_at(&mut header, 0)?;
    let picture = Picture::of(&header);
    while began.elapsed() < DEADLINE {
        let seen = began.elapsed();
        if picture.is_drawn(|bytes, at| file.read_exact_at(bytes, at))? {
            return Ok(seen);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Err("nothing was drawn".into())
}

/// How a display looked, to be waited for again.
pub struct Still {
    file: File,
    picture: Picture,
    rows: Vec<u8>,
}

impl Still {
    /// As it looks now.
    ///
    /// # Errors
    /// When the display cannot be read.
    pub fn of(framebuffer: &Path) -> Outcome<Self> {
        let file = File::open(framebuffer)?;
        let mut header = [0; HEADER];
        file.read_exact_at(&mut header, 0)?;
        let picture = Picture::of(&header);
        let rows = picture.rows(&file)?;
        Ok(Self { file, picture, rows })
    }

    /// Waits until it looks like that again, but for a cursor; gives how long after `began` that was.
    ///
    /// # Errors
    /// When it does not before the deadline.
    pub fn until_back(&self, began: Instant) -> Outcome<Duration> {
        while began.elapsed() < DEADLINE {
            let seen = began.elapsed();
            let now = self.picture.rows(&self.file)?;
            let pixels = now.chunks_exact(4).zip(self.rows.chunks_exact(4));
            if pixels.filter(|(one, other)| one != other).count() < INK {
                return Ok(seen);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the display does not look as before".into())
    }
}

/// Where the pixels of a display's picture stand in its file.
struct Picture {
    start: u64,
    line: u64,
}

impl Picture {
    /// `XWDFile.h`: the size of the header is its first field, bytes a line its 13th, colours (12 bytes each) its 20th.
    fn of(header: &[u8; HEADER]) -> Self {
        let field = |number: usize| {
            let bytes = [0, 1, 2, 3].map(|byte| header[number * 4 + byte]);
            u64::from(u32::from_be_bytes(bytes))
        };
        Self { start: field(0) + field(19) * 12, line: field(12) }
    }

    /// The rows that are looked at.
    fn rows(&self, file: &File) -> std::io::Result<Vec<u8>> {
        let mut rows = Vec::new();
        let mut row = vec![0; COLUMNS.len() * 4];
        for number in ROWS.step_by(3) {
            file.read_exact_at(&mut row, self.start + number * self.line + COLUMNS.start as u64 * 4)?;
            rows.extend_from_slice(&row);
        }
        Ok(rows)
    }

    /// Whether the content holds ink: pixels unlike its first one. A bare root window and an empty page have none. Few
    /// rows are looked at, so that looking takes no time from who is watched.
    fn is_drawn(&self, read: impl Fn(&mut [u8], u64) -> std::io::Result<()>) -> std::io::Result<bool> {
        let mut row = vec![0; COLUMNS.len() * 4];
        let (mut paper, mut ink) = (None, 0);
        for number in ROWS.step_by(3) {
            read(&mut row, self.start + number * self.line + COLUMNS.start as u64 * 4)?;
            let paper = *paper.get_or_insert([row[0], row[1], row[2], row[3]]);
            ink += row.chunks_exact(4).filter(|pixel| **pixel != paper).count();
        }
        Ok(ink > INK)
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADER, Picture};

    const WIDTH: usize = 1400;

    fn picture(ink: usize) -> Vec<u8> {
        let mut xwd = vec![0; HEADER];
        xwd[0..4].copy_from_slice(&100_u32.to_be_bytes());
        xwd[48..52].copy_from_slice(&(WIDTH as u32 * 4).to_be_bytes());
        xwd.extend(vec![0xfa; WIDTH * 1100 * 4]);
        for place in 0..ink {
            let at = 100 + ((300 + place / 100) * WIDTH + 200 + place % 100) * 4;
            xwd[at..at + 4].fill(0);
        }
        xwd
    }

    fn is_drawn(xwd: &[u8]) -> bool {
        let header: [u8; HEADER] = xwd[..HEADER].try_into().unwrap();
        let read = |bytes: &mut [u8], at: u64| {
            bytes.copy_from_slice(&xwd[at as usize..at as usize + bytes.len()]);
            Ok(())
        };
        Picture::of(&header).is_drawn(read).unwrap()
    }

    #[test]
    fn text_is_ink_and_an_empty_page_is_not() {
        assert!(!is_drawn(&picture(0)), "one colour all over is an empty page");
        assert!(!is_drawn(&picture(20)), "a cursor is not a text");
        assert!(is_drawn(&picture(2000)), "a line of text is");
    }
}
