//! What each attack on a repository meets: its own code, and the editions that were held stay held.
//!
//! The scenarios are those that TUF's conformance suite asks of a client, each built with our own keys: what a
//! repository, a proxy or a thief of some of the keys could serve.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::Utc;
use common::*;
use editions::{RoleKeysOf, SourceError};
use serde_json::{Value, json};

/// An app that holds editions 1 and 2.
async fn held(office: &Office) -> App {
    office.publish(&edition(2), Utc::now());
    let app = office.app();
    app.update(&office.source()).await.unwrap();
    app
}

/// The update is refused with that code, and both editions are still held.
async fn meets(app: &App, source: &Lying, code: &str, why: &str) {
    let error = app.update(source).await.expect_err(why);
    assert_eq!(error.code(), code, "{why}: {error}");
    assert_eq!(app.numbers().await, [1, 2], "{why}: what was held is held");
}

fn bytes(value: &Value) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

fn file(office: &Office, name: &str) -> Vec<u8> {
    std::fs::read(office.path().join("metadata").join(name)).unwrap()
}

#[tokio::test]
async fn a_properly_signed_rotation_of_every_key_is_followed() {
    let mut office = Office::new();
    let app = held(&office).await;
    let fresh = ["r-4", "r-5", "r-6", "t-2", "s-2", "ts-2"].map(|name| office.make(name));
    let public =
        |range: std::ops::Range<usize>| fresh[range].iter().map(|key| key.public().clone()).collect();
    let change = RoleKeysOf {
        root: public(0..3),
        root_threshold: 2,
        targets: public(3..4),
        snapshot: public(4..5),
        timestamp: public(5..6),
        ..RoleKeysOf::default()
    };
    let repository = office.repository();
    assert_eq!(repository.rotate_root(&change, Utc::now()).unwrap(), 2, "the next root");
    let waiting = repository.sign(&office.keys(&["root-1"]), Utc::now()).unwrap().waiting;
    assert_eq!(waiting.len(), 2, "neither the old holders nor the new are enough yet: {waiting:?}");
    assert_eq!((waiting[0].has, waiting[0].needs), (1, 2), "one of two old ones has signed");
    let waiting = repository.sign(&office.keys(&["root-3", "r-4", "r-5"]), Utc::now()).unwrap().waiting;
    assert_eq!(waiting[0].by, "targets", "the list needs its new holder before anything is published");
    assert_eq!(
        app.update(&office.source()).await.unwrap().newest,
        2,
        "until then nothing has changed for apps"
    );
    let done = repository.sign(&office.keys(&["t-2", "s-2", "ts-2"]), Utc::now()).unwrap();
    assert_eq!(
        done.published.last().map(String::as_str),
        Some("timestamp.json"),
        "the pointer comes last: {done:?}"
    );
    assert!(done.published.contains(&"2.root.json".into()), "the root is out: {done:?}");

    assert!(
        app.update(&office.source()).await.unwrap().added.is_empty(),
        "the same editions under the new keys"
    );
    repository.pack(&edition(3), Utc::now()).unwrap();
    office.targets = office.key("t-2");
    repository.sign(&office.keys(&["t-2", "s-2", "ts-2"]), Utc::now()).unwrap();
    assert_eq!(app.update(&office.source()).await.unwrap().added, [3], "and what the new keys sign is taken");
    let late = office.app();
    assert_eq!(
        late.update(&office.source()).await.unwrap().newest,
        3,
        "also by an app that has only the first root"
    );
    let mut later = office.app();
    later.root = office.metadata("2.root.json");
    assert_eq!(
        later.update(&office.source()).await.unwrap().newest,
        3,
        "and by one that was given the second"
    );
}

