//! Organisations that help others: enrolled with a token and a quota, and ended; on both stores, and over the wire.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use common::stored::{at, declare};
use common::*;
use platform::organisations::{self, Enrolled, OrganisationError};
use platform::store::{Helped, NewRevision, Organisation, PostgresStore, Put, SqliteStore, Store};
use platform_api::{EnrolmentToken, Kind, Submission};
use serde_json::Value;
use testkit::postgres::Postgres;
use uuid::Uuid;

fn chamber(number: u128, quota: u32) -> Organisation {
    Organisation {
        id: Uuid::from_u128(number),
        name: "温州商会（米兰）".into(),
        quota,
        made_at: at(),
        made_by: "operator Wu".into(),
        revoked_at: None,
        revoked_by: None,
    }
}

fn sent_by(organisation: u128, declaration: u128, revision: u32, day: NaiveDate) -> NewRevision {
    NewRevision {
        declaration: Uuid::from_u128(declaration),
        helped: Some(Helped { organisation: Uuid::from_u128(organisation), day: Some(day) }),
        ..declare(revision, "helped")
    }
}

async fn keeps_organisations(store: Arc<dyn Store>) {
    let (today, tomorrow) = (at().date_naive(), at().date_naive() + TimeDelta::days(1));
    store.add_organisation(chamber(1, 3), [7; 32]).await.unwrap();
    assert_eq!(store.organisation_of([7; 32]).await.unwrap(), Some(chamber(1, 3)), "as it was enrolled");
    assert_eq!(store.organisation_of([8; 32]).await.unwrap(), None, "another token is nobody's");
    assert!(store.add_organisation(chamber(2, 3), [7; 32]).await.is_err(), "nor is one token two's");

    let puts: Vec<_> = (100..110)
        .map(|declaration| {
            let store = store.clone();
            tokio::spawn(async move { store.put(sent_by(1, declaration, 1, today)).await.unwrap() })
        })
        .collect();
    let mut stored = 0;
    for put in puts {
        match put.await.unwrap() {
            Put::Stored => stored += 1,
            full => assert_eq!(full, Put::QuotaUsed, "beyond its quota"),
        }
    }
    assert_eq!(stored, 3, "ten at once, and as many as its quota are taken");
    assert_eq!(store.organisations(today).await.unwrap(), [(chamber(1, 3), 3)], "and counted");
    let mut there = Vec::new();
    for declaration in 100..110 {
        if store.look(Uuid::from_u128(declaration), 1).await.unwrap().stored.is_some() {
            there.push(declaration);
        }
    }
    assert_eq!(there.len(), 3, "what was not taken left nothing behind");
    let corrected = store.put(sent_by(1, there[0], 2, today)).await.unwrap();
    assert_eq!(corrected, Put::Stored, "a correction is no new declaration");
    let log = store.chain(Uuid::from_u128(there[0])).await.unwrap();
    let by = format!("organisation {}", Uuid::from_u128(1));
    assert!(log.iter().all(|entry| entry.note.by == by), "the log says who has sent it: {log:?}");
    assert_eq!(store.put(sent_by(1, 200, 1, tomorrow)).await.unwrap(), Put::Stored, "a new day");

    assert!(store.revoke_organisation(Uuid::from_u128(1), at(), "operator Li".into()).await.unwrap());
    assert!(
        !store.revoke_organisation(Uuid::from_u128(1), at(), "operator Li".into()).await.unwrap(),
        "once"
    );
    let ended = store.organisation_of([7; 32]).await.unwrap().unwrap();
    assert_eq!(ended.revoked_at, Some(at()), "since when its token counts no more is known");
    let uncounted = Some(Helped { organisation: Uuid::from_u128(1), day: None });
    let before = NewRevision { helped: uncounted, ..sent_by(1, 202, 1, tomorrow) };
    assert_eq!(store.put(before).await.unwrap(), Put::Stored, "what was sealed before is stored, uncounted");
    assert_eq!(store.put(sent_by(1, 201, 1, tomorrow)).await.unwrap(), Put::QuotaUsed, "at once");
    let (known, _) = store.organisations(today).await.unwrap().remove(0);
    assert_eq!(known.revoked_by.as_deref(), Some("operator Li"), "and it is known by whom");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_organisations() {
    let folder = tempfile::tempdir().unwrap();
    keeps_organisations(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_organisations() {
    let postgres = Postgres::start();
    keeps_organisations(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}

/// A member's declaration, as the chamber's desk seals it.
fn helped(sender: &Sender, revision: u32, token: &str) -> Submission {
    let mut answers = student();
    answers["document"]["number"] = format!("E{:08}", sender.id.as_u128() % 100_000_000).into();
    let organisation = Some(EnrolmentToken::parse(token).unwrap());
    Submission { organisation, ..sender.submission(revision, answers) }
}

#[tokio::test]
async fn a_chamber_shows_its_token_inside_the_envelope_and_sends_what_its_quota_is() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let own = config(data.path());
    let Enrolled { organisation, token } =
        organisations::add(&own, "Camera di Prato", 1, "Wu").await.unwrap();
    let first = Sender::new(&running);
    let envelope = first.seal(&helped(&first, 1, &token));
    assert!(!String::from_utf8_lossy(&envelope).contains(&*token), "nobody on the way learns it");
    assert_eq!(first.put(1, &envelope).await.status, 200, "the first of today");
    assert_eq!(first.put(1, &envelope).await.status, 200, "however often it is sent");
    assert_eq!(first.put(2, &first.seal(&helped(&first, 2, &token))).await.status, 200, "and corrected");

    let second = Sender::new(&running);
    let envelope = second.seal(&helped(&second, 1, &token));
    let full = second.put(1, &envelope).await;
    assert_eq!(full.refusal(), refusal(429, "organisation-full"), "the second has to wait");
    let wait: u64 = full.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=86_400).contains(&wait), "until tomorrow, by the platform's word: {wait}");
    assert!(full.problem().refusal.is_none(), "which is no last word");
    assert_eq!(second.declare(1, student()).await.status, 200, "by themselves they may declare at any time");

    let listed = organisations::list(&own).await.unwrap().to_string();
    assert!(
        listed.contains("1 of 1 today") && listed.contains("Camera di Prato"),
        "seen by operators: {listed}"
    );
    assert!(!listed.contains(&*token), "the token is never shown again");
    let bytes = std::fs::read(data.path().join("declarations.db")).unwrap();
    assert!(!bytes.windows(43).any(|part| part == token.as_bytes()), "nor kept");

    // What a kiosk has sealed for somebody who has gone since: they have nobody who could seal it again.
    let gone = Sender::new(&running);
    let sealed_at = now() - TimeDelta::minutes(1);
    let waiting = gone.seal(&Submission { sealed_at, ..helped(&gone, 1, &token) });
    organisations::revoke(&own, organisation.id, "Wu").await.unwrap();
    assert_eq!(gone.put(1, &waiting).await.status, 200, "what waited when the token was taken back is taken");
    let third = Sender::new(&running);
    let sealed_at = now() + TimeDelta::minutes(5);
    let envelope = third.seal(&Submission { sealed_at, ..helped(&third, 1, &token) });
    let ended = third.put(1, &envelope).await;
    assert_eq!(ended.refusal(), refusal(403, "organisation-unknown"), "taken back, at once");
    assert!(ended.problem().refusal.is_some(), "for good, signed: somebody has to do something");
    let all_back = Submission { kind: Kind::Withdraw, answers: Value::Null, ..helped(&first, 3, &token) };
    assert_eq!(first.put(3, &first.seal(&all_back)).await.status, 200, "nobody is kept in by it");
    let twice = organisations::revoke(&own, organisation.id, "Wu").await;
    assert!(matches!(twice, Err(OrganisationError::Unknown)), "once");
    running.shutdown().await;
}
