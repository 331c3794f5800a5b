//! What the HTTP layer owes to whoever talks to it, politely or not.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::time::Duration;

use common::*;
use platform::{Config, Platform};
use platform_api::{
    EnrolmentToken, Keys, Kind, Letter, MAX_ENVELOPE_BYTES, ReviewReason, RulebookNotice, Says, Submission,
};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

#[tokio::test]
async fn everything_that_is_refused_is_a_problem_document() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let ask = |method: &'static str,
               path: String,
               headers: Vec<(&'static str, &'static str)>,
               body: Vec<u8>| async move {
        request(running.addr, method, &path, &headers, &body).await
    };
    let path = sender.path(1);
    let cases = [
        ("GET", "/".into(), vec![], vec![], refusal(404, "not-found")),
        ("GET", "/v2/declarations".into(), vec![], vec![], refusal(404, "not-found")),
        ("POST", path.clone(), vec![], vec![], refusal(405, "method-not-allowed")),
        ("DELETE", "/v2/keys".into(), vec![], vec![], refusal(405, "method-not-allowed")),
        (
            "PUT",
            path.clone(),
            vec![("Content-Type", "text/plain")],
            vec![],
            refusal(415, "unsupported-media-type"),
        ),
        ("PUT", path.clone(), vec![], vec![b' '; MAX_ENVELOPE_BYTES + 1], refusal(413, "envelope-too-large")),
        ("PUT", sender.path(0), vec![], vec![], refusal(400, "bad-request")),
        (
            "PUT",
            sender.path(1).replace("/revisions/1", "/revisions/x"),
            vec![],
            vec![],
            refusal(400, "bad-request"),
        ),
        ("PUT", "/v2/declarations/x/revisions/1".into(), vec![], vec![], refusal(400, "bad-request")),
        ("PUT", path.clone(), vec![], b"".to_vec(), refusal(400, "envelope-malformed")),
        ("PUT", path.clone(), vec![], b"{}".to_vec(), refusal(400, "envelope-malformed")),
        ("PUT", path.clone(), vec![], b"\xff\x00\x80".to_vec(), refusal(400, "envelope-malformed")),
        ("PUT", path.clone(), vec![], vec![b'['; 100_000], refusal(400, "envelope-malformed")),
    ];
    for (method, path, headers, body, expected) in cases {
        let answer = ask(method, path.clone(), headers, body).await;
        assert_eq!(answer.refusal(), expected, "{method} {path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{method} {path}");
    }
    let wrong_method = request(running.addr, "POST", &path, &[], b"").await;
    assert_eq!(wrong_method.header("allow"), Some("PUT"), "a 405 says what would be right");
}

#[tokio::test]
async fn a_body_of_any_announced_length_is_cut_off_at_the_limit() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let path = Sender::new(&running).path(1);
    let mut stream = tokio::net::TcpStream::connect(running.addr).await.unwrap();
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 99999999999\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 413"),
        "a hundred gigabytes are refused by their announcement: {answer}"
    );
}

#[tokio::test]
async fn a_request_that_never_ends_is_answered_in_time() {
    let data = tempfile::tempdir().unwrap();
    let config = Config::new(([127, 0, 0, 1], 0).into(), data.path());
    let running = Platform::start(Config { patience: Duration::from_millis(50), ..config }).await.unwrap();
    let mut stream = tokio::net::TcpStream::connect(running.addr).await.unwrap();
    let head = format!(
        "PUT {} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{{",
        Sender::new(&running).path(1)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "the server's patience ends before the client's: {answer}");
    assert!(answer.contains("application/problem+json"), "and it says so in a problem document: {answer}");
    running.shutdown().await;
}

#[tokio::test]
async fn the_platform_says_its_keys_its_editions_and_that_it_is_well() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let get = |path: &'static str| request(running.addr, "GET", path, &[], b"");
    let keys: Keys = serde_json::from_slice(&get("/v2/keys").await.body).unwrap();
    assert_eq!(keys, profile(&running).keys(), "the same keys as in the profile");
    let notice: RulebookNotice = serde_json::from_slice(&get("/v2/rulebook").await.body).unwrap();
    assert!(
        notice.editions.iter().any(|edition| edition.number == notice.current),
        "the current one is taken"
    );
    let health = get("/healthz").await;
    assert_eq!((health.status, health.body.as_slice()), (200, b"ok\n".as_slice()), "store and all");
}

