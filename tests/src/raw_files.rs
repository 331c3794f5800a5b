//! What a thief of the disk would read: the raw bytes of a folder, searched for answers in every encoding that a program
//! might have used without thinking.

use std::{collections::BTreeMap, fs, io::BufRead as _, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chrono::Utc;
use serde_json::Value;

use crate::Outcome;

/// Shorter ones stand in any file by chance.
const SHORTEST: usize = 6;

/// Every text among the answers that is long enough to prove something.
pub fn canaries(answers: &Value) -> Vec<String> {
    match answers {
        Value::String(text) if text.len() >= SHORTEST && !is_about_today(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(canaries).collect(),
        Value::Object(fields) => fields.values().flat_map(canaries).collect(),
        _ => Vec::new(),
    }
}

/// Files say in the clear when they were written, so the day of the test is no secret of anybody's. Base64 may cut off its last
/// figure: then all days of these ten look alike.
fn is_about_today(text: &str) -> bool {
    let today = Utc::now().date_naive().to_string();
    text.len() == today.len() && text.starts_with(&today[..today.len() - 1])
}

/// Where a canary stands in a folder's files: one line for each, naming the encoding and the file.
///
/// # Errors
/// When a file cannot be read.
pub fn search(folder: &Path, canaries: &[String]) -> Outcome<Vec<String>> {
    search_for(folder, &Needles::of(canaries))
}

fn search_for(folder: &Path, needles: &Needles<'_>) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(search_for(&path, needles)?);
            continue;
        }
        if !path.is_file() {
            continue;
        }
        let there = path.display();
        let bytes = fs::read(&path)?;
        found.extend(
            needles.in_it(&bytes).map(|(canary, encoding)| format!("{canary:?} as {encoding} in {there}")),
        );
    }
    Ok(found)
}

/// Canaries in all their forms, by the rarest byte of each: what is looked through is hundreds of megabytes, once for each such byte.
pub(crate) struct Needles<'a>(BTreeMap<u8, Vec<Needle<'a>>>);

struct Needle<'a> {
    canary: &'a str,
    encoding: &'static str,
    bytes: Vec<u8>,
    /// Where its rarest byte is.
    anchor: usize,
}

impl<'a> Needles<'a> {
    pub(crate) fn of(canaries: &'a [String]) -> Self {
        let mut needles: BTreeMap<u8, Vec<Needle<'a>>> = BTreeMap::new();
        for canary in canaries {
            for (encoding, bytes) in forms(canary) {
                let anchor = anchor(&bytes);
                let Some(&rare) = bytes.get(anchor) else { continue };
                needles.entry(rare).or_default().push(Needle { canary, encoding, bytes, anchor });
            }
        }
        Self(needles)
    }

    /// Those that stand in there, each once.
    pub(crate) fn in_it(&self, bytes: &[u8]) -> impl Iterator<Item = (&'a str, &'static str)> {
        self.0.iter().flat_map(move |(rare, needles)| {
            let mut left: Vec<&Needle<'a>> = needles.iter().collect();
            let mut found = Vec::new();
            let mut rest = bytes;
            // Reading from memory does not fail; at its end nothing is skipped any more.
            while !left.is_empty() && rest.skip_until(*rare).is_ok_and(|skipped| skipped > 0) {
                let at = bytes.len() - rest.len() - 1;
                left.retain(|needle| {
                    let start = at.checked_sub(needle.anchor);
                    let is_here = start.is_some_and(|start| bytes[start..].starts_with(&needle.bytes));
                    if is_here {
                        found.push((needle.canary, needle.encoding));
                    }
                    !is_here
                });
            }
            found
        })
    }
}

/// A text in all the forms that are looked for. Base64 shifts with what stands before, so each of the three shifts is
/// made, and what touches a neighbour is cut off.
pub(crate) fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf8 = text.as_bytes().to_vec();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex: String = utf8.iter().map(|byte| format!("{byte:02x}")).collect();
    let percent: String = utf8.iter().map(|byte| percent_form(*byte)).collect();
    let mut forms = vec![("UTF-8", utf8.clone()), ("UTF-16", utf16), ("UTF-16 BE", utf16_big)];
    forms.push(("hex", hex.to_uppercase().into_bytes()));
    forms.push(("hex", hex.into_bytes()));
    if percent.as_bytes() != utf8 {
        forms.push(("percent form", percent.into_bytes()));
    }
    for before in 0..3 {
        let mut shifted = vec![0; before];
        shifted.extend(&utf8);
        let encoded = STANDARD_NO_PAD.encode(&shifted).into_bytes();
        let start = [0, 2, 3][before];
        let end = encoded.len() - usize::from(shifted.len() % 3 != 0);
        forms.push(("base64", encoded[start..end].to_vec()));
    }
    forms
}

/// As in an address.
fn percent_form(byte: u8) -> String {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

/// Where in a needle its rarest byte is: capitals that few words have.
fn anchor(needle: &[u8]) -> usize {
    let rare =
        |byte: &u8| b"QZXJKVWY".iter().position(|rare| rare == byte).unwrap_or(8 + usize::from(*byte == 0));
    (0..needle.len()).min_by_key(|at| rare(&needle[*at])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use base64::{
        Engine as _,
        engine::general_purpose::{STANDARD, URL_SAFE},
    };
    use serde_json::json;

    use super::{Needles, canaries, search};

    #[test]
    fn an_answer_is_found_in_every_form_it_could_have_leaked_in() {
        let canary = "Ospedale Santo Stefano";
        let around = |text: &str| format!("xx{text}yyy");
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let leaks: [(&str, Vec<u8>); 7] = [
            ("hex", around(canary).bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()),
            ("percent form", around(canary).replace(' ', "%20").into_bytes()),
            ("as it is", around(canary).into_bytes()),
            ("UTF-16", utf16(&around(canary))),
            ("base64 at the start", STANDARD.encode(canary).into_bytes()),
            ("base64 in the middle", STANDARD.encode(around(canary)).into_bytes()),
            ("base64 for addresses", URL_SAFE.encode(format!("x{canary}")).into_bytes()),
        ];
        for (what, bytes) in leaks {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("deep")).unwrap();
            fs::write(folder.path().join("deep/file"), bytes).unwrap();
            assert!(!search(folder.path(), &[canary.to_owned()]).unwrap().is_empty(), "{what} must be found");
        }
    }

    #[test]
    fn a_clean_folder_is_clean() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "nothing to see").unwrap();
        assert!(search(folder.path(), &["Ospedale".to_owned()]).unwrap().is_empty());
    }

    #[test]
    fn canaries_are_the_long_texts_at_any_depth() {
        let answers = json!({ "a": "short", "b": [{ "c": "long enough" }], "d": 1234567 });
        assert_eq!(canaries(&answers), ["long enough"]);
    }

    #[test]
    fn a_needle_is_found_at_both_ends_and_not_in_pieces() {
        for (bytes, there) in
            [("Qzx..", true), ("..Qzx", true), ("QzQzx", true), ("Qz.x", false), ("Qz", false), ("", false)]
        {
            let canary = ["Qzx".to_owned()];
            assert_eq!(Needles::of(&canary).in_it(bytes.as_bytes()).next().is_some(), there, "{bytes:?}");
        }
    }
}