#[tokio::test]
async fn a_new_profile_root_finds_what_an_older_one_took() {
    let office = Office::new();
    let mut app = held(&office).await;
    office.repository().rotate_root(&RoleKeysOf::default(), Utc::now()).unwrap();
    office.sign(Utc::now());
    app.root = office.metadata("2.root.json");
    assert_eq!(app.numbers().await, [1, 2], "the held chain leads to the new root in one step");
    let stranger = Office::new();
    app.root = stranger.root_json();
    assert!(app.held().await.is_empty(), "another platform's root vouches for nothing here");
    assert_eq!(
        app.update(&stranger.source()).await.unwrap().added,
        [1],
        "and the shelf can be begun anew under it"
    );
}

#[tokio::test]
async fn a_root_without_enough_signatures_of_old_and_new_is_refused() {
    let office = Office::new();
    let app = held(&office).await;
    let thief = Office::new();
    thief.repository().rotate_root(&RoleKeysOf::default(), Utc::now()).unwrap();
    thief.sign(Utc::now());
    let theirs = file(&thief, "2.root.json");
    let source = office.source().saying("metadata/2.root.json", Ok(theirs));
    meets(&app, &source, "rulebook-root-refused", "a root by other keys").await;

    office.repository().rotate_root(&RoleKeysOf::default(), Utc::now()).unwrap();
    office.sign(Utc::now());
    let whole = office.metadata("2.root.json");
    let mut one = whole.clone();
    one["signatures"].as_array_mut().unwrap().truncate(1);
    let source = office.source().saying("metadata/2.root.json", Ok(bytes(&one)));
    meets(&app, &source, "rulebook-root-refused", "one of two signatures").await;
    let mut twice = one.clone();
    let again = twice["signatures"][0].clone();
    twice["signatures"].as_array_mut().unwrap().push(again);
    let source = office.source().saying("metadata/2.root.json", Ok(bytes(&twice)));
    meets(&app, &source, "rulebook-root-refused", "the same signature twice").await;
    let source = office.source().saying("metadata/2.root.json", Ok(file(&office, "1.root.json")));
    meets(&app, &source, "rulebook-rollback", "the first root under the second's name").await;
    let mut skipped = whole.clone();
    skipped["signed"]["version"] = json!(3);
    let source = office.source().saying("metadata/2.root.json", Ok(bytes(&skipped)));
    meets(&app, &source, "rulebook-root-refused", "a version that nobody signed").await;
    assert_eq!(
        app.update(&office.source()).await.unwrap().newest,
        2,
        "the right one is followed after all that"
    );
    let none = Lying::new(office.path()).saying("metadata/2.root.json", Err(SourceError::NotFound));
    assert!(app.update(&none).await.is_ok(), "a root that was followed is not needed again");
}

#[tokio::test]
async fn a_profile_root_that_is_none_is_refused() {
    let office = Office::new();
    for (root, why) in [
        (json!({}), "nothing"),
        (json!("1.root.json"), "a name"),
        (office.metadata("timestamp.json"), "another role"),
        (
            {
                let mut root = office.root_json();
                root["signatures"] = json!([]);
                root
            },
            "a root that nobody signed",
        ),
        (
            {
                let mut root = office.root_json();
                root["signed"]["roles"]["root"]["threshold"] = json!(1);
                root
            },
            "a root that was made weaker",
        ),
    ] {
        let app = App::new(&root);
        assert_eq!(app.update(&office.source()).await.unwrap_err().code(), "rulebook-root-refused", "{why}");
        assert_eq!(app.shelf().held().await.unwrap_err().code(), "rulebook-root-refused", "{why}");
    }
}

