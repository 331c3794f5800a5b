//! The platform's keys change while it runs: new ones are known before they are used, old codes stay true, and a revoked key's
//! are replaced.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use common::*;
use health_code::{CodeKey, verify_sample};
use platform::keys::{Change, ChangeError, change};
use platform::{Config, Limits, Platform, Running};
use platform_api::{Envelope, KeyRing, KeyUse, Keys, Status, verify_status};

/// As long as a busy machine may take.
const PATIENCE: Duration = Duration::from_secs(30);
const LATER: Change = Change::Rotate { after: TimeDelta::hours(48), overlap: TimeDelta::hours(24) };
const AT_ONCE: Change = Change::Rotate { after: TimeDelta::zero(), overlap: TimeDelta::zero() };

/// A platform whose hours pass when it is said.
struct Office {
    data: tempfile::TempDir,
    hours: Arc<AtomicI64>,
    running: Running,
}

fn settings(data: &Path, hours: &Arc<AtomicI64>) -> Config {
    let hours = hours.clone();
    let clock = Arc::new(move || now() + TimeDelta::hours(hours.load(Ordering::Relaxed)));
    let limits = Limits { requests_a_second: 100_000, requests_at_once: 100_000, ..Limits::default() };
    Config { clock, limits, judges_every: Duration::from_millis(5), ..config(data) }
}

impl Office {
    async fn open() -> Self {
        let (data, hours) = (tempfile::tempdir().unwrap(), Arc::default());
        let running = Platform::start(settings(data.path(), &hours)).await.unwrap();
        Self { data, hours, running }
    }

    fn now(&self) -> DateTime<Utc> {
        now() + TimeDelta::hours(self.hours.load(Ordering::Relaxed))
    }

    async fn change(&self, what: &Change) -> Result<KeyRing, ChangeError> {
        change(&settings(self.data.path(), &self.hours), what, None).await
    }

    /// What the platform says it uses, once that is so.
    async fn until(&self, is_so: impl Fn(&Keys) -> bool) -> Keys {
        let asked = async {
            loop {
                let keys = request(self.running.addr, "GET", "/v2/keys", &[], b"").await;
                let keys: Keys = serde_json::from_slice(&keys.body).unwrap();
                if is_so(&keys) {
                    return keys;
                }
            }
        };
        tokio::time::timeout(PATIENCE, asked).await.expect("the platform took the keys over")
    }
}

/// The status as an app reads it that believes these keys, and whether its code is one.
async fn stands(sender: &Sender, keys: &Keys, at: DateTime<Utc>) -> (Option<Status>, bool) {
    let answer = sender.status(&sender.token, None).await;
    let status = verify_status(&answer.body, &keys.receipt_keys, &sender.profile.platform(), sender.id).ok();
    let believed: Vec<CodeKey> = keys
        .code_keys
        .iter()
        .map(|key| CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap())
        .collect();
    let code = status.as_ref().and_then(|status| status.code.clone());
    let is_one = code.is_some_and(|code| verify_sample(&code, &believed, at).is_ok());
    (status, is_one)
}

#[tokio::test]
async fn new_keys_are_known_first_used_later_and_nobody_loses_a_code() {
    let office = Office::open().await;
    let early = Sender::new(&office.running);
    assert_eq!(early.declare(1, student()).await.status, 200, "declared under the first keys");
    let first = early.profile.keys();

    let ring = office.change(&LATER).await.unwrap();
    let known = office.until(|keys| keys.code_keys.len() == 2).await;
    assert_eq!(known.sealing_key, first.sealing_key, "apps seal to the old one while not all know the new");
    let (status, is_code) = stands(&early, &first, office.now()).await;
    assert!(status.is_some() && is_code, "an app that has not looked since reads everything");

    office.hours.store(48, Ordering::Relaxed);
    let used = office.until(|keys| keys.sealing_key != first.sealing_key).await;
    assert_eq!(used, ring.at(office.now()), "the platform uses what the ring says");
    let (status, _) = stands(&early, &first, office.now()).await;
    assert!(status.is_none(), "the word of today is signed with the new key");
    let (status, is_code) = stands(&early, &used, office.now()).await;
    assert!(
        status.is_some() && is_code,
        "who holds the ring reads it, with the code that the old key signed"
    );

    let waited = early.seal(&early.submission(2, student()));
    assert_eq!(early.put(2, &waited).await.status, 200, "an envelope that waited in an app is still opened");
    let mut late = Sender::new(&office.running);
    late.profile.sealing_key = used.sealing_key.clone();
    assert_eq!(late.declare(1, student()).await.status, 200, "and so is one that is sealed to the new key");
}

