//! A file as QR codes: first byte below 128 = the rest is the texts of codes, a line each; else the next byte is a picture's width
//! and the rest its grey values.

use std::io::Cursor;

use backup::pictures::{Fineness, Gathering, Showing, find};

/// Reads what the bytes make.
pub fn run(data: &[u8]) {
    match data {
        [0..128, rest @ ..] => {
            let mut gathering = Gathering::default();
            for text in String::from_utf8_lossy(rest).lines() {
                gathering.take(text);
                let progress = gathering.progress();
                assert!(progress.have <= progress.pieces, "never more than there are");
                if let Ok(Some(file)) = gathering.file() {
                    again(&file);
                    let _ = backup::look(&mut Cursor::new(file));
                }
            }
        }
        [_, width, rest @ ..] => drop(find(rest, usize::from(*width))),
        _ => {}
    }
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
