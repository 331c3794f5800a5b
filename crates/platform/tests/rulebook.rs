//! The repository of editions over HTTP: served, renewed, replaced under a running platform, and what is taken until when.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use chrono::Utc;
use common::staff::sign_in;
use common::*;
use editions::{Repository, RoleKey, RoleKeysOf, Shelf, Source, SourceError};
use health_code::{CodeKey, verify_sample};
use platform::staff::Role;
use platform::{Config, Limits, Platform, Running, ServedError, StartError};
use platform_api::RulebookNotice;
use rulebook::Files;
use serde_json::{Value, json};

/// The platform's repository as an app reaches it.
struct OverHttp(std::net::SocketAddr);

#[async_trait]
impl Source for OverHttp {
    async fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let answer = request(self.0, "GET", &format!("/v2/rulebook/{path}"), &[], b"").await;
        match answer.status {
            200 if answer.body.len() as u64 <= limit => Ok(answer.body),
            200 => Err(SourceError::TooLarge),
            404 => Err(SourceError::NotFound),
            _ => Err(SourceError::Unreachable),
        }
    }
}

fn shelf(folder: &Path, running: &Running) -> Shelf {
    Shelf::new(folder, &profile(running).rulebook_root)
}

/// The bundled edition under the next number, with other words in its head.
fn second(changes: Value) -> Files {
    let mut files = Files::bundled();
    let mut head: Value = serde_json::from_slice(&files.0["edition.json"]).unwrap();
    (head["number"], head["replaces"]) = (2.into(), 1.into());
    for (name, value) in changes.as_object().unwrap() {
        head[name] = value.clone();
    }
    files.0.insert("edition.json".into(), head.to_string().into_bytes());
    files
}

/// An officer's repository with the bundled edition, beside a platform's data.
fn officers(folder: &Path) -> (Repository, Vec<RoleKey>) {
    let keys: Vec<_> = ["r", "t", "s", "ts"]
        .iter()
        .map(|name| RoleKey::make(&folder.join(format!("{name}.pem"))).unwrap())
        .collect();
    let public = |at: usize| vec![keys[at].public().clone()];
    let repository = Repository::at(folder.join("repository"));
    let roles = RoleKeysOf {
        root: public(0),
        root_threshold: 1,
        targets: public(1),
        targets_threshold: 1,
        snapshot: public(2),
        timestamp: public(3),
    };
    repository.init(&roles, Utc::now()).unwrap();
    repository.pack(&Files::bundled(), Utc::now()).unwrap();
    repository.sign(&keys, Utc::now()).unwrap();
    (repository, keys)
}

async fn serving(repository: &Repository, data: &Path) -> Running {
    let clock = std::sync::Arc::new(now);
    let rulebook = Some(repository.path().to_owned());
    Platform::start(Config { clock, rulebook, ..Config::new(([127, 0, 0, 1], 0).into(), data) })
        .await
        .unwrap()
}

async fn notice(running: &Running) -> RulebookNotice {
    let answer = request(running.addr, "GET", "/v2/rulebook", &[], b"").await;
    serde_json::from_slice(&answer.body).unwrap()
}

/// A risk list of that number on which nothing stands, beside what is changed.
fn list(number: u32, changes: Value) -> Vec<u8> {
    let mut list = json!({ "number": number, "issued": "2026-11-22", "places": [], "flights": [] });
    for (name, value) in changes.as_object().unwrap() {
        list[name] = value.clone();
    }
    list.to_string().into_bytes()
}

/// A platform that judges again at once what officers have published, and may be asked until it has.
async fn judging(data: &Path, repository: &Path) -> Running {
    let config = Config {
        rulebook: Some(repository.to_owned()),
        judges_every: Duration::from_millis(5),
        limits: Limits { requests_a_second: 100_000, requests_at_once: 100_000, ..Limits::default() },
        ..config(data)
    };
    Platform::start(config).await.unwrap()
}