#[tokio::test]
async fn a_stolen_key_of_codes_is_revoked_and_every_code_replaced() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "declared under the key that will be stolen");
    let first = sender.profile.keys();
    let stolen = first.code_keys[0].id.clone();

    let last = office.change(&Change::Revoke { id: stolen.clone() }).await.unwrap_err();
    assert!(
        last.to_string().contains("keys rotate"),
        "{last}: nobody could say a colour, and it says what first"
    );
    office.change(&AT_ONCE).await.unwrap();
    let ring = office.change(&Change::Revoke { id: stolen.clone() }).await.unwrap();
    office.until(|keys| keys.code_keys.iter().all(|key| key.id != stolen)).await;

    let replaced = async {
        loop {
            if let (Some(status), true) = stands(&sender, &ring.at(office.now()), office.now()).await {
                return status;
            }
        }
    };
    let status = tokio::time::timeout(PATIENCE, replaced).await.expect("the code was replaced by itself");
    assert_eq!(status.revision, 1, "nobody had to send anything again");
}

#[tokio::test]
async fn an_envelope_to_a_revoked_key_is_refused_and_the_ring_outlives_a_restart() {
    let office = Office::open().await;
    let first = profile(&office.running).keys();
    office.change(&AT_ONCE).await.unwrap();
    let ring = office.change(&Change::Revoke { id: first.sealing_key.id.clone() }).await.unwrap();
    let refused = async {
        loop {
            // Each with an envelope of somebody else, until the platform has taken the ring over.
            let mut stranger = Sender::new(&office.running);
            stranger.profile.sealing_key = first.sealing_key.clone();
            let answer = stranger.declare(1, student()).await;
            if answer.status != 200 {
                return answer;
            }
        }
    };
    let refused = tokio::time::timeout(PATIENCE, refused).await.expect("the platform took the ring over");
    assert_eq!(
        refused.refusal(),
        refusal(422, "sealing-key-unknown"),
        "who stole the key could have written it"
    );

    let Office { data, hours, running } = office;
    running.shutdown().await;
    let running = Platform::start(settings(data.path(), &hours)).await.unwrap();
    let mut again = Sender::new(&running);
    assert_eq!(again.profile.keys(), ring.at(now()), "a new profile names what the ring says");
    again.profile.sealing_key = ring.in_use(KeyUse::Sealing, now()).clone();
    let envelope = Envelope::seal(&again.submission(1, student()), &again.profile.sealing_key).unwrap();
    assert_eq!(again.put(1, &envelope).await.status, 200, "the second start works with the second keys");
}

#[tokio::test]
async fn where_officers_sign_the_ring_is_a_draft_and_nothing_changes_before_they_have() {
    let office = Office::open().await;
    let config = settings(office.data.path(), &office.hours);
    let officers = Config { rulebook: Some(office.data.path().join("rulebook")), ..config };
    let refused = change(&officers, &LATER, None).await.unwrap_err();
    assert!(
        matches!(refused, ChangeError::Officers),
        "{refused}: the platform does not sign for itself there"
    );
    let draft = office.data.path().join("ring.json");
    let ring = change(&officers, &LATER, Some(&draft)).await.unwrap();
    assert_eq!(KeyRing::parse(&std::fs::read(&draft).unwrap()).unwrap(), ring, "the draft is the ring");
    let sender = Sender::new(&office.running);
    let keys = office.until(|_| true).await;
    assert_eq!(keys, sender.profile.keys(), "a draft is nobody's word");
    assert_eq!(sender.declare(1, student()).await.status, 200, "and the platform works on with what it has");
}