#[tokio::test]
async fn too_few_or_wrong_signatures_on_any_role_are_refused() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    let unsigned = |name: &str| {
        let mut document = office.metadata(name);
        document["signatures"] = json!([]);
        bytes(&document)
    };
    let source = office.source().saying("metadata/timestamp.json", Ok(unsigned("timestamp.json")));
    meets(&app, &source, "rulebook-threshold", "a timestamp that nobody signed").await;
    let mut other = office.metadata("timestamp.json");
    other["signed"]["version"] = json!(99);
    let source = office.source().saying("metadata/timestamp.json", Ok(bytes(&other)));
    meets(&app, &source, "rulebook-threshold", "a timestamp that was changed after it was signed").await;
    let mut swapped = office.metadata("timestamp.json");
    let theirs = office.metadata("3.targets.json")["signatures"].clone();
    swapped["signatures"] = theirs;
    let source = office.source().saying("metadata/timestamp.json", Ok(bytes(&swapped)));
    meets(&app, &source, "rulebook-threshold", "a key of another role").await;
    let source = office.source().saying("metadata/timestamp.json", Ok(file(&office, "3.snapshot.json")));
    meets(&app, &source, "rulebook-threshold", "a snapshot for a timestamp").await;
}

#[tokio::test]
async fn what_is_older_than_what_was_seen_is_refused() {
    let office = Office::new();
    let first = Lying::new(office.path());
    let old: Vec<_> = ["timestamp.json", "1.snapshot.json", "1.targets.json"]
        .map(|name| (format!("metadata/{name}"), file(&office, name)))
        .into();
    drop(first);
    let app = held(&office).await;
    let mut source = office.source();
    for (path, document) in old {
        source = source.saying(&path, Ok(document));
    }
    meets(&app, &source, "rulebook-rollback", "the repository as it was a day ago").await;
}

/// Signs documents that no tool of ours would make, as a thief of the online keys could.
fn forged(office: &Office, snapshot: u64, targets: u64, timestamp: u64) -> Lying {
    let mut source = office.source();
    let listed = file(office, &format!("{targets}.targets.json"));
    let mut document = office.metadata("2.snapshot.json")["signed"].clone();
    document["version"] = json!(snapshot);
    document["meta"]["targets.json"] = meta(&listed, targets);
    let signed = common::signed(&document, &office.key("snapshot"));
    let mut pointer = office.metadata("timestamp.json")["signed"].clone();
    pointer["version"] = json!(timestamp);
    pointer["meta"]["snapshot.json"] = meta(&signed, snapshot);
    source = source.saying(&format!("metadata/{snapshot}.snapshot.json"), Ok(signed));
    source.saying("metadata/timestamp.json", Ok(common::signed(&pointer, &office.key("timestamp"))))
}

fn meta(document: &[u8], version: u64) -> Value {
    json!({ "version": version, "length": document.len(), "hashes": { "sha256": sha256(document) } })
}

#[tokio::test]
async fn a_thief_of_the_online_keys_cannot_bring_back_an_older_list() {
    let office = Office::new();
    let app = held(&office).await;
    meets(&app, &forged(&office, 3, 1, 3), "rulebook-rollback", "an older list under a newer snapshot").await;
    meets(&app, &forged(&office, 1, 1, 4), "rulebook-rollback", "an older snapshot under a newer timestamp")
        .await;
    assert_eq!(
        app.update(&forged(&office, 3, 2, 5)).await.unwrap().newest,
        2,
        "the thief can only say the same again"
    );
}

#[tokio::test]
async fn a_rotation_of_online_keys_heals_a_version_that_a_thief_drove_up() {
    let office = Office::new();
    let app = held(&office).await;
    app.update(&forged(&office, 900, 2, 900)).await.unwrap();
    meets(&app, &office.source(), "rulebook-rollback", "the honest repository seems old").await;
    let fresh = [office.make("s-2"), office.make("ts-2")];
    let change = RoleKeysOf {
        snapshot: vec![fresh[0].public().clone()],
        timestamp: vec![fresh[1].public().clone()],
        ..RoleKeysOf::default()
    };
    office.repository().rotate_root(&change, Utc::now()).unwrap();
    let keys = office.keys(&["root-1", "root-2", "s-2", "ts-2"]);
    assert_eq!(office.repository().sign(&keys, Utc::now()).unwrap().waiting, [], "the new keys are in");
    assert_eq!(app.update(&office.source()).await.unwrap().newest, 2, "and apps come back");
}

