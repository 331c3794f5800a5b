//! The QR drawing, read back by a decoder that somebody else wrote.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use health_code::{QrDrawing, qr, sign};

const MODULE: usize = 4;
const QUIET: usize = 4;

/// Paints the path's rectangles, as a renderer would.
fn painted(drawing: &QrDrawing) -> (usize, Vec<u8>) {
    let side = (drawing.size as usize + 2 * QUIET) * MODULE;
    let mut pixels = vec![255; side * side];
    for rectangle in drawing.path.split_terminator('z') {
        let numbers: Vec<usize> = rectangle
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap())
            .collect();
        let [x, y, width, 1, back] = numbers[..] else { panic!("not a run of modules: {rectangle}") };
        assert_eq!(width, back, "the rectangle closes");
        for y in (y + QUIET) * MODULE..(y + QUIET + 1) * MODULE {
            pixels[y * side + (x + QUIET) * MODULE..y * side + (x + QUIET + width) * MODULE].fill(0);
        }
    }
    (side, pixels)
}

fn read(side: usize, pixels: &[u8]) -> String {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "exactly one code is found");
    grids[0].decode().unwrap().1
}

#[test]
fn the_drawn_code_is_read_back_to_the_same_text() {
    let text = sign(&claims(), &signer()).unwrap();
    let drawing = qr(&text).unwrap();
    let (side, pixels) = painted(&drawing);
    assert_eq!(read(side, &pixels), text, "the picture says what was signed");
    assert!(drawing.size <= 77, "{} modules are too fine for a phone's screen", drawing.size);
}

#[test]
fn the_drawing_bears_a_thumb() {
    let text = sign(&claims(), &signer()).unwrap();
    let drawing = qr(&text).unwrap();
    let (side, mut pixels) = painted(&drawing);
    let (from, to) = (side * 9 / 16, side * 11 / 16);
    for y in from..to {
        pixels[y * side + from..y * side + to].fill(255);
    }
    assert_eq!(read(side, &pixels), text, "an eighth of each side is hidden and nothing is lost");
}

#[test]
fn long_names_and_many_reasons_still_fit() {
    let mut claims = claims();
    claims.name = "VAN DER WESTHUIZEN-MONTGOMERY MARIA ALEXANDRA".into();
    claims.reasons = ["symptoms", "positive-test", "close-contact", "severe-place"].map(Into::into).into();
    let text = sign(&claims, &signer()).unwrap();
    let drawing = qr(&text).unwrap();
    let (side, pixels) = painted(&drawing);
    assert_eq!(read(side, &pixels), text, "the largest code of a real traveller can be read");
    assert!(drawing.size <= 85, "{} modules", drawing.size);
}

#[test]
fn what_no_qr_can_hold_is_refused() {
    assert!(qr(&"A".repeat(5_000)).is_err(), "an error, not a panic");
}
