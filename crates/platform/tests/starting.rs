//! First and later starts, and what stops a start.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use platform::keys::{KEYS_FILE, KeysError};
use platform::{Config, Platform, StartError};

#[tokio::test]
async fn lost_or_broken_keys_stop_the_platform_and_nothing_is_made_anew() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    Sender::new(&running).declare(1, student()).await;
    running.shutdown().await;
    let path = data.path().join(KEYS_FILE);
    let right = std::fs::read(&path).unwrap();

    let again = || Platform::start(Config::new(([127, 0, 0, 1], 0).into(), data.path()));
    std::fs::write(&path, b"{}").unwrap();
    assert!(
        matches!(again().await, Err(StartError::Keys(KeysError::Broken(_)))),
        "a broken file is not replaced"
    );
    assert_eq!(std::fs::read(&path).unwrap(), b"{}", "it is left for somebody to look at");
    std::fs::remove_file(&path).unwrap();
    assert!(
        matches!(again().await, Err(StartError::Keys(KeysError::Missing(_)))),
        "lost keys are not invented"
    );
    assert!(!path.exists(), "none was made");
    put_back(&path, &right);
    again().await.unwrap().shutdown().await;
}

/// As an operator puts a key back from a copy.
fn put_back(path: &std::path::Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn keys_that_others_may_read_or_replace_are_refused_with_the_remedy() {
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    start(data.path()).await.shutdown().await;
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let again = || Platform::start(Config::new(([127, 0, 0, 1], 0).into(), data.path()));
    for (name, loose, tight) in [
        (KEYS_FILE, 0o640, 0o600),
        ("store-keys.json", 0o604, 0o600),
        ("rulebook-keys/timestamp.pem", 0o644, 0o600),
        ("rulebook-keys", 0o770, 0o700),
        ("day-keys", 0o755, 0o700),
        ("", 0o777, 0o700),
    ] {
        let path = data.path().join(name);
        set(&path, loose);
        let refused = again().await.unwrap_err().to_string();
        assert!(refused.contains("chmod"), "{name} with mode {loose:o} says what to do: {refused}");
        set(&path, tight);
        again().await.unwrap().shutdown().await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_keys() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("made/by/the/platform");
    let running = start(&data).await;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data.join(KEYS_FILE)), 0o600, "the keys are nobody else's");
    assert_eq!(mode(&data), 0o700, "nor is the directory that holds the declarations");
    let text = std::fs::read_to_string(&running.profile_path).unwrap();
    let secrets: serde_json::Value =
        serde_json::from_slice(&std::fs::read(data.join(KEYS_FILE)).unwrap()).unwrap();
    for (name, secrets) in secrets.as_object().unwrap() {
        for secret in secrets.as_array().unwrap() {
            assert!(!text.contains(secret.as_str().unwrap()), "the profile gives a secret {name} key away");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_lies_in_clear_is_nobody_elses_to_read_either() {
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    let database = data.path().join("declarations.db");
    // As a umask of 0 leaves what SQLite makes by itself.
    std::fs::write(&database, b"").unwrap();
    std::fs::set_permissions(&database, std::fs::Permissions::from_mode(0o666)).unwrap();
    let running = start(data.path()).await;
    assert_eq!(Sender::new(&running).declare(1, student()).await.status, 200);
    for entry in std::fs::read_dir(data.path()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o077;
        let is_public = name == "platform-profile.json" || name == "rulebook" || name == "in-use.lock";
        assert!(
            mode == 0 || is_public,
            "{name} has mode {mode:o} for others: ids, flights, counties, receipts"
        );
    }
    running.shutdown().await;
}

#[tokio::test]
async fn the_profile_follows_the_address_and_keeps_the_name_it_was_given() {
    let data = tempfile::tempdir().unwrap();
    let first = start(data.path()).await;
    let path = first.profile_path.clone();
    assert_eq!(profile(&first).url, format!("http://{}", first.addr), "by default the address listened on");
    first.shutdown().await;

    let mut renamed: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    renamed["name"] = "Hangzhou".into();
    std::fs::write(&path, renamed.to_string()).unwrap();
    let public = || Config {
        public_url: Some("https://platform.example/".into()),
        ..Config::new(([127, 0, 0, 1], 0).into(), data.path())
    };
    let second = Platform::start(public()).await.unwrap();
    assert_eq!(profile(&second).url, "https://platform.example", "the public address goes into the profile");
    assert_eq!(profile(&second).name, "Hangzhou", "a given name stays");
    second.shutdown().await;

    let written = std::fs::metadata(&path).unwrap().modified().unwrap();
    Platform::start(public()).await.unwrap().shutdown().await;
    assert_eq!(
        std::fs::metadata(&path).unwrap().modified().unwrap(),
        written,
        "nothing changed, nothing is written"
    );
}

#[tokio::test]
async fn what_cannot_work_is_said_at_the_start() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("a-file");
    std::fs::write(&file, b"").unwrap();
    let at = |path: &std::path::Path| Config::new(([127, 0, 0, 1], 0).into(), path);
    assert!(
        matches!(Platform::start(at(&file)).await, Err(StartError::Data { .. })),
        "a file is no directory"
    );
    let odd = Config { public_url: Some("platform.example".into()), ..at(data.path()) };
    assert!(matches!(Platform::start(odd).await, Err(StartError::PublicUrl)), "an address without a scheme");
    let running = start(data.path()).await;
    let taken = Config { listen: running.addr, ..at(data.path()) };
    assert!(matches!(Platform::start(taken).await, Err(StartError::Listen { .. })), "a port that is taken");
}

#[tokio::test]
async fn a_database_of_a_former_version_says_so_and_is_left_as_it_is() {
    let data = tempfile::tempdir().unwrap();
    start(data.path()).await.shutdown().await;
    let database = rusqlite::Connection::open(data.path().join("declarations.db")).unwrap();
    let cut =
        database.execute("UPDATE binding SET keys = substr(keys, 1, instr(keys, ' ') - 1)", []).unwrap();
    assert_eq!(cut, 1, "as it was bound before");
    drop(database);
    let refused = Platform::start(config(data.path())).await.unwrap_err();
    assert!(refused.to_string().contains("empty data directory"), "and what to do: {refused}");
}