#[tokio::test]
async fn the_openapi_document_covers_every_address_and_resolves_every_reference() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let document = request(running.addr, "GET", "/openapi.json", &[], b"").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "OpenAPI 3.1: {}", document["openapi"]);
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let served: Vec<_> = include_str!("../src/http.rs").split(".route(\"").skip(1).collect();
    assert!(served.len() >= 11, "the addresses of the protocol are read from where they are given");
    for path in served.iter().map(|rest| rest.split('"').next().unwrap()) {
        let documented = path.replace("{*file}", "{file}");
        let is_itself = path == "/openapi.json";
        assert!(is_itself || paths.contains(&&*documented), "{path} is missing among {paths:?}");
    }
    let answers = &document["components"]["schemas"]["Answers"];
    assert!(answers["properties"]["legs"].is_object(), "third parties read the form's own schema");
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let limited = &operation["responses"]["429"]["headers"]["Retry-After"];
            assert!(limited.is_object(), "{method} {path} says when to come again: {operation}");
        }
    }
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 10, "the document refers to its parts");
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("references stay inside");
        let inside = if pointer.starts_with("/$defs/") { answers } else { &document };
        assert!(inside.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

/// Whatever an app seals has the shape that the document tells others to give it.
#[tokio::test]
async fn what_is_sealed_is_as_the_openapi_document_says() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let document = request(running.addr, "GET", "/openapi.json", &[], b"").await.json();
    let fits = |schema: &str, value: &Value| {
        // The answers' schema is a resource of its own; a plain validator looks for those among definitions.
        let schemas =
            document["components"]["schemas"].to_string().replace("#/components/schemas/", "#/$defs/");
        let schemas: Value = serde_json::from_str(&schemas).unwrap();
        let whole = json!({ "$ref": format!("#/$defs/{schema}"), "$defs": schemas });
        let validator = jsonschema::validator_for(&whole).unwrap();
        validator.iter_errors(value).map(|error| error.to_string()).collect::<Vec<_>>()
    };
    let sender = Sender::new(&running);
    let token = EnrolmentToken::parse(&"A".repeat(43)).unwrap();
    let helped = Submission { organisation: Some(token), ..sender.submission(1, student()) };
    let own = sender.submission(1, student());
    let back = Submission { kind: Kind::Withdraw, answers: Value::Null, ..sender.submission(2, Value::Null) };
    for submission in [&helped, &own, &back] {
        let sealed = serde_json::to_value(submission).unwrap();
        assert_eq!(fits("Submission", &sealed), [""; 0], "{submission:?}");
    }
    let mut other = serde_json::to_value(&own).unwrap();
    other["colour"] = "green".into();
    assert_ne!(fits("Submission", &other), [""; 0], "and nothing else is taken");
    let digest = own.follow_digest;
    for says in [
        Says::Boarded,
        Says::Landed,
        Says::MissedFlight,
        Says::TakesBack { letter: None },
        Says::TakesBack { letter: Some(3) },
        Says::Review { reason: ReviewReason::OtherPerson, text: Some("不是我".into()) },
        Says::Misuse { text: None },
        Says::StaysAbroad { text: None },
        Says::LetsPhone { digest, asks_birth: true },
        Says::ShutsPhones,
        Says::AsksMember {
            digest,
            until: now(),
            edition: 1,
            born: Some(digest),
            minor: false,
            volunteer: "吴".into(),
            wording: None,
        },
        Says::EndsLink { letter: 3 },
    ] {
        let letter = Letter {
            declaration: sender.id,
            number: 1,
            says,
            said_at: now(),
            revision_token: own.revision_token.clone(),
            organisation: None,
        };
        let mut sealed = serde_json::to_value(&letter).unwrap();
        assert_eq!(fits("Letter", &sealed), [""; 0], "{:?}", letter.says);
        sealed["says"]["colour"] = "green".into();
        assert_ne!(fits("Letter", &sealed), [""; 0], "and nothing else is said");
    }
    running.shutdown().await;
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            references.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|inner| collect(inner, references));
        }
        Value::Array(items) => items.iter().for_each(|inner| collect(inner, references)),
        _ => {}
    }
}
