//! Parts that somebody made who wants memory, or to be in the way of others.

use super::super::*;
use super::{file, texts};

/// A part as somebody else makes it, who may lie about everything.
fn part(sequence: u32, pieces: u32, length: u32, data: &[u8]) -> String {
    let long = |number: u32| [&[26][..], &number.to_be_bytes()].concat();
    let size = (data.len() as u16).to_be_bytes();
    let cbor =
        [&[0x85][..], &long(sequence), &long(pieces), &long(length), &long(7), &[0x59], &size, data].concat();
    let words = ur::bytewords::encode(&cbor, ur::bytewords::Style::Minimal);
    format!("ur:{TYPE}/{sequence}-{pieces}/{words}").to_ascii_uppercase()
}

#[test]
fn a_part_that_claims_more_than_anybody_shows_is_refused_before_anything_is_kept() {
    let longest = (LONGEST + 5) as u32;
    let honest = part(1, 698, longest, &[7; 188]);
    assert_eq!(Gathering::default().take(&honest), Seen::New, "698 pieces of the longest file");
    for (what, hostile) in [
        ("a file beyond the longest", part(1, 698, longest + 1, &[7; 188])),
        ("pieces that are together more than their file", part(1, 2_000, longest, &[7; 2_000])),
        ("a number at which it may mix all pieces", part(2_095, 698, longest, &[7; 188])),
        ("no piece", part(1, 0, 100, &[7; 10])),
        ("more pieces than anybody shows", part(1, 2_001, 100_000, &[7; 50])),
    ] {
        let mut gathering = Gathering::default();
        assert_eq!(gathering.take(&hostile), Seen::Damaged, "{what}");
        assert_eq!(gathering.progress(), Progress::default(), "{what}: nothing is kept");
    }
}

#[test]
fn a_run_that_can_never_be_whole_is_in_nobodys_way() {
    let mut gathering = Gathering::default();
    // Always the first piece of four, each time another one.
    for at in 0..ROUNDS as u8 * 4 {
        gathering.take(&part(1, 4, 37, &[at; 10]));
    }
    assert_eq!(gathering.progress().runs, 0, "it is given up");
    gathering.take(&part(1, 4, 37, &[99; 10]));
    let file = file("chen", 900);
    for text in texts(&file, Fineness::Coarse) {
        assert_eq!(gathering.take(&text), Seen::New);
        if let Some(whole) = gathering.file().unwrap() {
            assert_eq!(whole, file);
            return;
        }
    }
    panic!("the honest file never came");
}
