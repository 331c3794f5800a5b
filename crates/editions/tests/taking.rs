//! An app takes editions, goes offline, and starts again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use async_trait::async_trait;
use chrono::Utc;
use common::*;
use editions::{Source, SourceError};
use rulebook::Files;
use tokio::sync::Notify;

#[tokio::test]
async fn an_edition_is_taken_held_and_read_again_without_a_network() {
    let office = Office::new();
    let app = office.app();
    assert!(app.held().await.is_empty(), "a new shelf holds nothing");

    let source = office.source();
    let first = app.update(&source).await.unwrap();
    assert_eq!((first.newest, first.added), (1, vec![1]), "the repository has the bundled edition");
    let targets = source.asked().iter().filter(|path| path.starts_with("targets/")).count();
    assert_eq!(targets, 0, "its files came with the program and are not fetched");

    office.publish(&edition(2), Utc::now());
    let source = office.source();
    let second = app.update(&source).await.unwrap();
    assert_eq!((second.newest, second.added), (2, vec![2]), "the new one alone is added");
    let fetched: Vec<_> = source.asked().into_iter().filter(|path| path.starts_with("targets/")).collect();
    assert_eq!(fetched.len(), 1, "only the file that differs is fetched: {fetched:?}");
    assert!(fetched[0].ends_with(".2/edition.json"), "{fetched:?}");

    let held = app.held().await;
    assert_eq!(held.iter().map(|held| held.number).collect::<Vec<_>>(), [1, 2], "both are held");
    assert_eq!(held[0].files, Files::bundled(), "the first as it came with the program");
    assert_eq!(held[1].files, edition(2), "the second byte for byte");
    assert!(held[1].looked_at <= Utc::now(), "its age can be told");

    let unchanged = app.update(&office.source()).await.unwrap();
    assert!(unchanged.added.is_empty(), "nothing new is nothing added");
    assert_eq!(app.numbers().await, [1, 2], "and nothing is lost");
}

#[tokio::test]
async fn what_is_held_outlives_the_term_of_what_vouched_for_it() {
    let office = Office::new();
    let app = office.app();
    let spent = office.repository().with_lifetimes(lifetimes(1));
    spent.pack(&edition(2), Utc::now()).unwrap();
    spent.sign(&office.keys(&["targets", "snapshot", "timestamp"]), Utc::now()).unwrap();
    app.update(&office.source()).await.unwrap();
    // A year later, seen from the shelf: the same documents, run out. `held` looks at no clock at all, so what stands for
    // the year is a shelf whose metadata ran out before it was read.
    let expires = app.held().await[1].expires;
    assert!(expires < Utc::now() + days(2), "the term is told, so that the app can warn");
    assert_eq!(app.numbers().await, [1, 2], "and not enforced");
}

#[tokio::test]
async fn a_cut_off_download_changes_nothing_and_is_made_good_later() {
    let office = Office::new();
    let app = office.app();
    app.update(&office.source()).await.unwrap();
    office.publish(&edition(2), Utc::now());
    let path = targets_of(&office, 2, "edition.json");
    let cut = office.source().saying(&path, Err(SourceError::Unreachable));
    let error = app.update(&cut).await.unwrap_err();
    assert_eq!(error.code(), "rulebook-unreachable", "{error}");
    assert_eq!(app.numbers().await, [1], "what was held is held");
    assert_eq!(app.update(&office.source()).await.unwrap().added, [2], "the next look takes it");
}

#[tokio::test]
async fn a_damaged_file_on_disk_is_noticed_left_out_and_fetched_again() {
    let office = Office::new();
    office.publish(&edition(2), Utc::now());
    let app = office.app();
    app.update(&office.source()).await.unwrap();
    let name = targets_of(&office, 2, "edition.json");
    let sha256 = name.trim_start_matches("targets/").split('.').next().unwrap().to_owned();
    let path = app.folder.path().join("rulebook/files").join(sha256);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(app.numbers().await, [1], "a flipped bit on disk is not shown to a traveller");
    assert_eq!(app.update(&office.source()).await.unwrap().added, [2], "it is made good");
    assert_eq!(app.numbers().await, [1, 2], "and there again");
}

#[tokio::test]
async fn a_look_that_was_killed_leaves_no_trace() {
    let office = Office::new();
    let app = office.app();
    app.update(&office.source()).await.unwrap();
    let before = files_below(app.folder.path());
    office.publish(&edition(2), Utc::now());
    // The process dies while the file is on its way: the future is dropped there.
    let never = Never { source: office.source(), reached: Notify::new() };
    let shelf = app.shelf();
    tokio::select! {
        outcome = shelf.update(&never) => panic!("the look came to an end: {outcome:?}"),
        () = never.reached.notified() => {}
    }
    drop(shelf);
    assert_eq!(files_below(app.folder.path()), before, "the shelf is as it was, byte for byte");
    assert_eq!(app.update(&office.source()).await.unwrap().added, [2], "and can be used");
}

/// A repository that is never done sending a target.
struct Never {
    source: Lying,
    reached: Notify,
}

#[async_trait]
impl Source for Never {
    async fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        if path.starts_with("targets/") {
            self.reached.notify_one();
            return std::future::pending().await;
        }
        self.source.fetch(path, limit).await
    }
}

/// The path of a target.
fn targets_of(office: &Office, number: u32, name: &str) -> String {
    let ending = format!(".{number}/{name}");
    let files = files_below(&office.path());
    files.keys().find(|path| path.ends_with(&ending)).unwrap().clone()
}
