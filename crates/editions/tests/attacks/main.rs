//! What each attack on a repository meets: its own code, and the editions that were held stay held.
//!
//! The scenarios are those that TUF's conformance suite asks of a client, each built with our own keys: what a
//! repository, a proxy or a thief of some of the keys could serve.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

#[path = "../common/mod.rs"]
mod common;
mod parts;
mod roots;
mod versions;

use chrono::Utc;
use common::*;
use serde_json::Value;

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
