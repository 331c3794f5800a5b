//! The program itself: one line when ready, a good end when told to stop.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use common::*;

#[tokio::test]
async fn it_prints_one_line_serves_and_ends_well_when_told_to() {
    let data = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_guitu-platform"))
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(program.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let addr = line.trim_end().strip_prefix("listening on http://").expect("the ready line").parse().unwrap();
    let id = uuid::Uuid::now_v7();
    assert_eq!(
        request(addr, "GET", "/healthz", &[], b"").await.status,
        200,
        "it answers as soon as it says so"
    );
    request(addr, "GET", &format!("/v2/declarations/{id}"), &[("Authorization", "Bearer secret")], b"").await;

    let stopped = Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
    assert!(stopped.success(), "the signal was sent");
    assert!(program.wait().unwrap().success(), "being told to stop is not a failure");
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "nothing else is ever printed");
    let mut log = String::new();
    program.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(
        log.contains("first start: this process alone"),
        "whoever runs it reads who holds the keys: {log}"
    );
    assert!(log.contains("/v2/declarations/{id}"), "requests are logged by route: {log}");
    assert!(!log.contains(&id.to_string()) && !log.contains("secret"), "but no id and no token: {log}");
}

#[tokio::test]
async fn under_a_umask_of_nought_what_it_makes_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("platform");
    let mut program = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" --listen 127.0.0.1:0 --data \"$1\""])
        .arg(env!("CARGO_BIN_EXE_guitu-platform"))
        .arg(&data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on"), "it is up: {line}");
    let loose = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o077;
    assert_eq!(loose(&data), 0, "nobody else looks into its folder");
    let mut folders = vec![data.clone()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&data).unwrap().display().to_string();
            // What apps are given, what they fetch, and a lock without a byte.
            let is_public =
                name == "platform-profile.json" || name == "in-use.lock" || name.starts_with("rulebook");
            let is_public = is_public && !name.starts_with("rulebook-keys") || name.ends_with(".pub");
            assert!(loose(&path) == 0 || is_public, "{name} is open to others: {:o}", loose(&path));
            assert_eq!(loose(&path) & 0o022, 0, "and nobody else writes {name}");
            seen += 1;
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    assert!(seen > 10, "there was something to see: {seen}");
    program.kill().unwrap();
    program.wait().unwrap();
}
