mod hostile;

use std::io::Cursor;

use proptest::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use sha2::{Digest as _, Sha256};

use super::*;
use crate::{About, Error, OwnKey, Purpose, Seal, Sealed};

/// Bytes that look like nothing, as an encrypted file's do.
fn file(name: &str, length: usize) -> Vec<u8> {
    (0_u32..).flat_map(|at| Sha256::digest(format!("{name}{at}"))).take(length).collect()
}

fn texts(file: &[u8], fineness: Fineness) -> Vec<String> {
    let showing = Showing::of(file, fineness).unwrap();
    (0..3 * showing.pieces()).map(|at| showing.text(at).to_owned()).collect()
}

/// Takes texts until a file is whole.
fn gathered<'a>(texts: impl IntoIterator<Item = &'a String>) -> Option<Vec<u8>> {
    let mut gathering = Gathering::default();
    texts.into_iter().find_map(|text| {
        gathering.take(text);
        gathering.file().unwrap()
    })
}

#[test]
fn the_pieces_in_order_are_the_file() {
    for length in [1, 199, 200, 201, 4_321, LONGEST] {
        let file = file("chen", length);
        let showing = Showing::of(&file, Fineness::Coarse).unwrap();
        let pieces: Vec<_> = (0..showing.pieces()).map(|at| showing.text(at).to_owned()).collect();
        assert_eq!(gathered(&pieces).as_deref(), Some(&*file), "{length} bytes");
        assert_eq!(gathered(&pieces[1..]), None, "and without one of them they are not");
    }
}

#[test]
fn a_code_is_one_that_a_camera_reads() {
    for (fineness, most) in [(Fineness::Coarse, 65), (Fineness::Fine, 125)] {
        // The last ones have the longest numbers.
        for text in texts(&file("lin", LONGEST), fineness).iter().rev().step_by(400) {
            let code = QrCode::with_error_correction_level(text, EcLevel::L).unwrap();
            assert!(code.width() <= most, "{} modules", code.width());
        }
    }
}

#[test]
fn a_run_is_a_uniform_resource_that_other_decoders_put_together() {
    let file = file("mei", 3_000);
    let mut decoder = ur::Decoder::default();
    for text in texts(&file, Fineness::Coarse) {
        decoder.receive(&text).unwrap();
    }
    assert_eq!(decoder.ur_type(), Some("guitu-backup"));
    let message = decoder.message().unwrap().unwrap();
    assert_eq!(message[..5], [0x5a, 0, 0, 0x0b, 0xb8], "CBOR: 3000 bytes");
    assert_eq!(message[5..], file);
}

#[test]
fn progress_says_how_much_is_there_and_of_how_many_files() {
    let (chen, lin) =
        (texts(&file("chen", 2_000), Fineness::Coarse), texts(&file("lin", 4_000), Fineness::Coarse));
    let mut gathering = Gathering::default();
    assert_eq!(gathering.progress(), Progress::default());
    assert_eq!(gathering.take(&chen[0]), Seen::New);
    assert_eq!(
        gathering.take(&chen[0].to_ascii_lowercase()),
        Seen::Again,
        "a camera sees each code many times"
    );
    assert_eq!(gathering.progress(), Progress { have: 1, pieces: 11, runs: 1 });
    assert_eq!(gathering.take(&lin[0]), Seen::New);
    assert_eq!(gathering.take(&chen[1]), Seen::New);
    assert_eq!(gathering.progress(), Progress { have: 2, pieces: 11, runs: 2 }, "the one that is further");
}

#[test]
fn what_is_not_ours_is_told_from_what_is_damaged() {
    let good = &texts(&file("chen", 900), Fineness::Coarse)[2];
    let mut gathering = Gathering::default();
    for stranger in [
        "",
        "https://example.org/",
        "HC1:NCFOXN",
        "ur:bytes/1-9/lpadascfadaxcywenbpljkhdcahkadaemejtswhhylkepmykhhtsytsnoyoyaxaedsuttydmmhhpktpmsrjtdkgslpgh",
        "ur:guitu-backup",
        "ür:guitu-backup/1-2/ae",
    ] {
        assert_eq!(gathering.take(stranger), Seen::Stranger, "{stranger}");
    }
    let changed = |from: &str, to: &str| good.replacen(from, to, 1);
    for damaged in [
        good[..good.len() - 2].to_owned(),
        good[..22].to_owned(),
        changed("3-5", "3-6"),
        changed("3-5", "0-5"),
        changed("3-5", "3-4000000000"),
        changed("3-5", "18446744073709551615-5"),
        changed("3-5/", "3-5/Ä"),
        "UR:GUITU-BACKUP/IEHSJYHSPMWFWFIA".to_owned(),
    ] {
        assert_eq!(gathering.take(&damaged), Seen::Damaged, "{damaged}");
    }
    assert_eq!(gathering.progress(), Progress::default(), "nothing of that is kept");
    assert_eq!(gathering.take(good), Seen::New, "and it is in nobody's way");
}

