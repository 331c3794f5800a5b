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
use platform::keys::{Change, ChangeError, KEYS_FILE, change};
use platform::staff::Role;
use platform::{Config, Limits, Platform, Running};
use platform_api::{Address, Envelope, KeyRing, KeyUse, Keys, Says, Status, verify, verify_status};
use serde_json::json;

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

#[tokio::test]
async fn a_receipt_whose_key_was_revoked_is_given_anew_to_whoever_lost_the_answer() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let envelope = sender.seal(&sender.submission(1, student()));
    let lost = sender.put(1, &envelope).await;
    assert_eq!(sender.check(&lost, 1, &envelope), Ok(()), "it was stored, and the answer was lost");
    let stolen = sender.profile.receipt_keys[0].id.clone();
    office.change(&AT_ONCE).await.unwrap();
    office.change(&Change::Revoke { id: stolen.clone() }).await.unwrap();
    let keys = office.until(|keys| keys.receipt_keys.iter().all(|key| key.id != stolen)).await;

    let again = sender.put(1, &envelope).await;
    let believed = |answer: &Answer| {
        verify(&answer.body, &keys.receipt_keys, Address::revision(sender.id, 1), &envelope)
    };
    let receipt = believed(&again).expect("an app that believes the stolen key in nothing can close its row");
    assert_eq!(receipt.received_at, now(), "of the instant at which it came");
    assert_eq!(sender.put(1, &envelope).await.body, again.body, "and from now on this one, byte for byte");
}

#[tokio::test]
async fn a_code_of_a_retired_key_is_known_at_the_counter_and_on_the_phone() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "declared under the first keys");
    let code = sender.stands().await.code.unwrap();
    let digest = (&sender.secret.phone_token(3)).into();
    let letter = sender.letter(3, Says::LetsPhone { digest, asks_birth: false });
    assert_eq!(sender.put_letter(3, &letter).await.status, 200);
    office.change(&Change::Rotate { after: TimeDelta::zero(), overlap: TimeDelta::hours(1) }).await.unwrap();
    office.hours.store(2, Ordering::Relaxed);
    let first = sender.profile.code_keys[0].clone();
    office.until(|keys| keys.code_keys.len() == 2 && keys.sealing_key != sender.profile.sealing_key).await;
    let verified =
        verify_sample(&code, &[CodeKey::new(&first.id, &first.bytes().unwrap()).unwrap()], office.now());
    assert!(verified.is_ok(), "it is valid, and the ring believes it");

    let officer =
        staff::signed_in_at(office.data.path(), &office.running, Role::PortOfficer, "PVG", office.now())
            .await;
    let found = officer.post("/desk/api/find", json!({ "words": code })).await;
    assert_eq!(found.status, 200, "an officer who scans it finds its traveller: {:?}", found.json());
    assert!(
        found.json()["people"][0]["code"]["valid_until"].is_string(),
        "and sees until when it holds: {:?}",
        found.json()
    );
    let token = sender.secret.phone_token(3).reveal().to_string();
    let key = json!({ "declaration": sender.id, "token": token, "born": "" });
    let headers = [("Content-Type", "application/json")];
    let shown =
        request(office.running.addr, "POST", "/me/api/look", &headers, key.to_string().as_bytes()).await;
    assert!(shown.json()["code"]["qr"]["path"].is_string(), "and her phone draws it: {:?}", shown.json());
}

#[tokio::test]
async fn a_secret_that_is_missing_is_the_platforms_trouble_and_no_last_word() {
    let office = Office::open().await;
    office.change(&AT_ONCE).await.unwrap();
    let Office { data, hours, running } = office;
    running.shutdown().await;
    let path = data.path().join(KEYS_FILE);
    let right = std::fs::read(&path).unwrap();
    let mut lacking: serde_json::Value = serde_json::from_slice(&right).unwrap();
    lacking["sealing"].as_array_mut().unwrap().pop();
    std::fs::write(&path, lacking.to_string()).unwrap();
    let running = Platform::start(settings(data.path(), &hours)).await.unwrap();
    let sender = Sender::new(&running);
    let envelope = sender.seal(&sender.submission(1, student()));
    let answer = sender.put(1, &envelope).await;
    assert_eq!(answer.refusal(), refusal(503, "unavailable"), "another process, or this one later, opens it");
    assert_eq!(answer.problem().refusal, None, "nobody signs for it");
    assert!(answer.header("retry-after").is_some(), "and apps come again");
    let letter = sender.letter(1, Says::Boarded);
    assert_eq!(sender.put_letter(1, &letter).await.refusal(), refusal(503, "unavailable"), "letters as well");
    let ready = request(running.addr, "GET", "/readyz", &[], b"").await;
    assert_eq!(ready.status, 503, "this process is to be asked nothing");
    std::fs::write(&path, &right).unwrap();
    assert_eq!(sender.put(1, &envelope).await.status, 200, "the file is back, the same bytes are taken");
    assert_eq!(request(running.addr, "GET", "/readyz", &[], b"").await.status, 200);
    running.shutdown().await;
}
