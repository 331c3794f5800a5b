//! A file as QR codes: first byte below 128 = the rest is the texts of codes, a line each; else the next byte is a picture's width
//! and the rest its grey values. A picture is drawn up to eight times as large, by the first byte: a large one is looked at in halves, too.

use std::io::Cursor;

use backup::pictures::{Fineness, Gathering, Showing, find};

/// Reads what the bytes make.
pub fn run(data: &[u8]) {
    read(data);
}

/// The same; says how many files, or texts of a picture, came out.
pub fn read(data: &[u8]) -> usize {
    match data {
        [0..128, rest @ ..] => files(rest),
        [first, width, rest @ ..] => {
            let (width, times) = (usize::from(*width), 1 + usize::from(first % 8));
            assert!(find(rest, rest.len() + 1).is_empty(), "no picture is smaller than it says");
            find(&larger(rest, width, times), width * times).len()
        }
        _ => 0,
    }
}

fn files(texts: &[u8]) -> usize {
    let (mut gathering, mut files) = (Gathering::default(), 0);
    for text in String::from_utf8_lossy(texts).lines() {
        gathering.take(text);
        let progress = gathering.progress();
        assert!(progress.have <= progress.pieces, "never more than there are");
        if let Ok(Some(file)) = gathering.file() {
            again(&file);
            let _ = backup::look(&mut Cursor::new(file));
            files += 1;
        }
    }
    files
}

/// What came out can be shown, and comes out again.
fn again(file: &[u8]) {
    let Ok(showing) = Showing::of(file, Fineness::Fine) else { return };
    let mut gathering = Gathering::default();
    for at in 0..showing.pieces() {
        gathering.take(showing.text(at));
    }
    assert_eq!(gathering.file().unwrap().as_deref(), Some(file));
}

/// Each dot so many dots wide and high.
fn larger(grey: &[u8], width: usize, times: usize) -> Vec<u8> {
    let rows = grey.chunks(width.max(1));
    rows.flat_map(|row| {
        let wide: Vec<u8> = row.iter().flat_map(|dot| std::iter::repeat_n(*dot, times)).collect();
        std::iter::repeat_n(wide, times).flatten()
    })
    .collect()
}