#[tokio::test]
async fn what_was_declared_is_judged_by_a_newer_risk_list_as_soon_as_it_is_published() {
    let (office, data, app) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (repository, keys) = officers(office.path());
    let running = judging(data.path(), repository.path()).await;
    let sender = Sender::new(&running);
    let trader = testkit::travellers::trader_from_madrid(today()).answers;
    assert_eq!(sender.declare(1, trader).await.status, 200, "from Spain, which is on the list");
    let code = async || {
        let keys = sender.profile.code_keys.iter();
        let keys: Vec<_> =
            keys.map(|key| CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap()).collect();
        verify_sample(&sender.stands().await.code.unwrap(), &keys, now()).unwrap().claims
    };
    let first = code().await;
    assert_eq!((first.rule.as_str(), first.list.number), ("orange-severe-stay", 1), "by the edition's own");

    let refused = |list: &[u8]| repository.pack_list(list, Utc::now()).is_err();
    assert!(refused(&list(1, json!({}))), "a list never changes: the next has the next number");
    let row =
        json!({ "country": "ATL", "class": "severe", "since": "2026-11-01", "source": "sample-2026-11" });
    assert!(refused(&list(2, json!({ "places": [row] }))), "it names countries that there are");
    let row = json!({ "country": "ESP", "class": "severe", "since": "2026-11-01", "source": "design" });
    assert!(refused(&list(2, json!({ "places": [row] }))), "the software's design gives nobody a class");
    let publish = |list: &[u8]| {
        repository.pack_list(list, Utc::now()).unwrap();
        repository.sign(&keys, Utc::now()).unwrap();
    };
    publish(&list(2, json!({})));
    let newer = async |number: u32| loop {
        let code = code().await;
        if code.list.number == number {
            return code;
        }
    };
    let second = tokio::time::timeout(Duration::from_secs(30), newer(2)).await.unwrap();
    assert_eq!(second.rule, "green-no-risk", "Spain is on it no more");
    assert_eq!(second.edition, 1, "by the same edition");
    assert_eq!(second.list.issued, today(), "the code says which list it rests on, and of which day");

    let update = shelf(app.path(), &running).update(&OverHttp(running.addr)).await.unwrap();
    assert_eq!((update.added, update.lists), (vec![1], vec![2]), "an app takes it as well");
    let held = shelf(app.path(), &running).held().await.unwrap();
    let numbers: Vec<_> =
        held[0].files.with_newer_lists(&held[0].lists).iter().map(Files::list_number).collect();
    assert_eq!(numbers, [Some(2), Some(1)], "the newest first, the edition's own last");

    let own = json!({ "id": "notice-9", "title": "Notice 9", "date": "2026-11-22" });
    let row = json!({ "country": "PRT", "class": "elevated", "since": "2026-11-01", "source": "notice-9" });
    publish(&list(3, json!({ "sources": [own], "places": [row] })));
    let third = tokio::time::timeout(Duration::from_secs(30), newer(3)).await.unwrap();
    assert_eq!(third.rule, "yellow-elevated-stay", "a list brings its own notices");
    running.shutdown().await;
}

