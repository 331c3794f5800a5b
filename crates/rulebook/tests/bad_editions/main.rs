//! Every edition of `tests/fixtures/bad-editions` is refused, for the reason that its story tells, on the line at fault.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod change;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rulebook::{Edition, Files, Refusal, codes::CODES};
use serde::Deserialize;

use change::{Change, numbered};
use serde_json::Value;

/// One bad edition: the bundled one with a few changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bad {
    story: String,
    refused: String,
    file: String,
    #[serde(default)]
    pointer: String,
    #[serde(default)]
    line: Option<u32>,
    changes: Vec<Change>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/bad-editions")
}

fn bad() -> BTreeMap<String, Bad> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let stories = entries.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    stories
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let bad = serde_json::from_slice(&std::fs::read(&path).unwrap());
            (name.clone(), bad.unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect()
}

fn load(bad: &Bad) -> (Files, Result<Edition, Refusal>) {
    let mut files = Files::bundled();
    for change in &bad.changes {
        change.make(&mut files);
    }
    let edition = Edition::load(&files);
    (files, edition)
}

#[test]
fn every_bad_edition_is_refused_at_once_for_its_own_reason() {
    let mut wrong = Vec::new();
    let good = time(|| drop(Edition::load(&Files::bundled())));
    for (name, bad) in bad() {
        let begun = Instant::now();
        let (files, edition) = load(&bad);
        let slow = || begun.elapsed() > 20 * good && time(|| drop(Edition::load(&files))) > 20 * good;
        if slow() {
            wrong.push(format!("{name} takes {:?}, a good edition {good:?}", begun.elapsed()));
        }
        let Err(refusal) = edition else {
            wrong.push(format!("{name} loads, but {}", bad.story));
            continue;
        };
        let written = files.0.get(&bad.file).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
        let pointer = numbered(&written.unwrap_or_default(), &bad.pointer);
        // Which is one too many, or too dear, changes whenever the form grows: `more_*`, `/checks/*`.
        let there = match pointer.strip_suffix('*') {
            Some(start) => refusal.pointer.starts_with(start),
            None => refusal.pointer == pointer,
        };
        let as_told = there && (refusal.code, refusal.file.as_str()) == (&*bad.refused, &*bad.file);
        let lined = refusal.line.is_some() == files.0.contains_key(&refusal.file)
            && (bad.line.is_none() || bad.line == refusal.line);
        if !as_told || !lined {
            wrong.push(format!("{name}: {refusal} (pointer {:?}, line {:?})", refusal.pointer, refusal.line));
        }
    }
    assert!(wrong.is_empty(), "refused otherwise than their stories tell:\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_bad_edition_and_no_story_is_told_twice() {
    let bad = bad();
    assert!(bad.len() >= 45, "{} bad editions", bad.len());
    let stories: BTreeSet<&str> = bad.values().map(|bad| bad.story.as_str()).collect();
    assert_eq!(stories.len(), bad.len(), "each story is its own");
    let known: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(known.len(), CODES.len(), "each code stands once in the table");
    let told: BTreeSet<&str> = bad.values().map(|bad| bad.refused.as_str()).collect();
    let missing: Vec<_> = known.difference(&told).collect();
    let unknown: Vec<_> = told.difference(&known).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "without a bad edition: {missing:?}; in no table: {unknown:?}"
    );
}

/// The shorter of two runs: others compute too.
fn time(run: impl Fn()) -> Duration {
    let once = || {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    once().min(once())
}
