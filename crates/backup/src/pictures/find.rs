//! The texts of all QR codes in a picture.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A larger picture is made smaller by whoever has it.
pub const LONGEST_SIDE: usize = 4_096;
/// Where a picture has nothing to read in its own size, it is looked at in half of it down to this: the pattern of a screen's
/// own dots in a photograph disappears.
const SMALLEST_SIDE: usize = 200;

/// Reads what is written in a picture of grey values, row after row. A picture of another size than it says has nothing in it.
pub fn find(grey: &[u8], width: usize) -> Vec<String> {
    let Some(height) = grey.len().checked_div(width).filter(|height| height * width == grey.len()) else {
        return Vec::new();
    };
    if width.max(height) > LONGEST_SIDE {
        return Vec::new();
    }
    // The reader is known to stumble over drawings that only look like a code; whoever shows one must not end the program.
    let found = catch_unwind(AssertUnwindSafe(|| read(grey, width, height))).unwrap_or_default();
    if !found.is_empty() || width.min(height) / 2 < SMALLEST_SIDE {
        return found;
    }
    let half = halved(grey, width, height);
    find(&half, width / 2)
}

fn read(grey: &[u8], width: usize, height: usize) -> Vec<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    picture.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

/// Each pixel is the mean of four.
fn halved(grey: &[u8], width: usize, height: usize) -> Vec<u8> {
    let at = |x: usize, y: usize| u32::from(grey[y * width + x]);
    let mut half = Vec::with_capacity(grey.len() / 4);
    for y in 0..height / 2 {
        for x in 0..width / 2 {
            let (x, y) = (2 * x, 2 * y);
            let sum = at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1);
            half.push((sum / 4) as u8);
        }
    }
    half
}
