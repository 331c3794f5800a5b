//! Whose signatures count: roots that change hands, and signatures that are too few or wrong.

use chrono::Utc;
use editions::{RoleKeysOf, SourceError};
use serde_json::json;

use crate::common::*;
use crate::{bytes, file, held, meets};

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