#[tokio::test]
async fn what_has_run_out_is_refused_at_a_look_and_not_on_the_shelf() {
    let office = Office::new();
    let app = held(&office).await;
    let long_ago = Utc::now() - days(40);
    let keys = office.keys(&["snapshot", "timestamp"]);
    office.repository().sign(&keys, long_ago).unwrap();
    meets(&app, &office.source(), "rulebook-frozen", "a timestamp of last month").await;
    office.repository().sign(&keys, Utc::now()).unwrap();
    office.repository().renew(Utc::now() - days(300)).unwrap();
    office.sign(Utc::now());
    meets(&app, &office.source(), "rulebook-frozen", "a list of last year").await;
    office.repository().renew(Utc::now()).unwrap();
    office.sign(Utc::now());
    office.repository().rotate_root(&RoleKeysOf::default(), Utc::now() - days(500)).unwrap();
    office.sign(Utc::now());
    meets(&app, &office.source(), "rulebook-frozen", "a root of the year before last").await;
    office.repository().rotate_root(&RoleKeysOf::default(), Utc::now()).unwrap();
    office.sign(Utc::now());
    assert_eq!(
        app.update(&office.source()).await.unwrap().newest,
        2,
        "an expired root on the way to a fresh one is fine"
    );
}

#[tokio::test]
async fn parts_that_do_not_belong_together_are_refused() {
    let office = Office::new();
    let first = file(&office, "1.targets.json");
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    let mixed = [
        (
            "metadata/3.snapshot.json",
            file(&office, "2.snapshot.json"),
            "an older snapshot under the newer name",
        ),
        ("metadata/3.targets.json", first, "an older list under the newer name"),
        ("metadata/3.targets.json", file(&office, "3.snapshot.json"), "a snapshot for a list"),
        ("metadata/timestamp.json", b"<html>Welcome to the hotel</html>".to_vec(), "a login page"),
        ("metadata/timestamp.json", Vec::new(), "nothing"),
        ("metadata/2.root.json", b"<html>Welcome to the hotel</html>".to_vec(), "a login page for a root"),
    ];
    for (path, answer, why) in mixed {
        meets(&app, &office.source().saying(path, Ok(answer)), "rulebook-mismatch", why).await;
    }
    let targets: Vec<_> =
        files_below(&office.path()).into_keys().filter(|path| path.starts_with("targets/")).collect();
    let third = targets.iter().find(|path| path.ends_with(".3/edition.json")).unwrap();
    let second = targets.iter().find(|path| path.ends_with(".2/edition.json")).unwrap();
    let swapped = std::fs::read(office.path().join(second)).unwrap();
    let source = office.source().saying(third, Ok(swapped));
    meets(&app, &source, "rulebook-mismatch", "another edition's file").await;
    let mut cut = std::fs::read(office.path().join(third)).unwrap();
    cut.pop();
    meets(&app, &office.source().saying(third, Ok(cut)), "rulebook-mismatch", "a file that lost its end")
        .await;
}

#[tokio::test]
async fn more_data_than_was_signed_or_is_sensible_is_refused() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    let endless = |name: &str, spaces: usize| {
        let mut document = file(&office, name);
        document.extend(std::iter::repeat_n(b' ', spaces));
        document
    };
    for (path, answer, why) in [
        ("metadata/2.root.json", endless("1.root.json", 70_000), "an endless root"),
        ("metadata/timestamp.json", endless("timestamp.json", 20_000), "an endless timestamp"),
        (
            "metadata/3.snapshot.json",
            endless("3.snapshot.json", 1),
            "a snapshot longer than the timestamp says",
        ),
        ("metadata/3.targets.json", endless("3.targets.json", 1), "a list longer than the snapshot says"),
    ] {
        meets(&app, &office.source().saying(path, Ok(answer)), "rulebook-oversized", why).await;
        let too_large = office.source().saying(path, Err(SourceError::TooLarge));
        meets(&app, &too_large, "rulebook-oversized", why).await;
    }
    let files = files_below(&office.path());
    let (path, bytes) = files.iter().find(|(path, _)| path.ends_with(".3/edition.json")).unwrap();
    let longer = [bytes.as_slice(), b" "].concat();
    meets(&app, &office.source().saying(path, Ok(longer)), "rulebook-oversized", "a file longer than signed")
        .await;
}