#[test]
fn codes_that_only_claim_to_belong_together_make_no_file() {
    let mut encoder = ur::Encoder::new(&[7; 500], 200, TYPE).unwrap();
    let mut gathering = Gathering::default();
    for _ in 0..encoder.fragment_count() {
        assert_eq!(gathering.take(&encoder.next_part().unwrap()), Seen::New);
    }
    assert!(matches!(gathering.file(), Err(Error::Damaged)), "its bytes are no string of bytes");
    assert_eq!(gathering.progress(), Progress::default(), "so that one can begin again");
}

#[test]
fn a_fifth_file_takes_the_place_of_the_one_that_was_met_longest_ago() {
    let runs: Vec<_> = (0..5).map(|at| texts(&file(&format!("{at}"), 700), Fineness::Coarse)).collect();
    let mut gathering = Gathering::default();
    for run in &runs {
        gathering.take(&run[0]);
    }
    assert_eq!(gathering.progress().runs, 4);
    for text in &runs[1][1..] {
        gathering.take(text);
        if let Some(whole) = gathering.file().unwrap() {
            assert_eq!(whole, file("1", 700));
            return;
        }
    }
    panic!("the second one was kept, so its first piece is there");
}

#[test]
fn a_file_that_is_empty_or_too_long_is_not_shown() {
    let code = |length| Showing::of(&file("x", length), Fineness::Fine).err().map(|error| error.code());
    assert_eq!(code(0), Some("backup-empty"));
    assert_eq!(code(LONGEST), None);
    assert_eq!(code(LONGEST + 1), Some("backup-too-long-to-show"));
}

#[test]
fn what_is_too_long_is_refused_before_all_of_it_is_written() {
    let seal = Seal::Receiver(OwnKey::generate().receiver());
    let written = |cases: u32| {
        let about = About { purpose: Purpose::Backup, made_at: Default::default(), cases };
        let mut asked = 0;
        let cases = (0..cases).map(|at| {
            asked = at + 1;
            Ok::<_, Error>(file(&at.to_string(), 4_000))
        });
        (write_to_show(&seal, &about, cases).map(|file| crate::look(&mut Cursor::new(file)).unwrap()), asked)
    };
    assert!(matches!(written(3), (Ok(Sealed::ToAKey), 3)), "a whole file");
    let (refused, asked) = written(1_000);
    assert!(matches!(refused, Err(Error::TooLongToShow)));
    assert!(asked < 100, "{asked} cases were read for nothing");
}

/// A picture of codes beside each other, `scale` pixels a module, grey on grey.
fn picture(texts: &[&str], scale: usize) -> (Vec<u8>, usize) {
    let codes: Vec<_> =
        texts.iter().map(|text| QrCode::with_error_correction_level(text, EcLevel::L).unwrap()).collect();
    let side = codes.iter().map(|code| code.width() + 8).max().unwrap() * scale;
    let width = side * codes.len();
    let mut grey = vec![230; width * side];
    for (at, code) in codes.iter().enumerate() {
        for (module, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (x, y) = (module % code.width() + 4, module / code.width() + 4);
                for row in y * scale..(y + 1) * scale {
                    let from = row * width + at * side + x * scale;
                    grey[from..from + scale].fill(40);
                }
            }
        }
    }
    (grey, width)
}

#[test]
fn every_code_of_a_picture_is_read() {
    let texts = texts(&file("chen", 800), Fineness::Coarse);
    let (grey, width) = picture(&[&texts[0], &texts[1]], 3);
    let mut found = find(&grey, width);
    found.sort();
    assert_eq!(found, texts[..2], "two on one screenshot");
    let (fine, width) = picture(&[&self::texts(&file("chen", 2_000), Fineness::Fine)[0]], 4);
    assert_eq!(find(&fine, width).len(), 1, "and a fine one");
}

