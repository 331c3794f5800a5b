//! A certificate of the platform's own.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::*;
use platform::{Config, Platform, StartError, Tls};

/// A new certificate for this machine in those files.
fn make(folder: &Path, days: u32) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-days",
            &days.to_string(),
        ])
        .args(["-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success(), "a certificate was made");
}

/// What a client that trusts this certificate alone is answered.
fn asked(addr: SocketAddr, trusted: &Path) -> String {
    let mut client = Command::new("openssl")
        .args(["s_client", "-quiet", "-verify_return_error", "-connect", &addr.to_string(), "-CAfile"])
        .arg(trusted)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let request = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let _ = client.stdin.as_mut().unwrap().write_all(request); // refused before it is sent
    String::from_utf8(client.wait_with_output().unwrap().stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_used_and_read_again_when_it_changes() {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    make(files.path(), 1);
    let tls = Tls {
        certificate: files.path().join("cert.pem"),
        key: files.path().join("key.pem"),
        looked_at_every: Duration::from_millis(20),
    };
    let certificate = tls.certificate.clone();
    let running = Platform::start(Config { tls: Some(tls), ..config(data.path()) }).await.unwrap();
    assert_eq!(running.scheme(), "https", "the address says so");
    let first = files.path().join("first.pem");
    std::fs::copy(&certificate, &first).unwrap();
    assert!(asked(running.addr, &first).starts_with("HTTP/1.1 200"), "who trusts it is answered");

    make(files.path(), 2);
    while !asked(running.addr, &certificate).starts_with("HTTP/1.1 200") {}
    assert_eq!(asked(running.addr, &first), "", "the one before is no longer shown");
    running.shutdown().await;
}

#[tokio::test]
async fn one_that_cannot_be_used_stops_the_start() {
    let data = tempfile::tempdir().unwrap();
    let nothing = data.path().join("nothing.pem");
    let tls = Tls { certificate: nothing.clone(), key: nothing, looked_at_every: Duration::from_secs(30) };
    let refused = Platform::start(Config { tls: Some(tls), ..config(data.path()) }).await.unwrap_err();
    assert!(matches!(refused, StartError::Certificate { .. }), "and says which file: {refused}");
}