#[tokio::test]
async fn a_code_of_the_sample_finds_nobody_once_the_rules_are_real() {
    let (office, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (repository, keys) = officers(office.path());
    let running = judging(data.path(), repository.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "she declares while the rules are a sample");
    let code = sender.stands().await.code.unwrap();
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let find = async || port.post("/desk/api/find", json!({ "words": &code, "born": "" })).await;
    let found = find().await;
    assert_eq!(found.status, 200, "which counts as long as they are one: {}", found.json());
    repository.pack(&second(json!({ "sample": false })), Utc::now()).unwrap();
    repository.sign(&keys, Utc::now()).unwrap();
    let refused = async {
        loop {
            let answer = find().await;
            if answer.status != 200 {
                return answer.refusal();
            }
        }
    };
    let refused = tokio::time::timeout(Duration::from_secs(30), refused).await.unwrap();
    assert_eq!(refused, refusal(409, "code-is-sample"), "once real ones are published it opens nobody");
    running.shutdown().await;
}

#[tokio::test]
async fn a_platform_makes_a_repository_at_its_first_start_that_an_app_can_take_from() {
    let (data, app) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let running = start(data.path()).await;
    let update = shelf(app.path(), &running).update(&OverHttp(running.addr)).await.unwrap();
    assert_eq!((update.newest, update.added), (1, vec![1]), "the edition that the program was built with");
    let root = profile(&running).rulebook_root;
    running.shutdown().await;

    let again = start(data.path()).await;
    assert_eq!(profile(&again).rulebook_root, root, "a second start makes no other root");
    let held = shelf(app.path(), &again).held().await.unwrap();
    assert_eq!(held[0].files, Files::bundled(), "what was taken is good under it");
    assert!(
        shelf(app.path(), &again).update(&OverHttp(again.addr)).await.unwrap().added.is_empty(),
        "nothing is newer"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_keys_of_the_repository_and_lost_ones_are_not_made_anew() {
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let keys = data.path().join("rulebook-keys");
    assert_eq!(mode(&keys), 0o700, "nobody else may enter");
    for role in ["root", "targets", "snapshot", "timestamp"] {
        assert_eq!(mode(&keys.join(format!("{role}.pem"))), 0o600, "the {role} key is nobody else's");
    }
    running.shutdown().await;
    std::fs::remove_file(keys.join("targets.pem")).unwrap();
    let again = Platform::start(Config::new(([127, 0, 0, 1], 0).into(), data.path())).await;
    let missing = matches!(&again, Err(StartError::Served(ServedError::KeyMissing(path))) if path.ends_with("targets.pem"));
    assert!(missing, "apps trust the old key: {again:?}");
    assert!(!keys.join("targets.pem").exists(), "none was made");
}

#[tokio::test]
async fn files_are_cached_by_what_their_names_promise_and_nothing_else_is_given_away() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let get = async |path: &str| request(running.addr, "GET", path, &[], b"").await;
    let root = get("/v2/rulebook/metadata/1.root.json").await;
    assert_eq!(
        (root.status, root.header("content-type")),
        (200, Some("application/json")),
        "a root is served"
    );
    assert_eq!(
        root.header("cache-control"),
        Some("public, max-age=31536000, immutable"),
        "a version never changes"
    );
    let timestamp = get("/v2/rulebook/metadata/timestamp.json").await;
    assert_eq!(timestamp.header("cache-control"), Some("no-cache"), "the timestamp does");
    let none = get("/v2/rulebook/metadata/2.root.json").await;
    assert_eq!(none.refusal(), refusal(404, "not-found"), "there is no second root");
    assert_eq!(none.header("cache-control"), Some("no-store"), "and nobody may remember that for a year");
    let key = std::fs::read(data.path().join("rulebook-keys/root.pem")).unwrap();
    for path in [
        "/v2/rulebook/metadata/..%2f..%2frulebook-keys%2froot.pem",
        "/v2/rulebook/metadata/%2e%2e%2frulebook-keys%2froot.pem",
        "/v2/rulebook/targets/../../rulebook-keys/root.pem",
        "/v2/rulebook/targets/..%2f..%2f..%2frulebook-keys%2froot.pem",
        "/v2/rulebook/targets/%2fetc%2fpasswd",
        "/v2/rulebook/targets//etc/passwd",
        "/v2/rulebook/targets/..%5c..%5crulebook-keys%5croot.pem",
        "/v2/rulebook/targets/",
        "/v2/rulebook/targets/%00",
        "/v2/rulebook/metadata/..",
        "/v2/rulebook/draft/root.json",
        "/v2/rulebook/lock",
    ] {
        let answer = get(path).await;
        assert!(matches!(answer.status, 400 | 404), "{path} is nothing that is served: {}", answer.status);
        assert_ne!(answer.body, key, "least of all a key");
    }
}

/// An office copies its files one after the other, and somebody asks in between.
#[tokio::test]
async fn what_could_not_be_read_at_first_is_taken_once_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (repository, keys) = officers(folder.path());
    let data = tempfile::tempdir().unwrap();
    let running = serving(&repository, data.path()).await;
    repository.pack(&second(json!({ "valid_from": "2026-11-20" })), Utc::now()).unwrap();
    repository.sign(&keys, Utc::now()).unwrap();
    let (targets, on_the_way) = (repository.path().join("targets"), repository.path().join("on-the-way"));
    std::fs::rename(&targets, &on_the_way).unwrap();
    assert_eq!(notice(&running).await.current, 1, "half of it is nobody's edition");
    std::fs::rename(&on_the_way, &targets).unwrap();
    let taken = async {
        while notice(&running).await.current != 2 {
            tokio::time::sleep(Duration::from_millis(50)).await; // nobody publishes anything more
        }
    };
    tokio::time::timeout(Duration::from_secs(30), taken).await.expect("the same publication is read again");
    running.shutdown().await;
}

#[tokio::test]
async fn an_officers_edition_is_taken_by_a_running_platform_and_by_an_app() {
    let folder = tempfile::tempdir().unwrap();
    let (repository, keys) = officers(folder.path());
    let (data, app) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let running = serving(&repository, data.path()).await;
    let sender = Sender::new(&running);
    let under_second = |sender: &Sender| {
        let submission = platform_api::Submission { edition: 2, ..sender.submission(1, student()) };
        sender.seal(&submission)
    };
    let early = sender.put(1, &under_second(&sender)).await;
    assert_eq!(early.refusal(), refusal(503, "edition-not-yet"), "nobody has heard of edition 2 yet");
    assert_eq!(early.problem().refusal, None, "which is not the last word");

    let edition = second(json!({ "valid_from": "2026-11-20", "replaced_taken_until": "2026-12-06" }));
    repository.pack(&edition, Utc::now()).unwrap();
    assert_eq!(notice(&running).await.current, 1, "a draft is nobody's edition");
    repository.sign(&keys, Utc::now()).unwrap();

    let update = shelf(app.path(), &running).update(&OverHttp(running.addr)).await.unwrap();
    assert_eq!((update.newest, update.added), (2, vec![1, 2]), "an app takes it");
    let notice = notice(&running).await;
    assert_eq!(notice.current, 2, "the platform says so without a restart");
    assert_eq!(
        notice.editions[0].taken_until,
        "2026-12-06".parse().ok(),
        "and until when the first is taken"
    );
    assert_eq!(notice.editions[1].taken_until, None, "the second has no end yet");
    let envelope = under_second(&sender);
    let taken = sender.put(1, &envelope).await;
    sender.check(&taken, 1, &envelope).expect("a receipt for a declaration under edition 2");
    let other = Sender::new(&running);
    assert_eq!(other.declare(1, student()).await.status, 200, "edition 1 is still taken");
}

#[tokio::test]
async fn a_replaced_edition_is_refused_after_its_last_day() {
    let folder = tempfile::tempdir().unwrap();
    let (repository, keys) = officers(folder.path());
    let edition = second(json!({ "valid_from": "2026-11-01", "replaced_taken_until": "2026-11-21" }));
    repository.pack(&edition, Utc::now()).unwrap();
    repository.sign(&keys, Utc::now()).unwrap();
    let data = tempfile::tempdir().unwrap();
    let running = serving(&repository, data.path()).await;
    let refused = Sender::new(&running).declare(1, student()).await;
    assert_eq!(refused.refusal(), refusal(422, "edition-not-taken"), "yesterday was its last day");
    let numbers: Vec<_> = notice(&running).await.editions.iter().map(|edition| edition.number).collect();
    assert_eq!(numbers, [2], "the platform names what it takes");
}

#[tokio::test]
async fn a_repository_that_was_damaged_changes_nothing_of_what_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (repository, keys) = officers(folder.path());
    let data = tempfile::tempdir().unwrap();
    let running = serving(&repository, data.path()).await;
    repository.pack(&second(json!({})), Utc::now()).unwrap();
    repository.sign(&keys, Utc::now()).unwrap();
    let snapshot = repository.path().join("metadata/2.snapshot.json");
    let mut bytes = std::fs::read(&snapshot).unwrap();
    bytes[40] ^= 4;
    std::fs::write(&snapshot, bytes).unwrap();
    assert_eq!(notice(&running).await.current, 1, "what does not verify is not taken");
    assert_eq!(
        Sender::new(&running).declare(1, student()).await.status,
        200,
        "and nobody is sent away for it"
    );
}

