//! One flipped bit anywhere in a repository: the look is refused or brings exactly the edition that was signed, and what
//! was held is held.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::collections::BTreeMap;

use chrono::Utc;
use common::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// What a client fetches for edition 2, by path: each file of it differs from the bundled one by a space at its end, so
/// that every one of them travels.
fn repository() -> (Office, App, BTreeMap<String, Vec<u8>>) {
    let office = Office::new();
    let mut files = edition(2);
    for bytes in files.0.values_mut().filter(|bytes| bytes.len() < 100_000) {
        bytes.push(b'\n');
    }
    let app = office.app();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(app.update(&office.source())).unwrap();
    office.publish(&files, Utc::now());
    let probe = office.app();
    let source = office.source();
    runtime.block_on(probe.update(&source)).unwrap();
    let all = files_below(&office.path());
    let fetched =
        source.asked().into_iter().filter_map(|path| Some((path.clone(), all.get(&path)?.clone()))).collect();
    (office, app, fetched)
}

#[test]
fn one_flipped_bit_anywhere_is_refused_or_changes_nothing() {
    let (office, app, fetched) = repository();
    let kinds =
        ["timestamp.json", "2.snapshot.json", "2.targets.json", "pages.json", "edition.json", "en.ftl"];
    for kind in kinds {
        assert!(fetched.keys().any(|path| path.ends_with(kind)), "{kind} is among what travels");
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let paths: Vec<_> = fetched.keys().cloned().collect();
    let before = runtime.block_on(app.held());
    let whole = before[0].files.clone();
    let mut runner = TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
    let place = (prop::sample::select(paths), any::<prop::sample::Index>(), 0u8..8);
    runner
        .run(&place, |(path, at, bit)| {
            let mut bytes = fetched[&path].clone();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let fresh = office.app(); // an empty shelf, so that every file is fetched and every case is like the first
            let outcome = runtime.block_on(fresh.update(&office.source().saying(&path, Ok(bytes))));
            let held = runtime.block_on(fresh.held());
            match outcome {
                Ok(_) => {
                    // A digit of a signature in capitals is the same digit.
                    prop_assert!(path.starts_with("metadata/"), "{path} byte {at} bit {bit} went unnoticed");
                    prop_assert_eq!(held.len(), 2, "then all is taken");
                    prop_assert_eq!(&held[0].files, &whole, "exactly as signed");
                }
                Err(error) => {
                    prop_assert!(error.code().starts_with("rulebook-"), "{}", error);
                    prop_assert!(
                        held.is_empty(),
                        "{path} byte {at} bit {bit}: a refused look leaves nothing behind"
                    );
                }
            }
            Ok(())
        })
        .unwrap();
    // The shelf that held edition 1 through one such look of each file holds it as before.
    for (path, bytes) in &fetched {
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        let _ = runtime.block_on(app.update(&office.source().saying(path, Ok(flipped))));
        let held = runtime.block_on(app.held());
        assert_eq!(held[0].files, whole, "{path}: the edition in use stays");
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let (office, _, fetched) = repository();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (path, bytes) in &fetched {
        for length in [0, 1, bytes.len() / 2, bytes.len().saturating_sub(2)] {
            let app = office.app();
            let source = office.source().saying(path, Ok(bytes[..length].to_vec()));
            let error = runtime.block_on(app.update(&source)).unwrap_err();
            assert_eq!(error.code(), "rulebook-mismatch", "{path} cut to {length}: {error}");
        }
    }
}