#[tokio::test]
async fn a_repository_that_does_not_answer_is_not_an_attack() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    for path in [
        "metadata/2.root.json",
        "metadata/timestamp.json",
        "metadata/3.snapshot.json",
        "metadata/3.targets.json",
    ] {
        let source = office.source().saying(path, Err(SourceError::Unreachable));
        meets(&app, &source, "rulebook-unreachable", path).await;
    }
    for path in ["metadata/timestamp.json", "metadata/3.snapshot.json", "metadata/3.targets.json"] {
        let source = office.source().saying(path, Err(SourceError::NotFound));
        meets(&app, &source, "rulebook-unreachable", path).await;
    }
    assert_eq!(app.update(&office.source()).await.unwrap().added, [3], "once it answers, all is taken");
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_noticed() {
    let office = Office::new();
    let app = held(&office).await;
    let path = app.folder.path().join("rulebook/trust.json.z");
    let packed = std::fs::File::open(&path).unwrap();
    let mut trust: Value = serde_json::from_reader(flate2::read::ZlibDecoder::new(packed)).unwrap();
    let later = Utc::now() + days(2);
    trust["held"]["looked_at"] = json!(later);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &bytes(&trust)).unwrap();
    std::fs::write(&path, packed.finish().unwrap()).unwrap();
    meets(&app, &office.source(), "rulebook-clock-back", "the last look was the day after tomorrow").await;
}

#[tokio::test]
async fn a_clock_that_once_ran_ahead_does_not_close_the_shelf_for_ever() {
    let office = Office::new();
    let app = held(&office).await;
    office.repository().sign(&office.keys(&["snapshot", "timestamp"]), Utc::now() - days(40)).unwrap();
    // To a machine whose clock runs ahead, everything has run out: nothing of its time is remembered.
    meets(&app, &office.source(), "rulebook-frozen", "to that clock all is old").await;
    office.repository().sign(&office.keys(&["snapshot", "timestamp"]), Utc::now()).unwrap();
    assert_eq!(app.update(&office.source()).await.unwrap().newest, 2, "with the clock put right it goes on");
}

#[tokio::test]
async fn a_signed_edition_that_does_not_prove_is_refused_and_those_beside_it_are_taken() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    office.inject(4, |files| {
        let policy = files.0.get_mut("code-policy.json").unwrap();
        *policy = String::from_utf8(policy.clone())
            .unwrap()
            .replacen("facts.", "answers.about.nationality + facts.", 1)
            .into();
    });
    let error = app.update(&office.source()).await.unwrap_err();
    assert_eq!(
        error.code(),
        "rulebook-edition-refused",
        "nationality colours no code, whoever signs it: {error}"
    );
    assert!(
        matches!(&error, editions::EditionsError::EditionRefused { number: 4, refusal } if refusal.file == "code-policy.json"),
        "{error}"
    );
    assert_eq!(app.numbers().await, [1, 2, 3], "the one before it is good");
    office.inject(5, |files| {
        let head = files.0.get_mut("edition.json").unwrap();
        *head = String::from_utf8(head.clone()).unwrap().replace("\"number\":5", "\"number\":6").into();
    });
    let error = app.update(&office.source()).await.unwrap_err();
    assert_eq!(error.code(), "rulebook-mismatch", "edition 6 under the name of 5: {error}");
    assert_eq!(app.numbers().await, [1, 2, 3], "nothing is lost");
}