#[tokio::test]
async fn a_timestamp_that_runs_out_is_renewed_when_it_is_asked_for() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let path = data.path().join("rulebook");
    // The platform's keys sign a timestamp of one day; half of the usual term is more than that.
    let day = chrono::TimeDelta::days(1);
    let short = Repository::at(&path)
        .with_lifetimes(editions::Lifetimes { timestamp: day, ..editions::Lifetimes::default() });
    let key = |role: &str| RoleKey::read(&data.path().join(format!("rulebook-keys/{role}.pem"))).unwrap();
    assert!(short.refresh(&[key("snapshot"), key("timestamp")], Utc::now()).unwrap(), "the keys may");
    let version = async || {
        let answer = request(running.addr, "GET", "/v2/rulebook/metadata/timestamp.json", &[], b"").await;
        let expires =
            answer.json()["signed"]["expires"].as_str().unwrap().parse::<chrono::DateTime<Utc>>().unwrap();
        (answer.json()["signed"]["version"].as_u64().unwrap(), expires)
    };
    let (renewed, expires) = version().await;
    assert_eq!(renewed, 3, "one at the start, the short one, and the renewed one");
    assert!(expires > Utc::now() + day * 6, "it holds for a week again");
    assert_eq!(version().await.0, 3, "and is not renewed with every question");
    let app = tempfile::tempdir().unwrap();
    shelf(app.path(), &running).update(&OverHttp(running.addr)).await.unwrap();
}