#[test]
fn a_code_behind_the_dots_of_a_screen_is_read_in_half_of_its_size() {
    let text = &texts(&file("chen", 800), Fineness::Coarse)[0];
    let (mut grey, width) = picture(&[text], 8);
    for (at, dot) in grey.iter_mut().enumerate() {
        let lit = (at % width + at / width) % 2 == 0;
        *dot = match (*dot > 100, lit) {
            (true, true) => 255,
            (true, false) => 60,
            (false, true) => 160,
            (false, false) => 0,
        };
    }
    assert_eq!(find(&grey, width), [text.as_str()]);
}

#[test]
fn a_picture_without_a_code_or_of_a_wrong_size_has_nothing_in_it() {
    assert!(find(&[], 0).is_empty());
    assert!(find(&[0; 10], 3).is_empty(), "not a rectangle");
    assert!(find(&[255; 640 * 480], 640).is_empty());
    assert!(find(&vec![0; LONGEST_SIDE + 1], LONGEST_SIDE + 1).is_empty(), "too wide");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_order_with_losses_and_repetitions_gives_the_file_or_nothing(
        length in 1_usize..6_000,
        order in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3), 1..200),
    ) {
        let file = file("chen", length);
        let texts = texts(&file, Fineness::Coarse);
        let chosen: Vec<_> = order
            .iter()
            .flat_map(|(at, times)| std::iter::repeat_n(texts[at.index(texts.len())].clone(), times + 1))
            .collect();
        if let Some(whole) = gathered(&chosen) {
            prop_assert_eq!(whole, file);
        }
    }

    #[test]
    fn two_files_shown_in_turn_never_become_a_third(
        lengths in (300_usize..3_000, 300_usize..3_000),
        turns in prop::collection::vec(any::<bool>(), 46..80),
    ) {
        let (chen, lin) = (file("chen", lengths.0), file("lin", lengths.1));
        let (mut of_chen, mut of_lin) =
            (texts(&chen, Fineness::Coarse).into_iter(), texts(&lin, Fineness::Coarse).into_iter());
        let mut gathering = Gathering::default();
        let mut whole = None;
        for turn in turns {
            let Some(text) = (if turn { of_chen.next() } else { of_lin.next() }) else { break };
            prop_assert_ne!(gathering.take(&text), Seen::Stranger);
            whole = gathering.file().unwrap();
            if whole.is_some() {
                break;
            }
        }
        prop_assert!(whole.is_some_and(|whole| whole == chen || whole == lin), "neither has more than 16 pieces");
    }

    #[test]
    fn any_text_is_taken_without_a_panic(
        text in "(?i:ur:guitu-backup/)?[0-9]{0,12}-?[0-9]{0,12}/?[a-zA-Z]{0,80}\\PC{0,4}",
    ) {
        let mut gathering = Gathering::default();
        gathering.take(&text);
        prop_assert!(gathering.file().unwrap().is_none());
    }
}

/// What is lost is chance: nobody can promise that a second round always brings the rest.
#[test]
fn with_a_third_of_all_codes_lost_nearly_every_file_comes_within_two_rounds_and_every_one_within_four() {
    let (mut within_two, tries) = (0, 100);
    for seed in 0..tries {
        let length = 400 + usize::from(u16::from_be_bytes(hashed(seed, 0))) % 7_600;
        let file = file("lin", length);
        let texts = texts(&file, Fineness::Coarse);
        let seen_of = |rounds: usize| -> Vec<_> {
            let shown = std::iter::repeat_n(&texts, rounds).flatten().enumerate();
            shown.filter(|(at, _)| hashed(seed, at + 1)[0] >= 85).map(|(_, text)| text.clone()).collect()
        };
        within_two += u32::from(gathered(&seen_of(2)).as_ref() == Some(&file));
        assert_eq!(gathered(&seen_of(4)), Some(file), "{length} bytes, losses by {seed}");
    }
    assert!(within_two >= tries * 97 / 100, "{within_two} of {tries} within two rounds");
}

fn hashed(seed: u32, at: usize) -> [u8; 2] {
    let hash = Sha256::digest(format!("{seed} {at}"));
    [hash[0], hash[1]]
}
