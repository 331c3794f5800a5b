//! Which sets of signatures carry a root from one set of keys to the next, as the conformance suite of TUF lists them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use editions::{RoleKey, SourceError};
use serde_json::{Value, json};

/// A root: its keys, how many of them it needs, and who signs it.
struct Step {
    keys: &'static [usize],
    threshold: u64,
    signed_by: &'static [usize],
}

const fn step(keys: &'static [usize], threshold: u64, signed_by: &'static [usize]) -> Step {
    Step { keys, threshold, signed_by }
}

const FIVE: &[usize] = &[0, 1, 2, 3, 4];
const OTHER_FIVE: &[usize] = &[0, 1, 3, 4, 5];

fn cases() -> Vec<(&'static str, Vec<Step>, bool)> {
    vec![
        ("one key hands over", vec![step(&[1], 1, &[1]), step(&[2], 1, &[2, 1]), step(&[2], 1, &[2])], true),
        ("strangers sign too", vec![step(&[1], 1, &[3, 1, 4]), step(&[2], 1, &[3, 2, 1, 4])], true),
        (
            "any three of five",
            vec![step(FIVE, 3, &[0, 2, 4]), step(FIVE, 3, &[0, 4, 1]), step(FIVE, 3, &[0, 1, 3])],
            true,
        ),
        ("one of five replaced", vec![step(FIVE, 3, &[0, 2, 4]), step(OTHER_FIVE, 3, &[0, 4, 1])], true),
        (
            "the one that leaves signs too",
            vec![step(FIVE, 3, &[0, 2, 4]), step(OTHER_FIVE, 3, &[0, 2, 4, 5])],
            true,
        ),
        (
            "all five replaced",
            vec![
                step(FIVE, 3, &[0, 2, 4]),
                step(&[5, 6, 7, 8, 9], 3, &[0, 2, 4, 5, 6, 7]),
                step(&[5, 6, 7, 8, 9], 3, &[5, 6, 7]),
            ],
            true,
        ),
        ("more have to agree", vec![step(&[1, 2, 3], 1, &[1]), step(&[1, 2, 3], 2, &[1, 2])], true),
        (
            "fewer have to agree",
            vec![step(&[1, 2, 3], 2, &[1, 2]), step(&[1, 2, 3], 1, &[1, 2]), step(&[1, 2, 3], 1, &[1])],
            true,
        ),
        ("the old key did not sign", vec![step(&[1], 1, &[1]), step(&[2], 1, &[2, 3, 4])], false),
        ("the new key did not sign", vec![step(&[1], 1, &[1]), step(&[2], 1, &[1, 3, 4])], false),
        ("two of three new", vec![step(FIVE, 3, &[0, 2, 4]), step(OTHER_FIVE, 3, &[0, 2, 4])], false),
        ("two of three old", vec![step(FIVE, 3, &[0, 2, 4]), step(OTHER_FIVE, 3, &[0, 4, 5])], false),
        (
            "the higher threshold is not met",
            vec![step(&[1, 2, 3], 1, &[1]), step(&[1, 2, 3], 2, &[2])],
            false,
        ),
        (
            "the old threshold is not met",
            vec![step(&[1, 2, 3], 2, &[1, 2]), step(&[1, 2, 3], 1, &[1])],
            false,
        ),
    ]
}

#[tokio::test]
async fn a_root_is_followed_exactly_when_enough_old_and_enough_new_keys_signed_it() {
    let office = Office::new();
    let keys: Vec<RoleKey> = (0..10).map(|number| office.make(&format!("k-{number}"))).collect();
    for (why, steps, followed) in cases() {
        let mut source = office.source();
        let mut first = None;
        for (at, step) in steps.iter().enumerate() {
            let root = root(&office, at + 1, &keys, step);
            first.get_or_insert(serde_json::from_slice::<Value>(&root).unwrap());
            source = source.saying(&format!("metadata/{}.root.json", at + 1), Ok(root));
        }
        source =
            source.saying(&format!("metadata/{}.root.json", steps.len() + 1), Err(SourceError::NotFound));
        let app = App::new(&first.unwrap());
        match app.update(&source).await {
            Ok(update) => assert!(followed && update.newest == 1, "{why}: it must not be followed"),
            Err(error) => {
                assert!(!followed, "{why}: {error}");
                assert_eq!(error.code(), "rulebook-root-refused", "{why}: {error}");
            }
        }
    }
}

/// The office's root with other root keys: its other roles stay, so that the rest of the repository verifies.
fn root(office: &Office, version: usize, keys: &[RoleKey], step: &Step) -> Vec<u8> {
    let mut root = office.root_json()["signed"].clone();
    root["version"] = json!(version);
    let mut ids = Vec::new();
    for &at in step.keys {
        let path = office.folder.path().join(format!("k-{at}.pub"));
        let public: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        root["keys"][keys[at].public().id()] = public;
        ids.push(keys[at].public().id());
    }
    root["roles"]["root"] = json!({ "keyids": ids, "threshold": step.threshold });
    signed_by(&root, step.signed_by.iter().map(|&at| &keys[at]))
}
