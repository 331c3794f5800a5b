//! What is older than it should be, and clocks that are wrong.

use chrono::Utc;
use editions::RoleKeysOf;
use serde_json::{Value, json};

use crate::common::*;
use crate::{bytes, file, held, meets};

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
    let gathered = signed(&document, &office.key("snapshot"));
    let mut pointer = office.metadata("timestamp.json")["signed"].clone();
    pointer["version"] = json!(timestamp);
    pointer["meta"]["snapshot.json"] = meta(&gathered, snapshot);
    source = source.saying(&format!("metadata/{snapshot}.snapshot.json"), Ok(gathered));
    source.saying("metadata/timestamp.json", Ok(signed(&pointer, &office.key("timestamp"))))
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
