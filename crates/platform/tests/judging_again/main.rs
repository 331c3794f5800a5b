//! A code that no longer follows is replaced: after an officer's word, when a window has passed, when a newer list came.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

#[path = "../common/mod.rs"]
mod common;
mod observations;

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use common::*;
use declaration::{OfficerFact, OfficerTest, TestKind, TestResult};
use health_code::{CodeClaims, CodeKey, verify_sample};
use platform::explain::explain;
use platform::officer_records::{RecordError, Word, record};
use platform::{Config, Limits, Platform, Running};
use platform_api::{Kind, Role, Status, Submission};
use serde_json::{Value, json};
use testkit::travellers;
use uuid::Uuid;

/// As long as a busy machine may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A platform whose days pass when it is said.
struct Office {
    data: tempfile::TempDir,
    days: Arc<AtomicI64>,
    /// How often something was recorded of whom: each is a version of the status by itself.
    recorded: Mutex<HashMap<Uuid, u64>>,
    running: Running,
}

fn settings(data: &Path, days: &Arc<AtomicI64>) -> Config {
    let days = days.clone();
    let clock = Arc::new(move || now() + TimeDelta::days(days.load(Ordering::Relaxed)));
    // The tests ask as fast as they can.
    let limits = Limits { requests_a_second: 100_000, requests_at_once: 100_000, ..Limits::default() };
    Config { clock, limits, judges_every: Duration::from_millis(5), ..config(data) }
}

impl Office {
    async fn open() -> Self {
        let (data, days) = (tempfile::tempdir().unwrap(), Arc::default());
        let running = Platform::start(settings(data.path(), &days)).await.unwrap();
        Self { data, days, recorded: Mutex::default(), running }
    }

    fn now(&self) -> DateTime<Utc> {
        now() + TimeDelta::days(self.days.load(Ordering::Relaxed))
    }

    async fn records(&self, sender: &Sender, word: Word) -> Result<Uuid, RecordError> {
        let settings = settings(self.data.path(), &self.days);
        let entry = record(&settings, sender.id, &word, ("officer Wu", Role::HealthOfficer)).await?;
        *self.recorded.lock().unwrap().entry(sender.id).or_default() += 1;
        Ok(entry)
    }

    fn pass(&self, days: i64) {
        self.days.fetch_add(days, Ordering::Relaxed);
    }

    /// The status once it was declared and judged again so many times.
    async fn until(&self, sender: &Sender, judged: u64) -> (Status, CodeClaims) {
        let version = judged + self.recorded.lock().unwrap().get(&sender.id).copied().unwrap_or_default();
        let stands = async {
            loop {
                let status = sender.stands().await;
                if status.version >= version {
                    return status;
                }
            }
        };
        let status = tokio::time::timeout(PATIENCE, stands).await.expect("the code was judged again");
        let keys = sender.profile.code_keys.iter();
        let keys: Vec<CodeKey> =
            keys.map(|key| CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap()).collect();
        let claims = verify_sample(status.code.as_ref().unwrap(), &keys, self.now()).unwrap().claims;
        (status, claims)
    }
}

fn on(days: i64) -> NaiveDate {
    today() + TimeDelta::days(days)
}

fn landed(days: i64) -> Word {
    Word::Seen(OfficerFact::Landed { on: on(days) })
}

fn ended(days: i64) -> Word {
    Word::Seen(OfficerFact::ObservationEnded { on: on(days) })
}

fn tested(result: TestResult, days: i64) -> Word {
    Word::Seen(OfficerFact::Tested(OfficerTest { kind: TestKind::Pcr, result, taken_on: on(days) }))
}

/// A trader from a severe place who lands in four days.
fn trader() -> Value {
    travellers::trader_from_madrid(today()).answers
}

#[tokio::test]
async fn an_officer_sees_the_landing_and_two_weeks_later_the_code_is_green_by_itself() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, trader()).await.status, 200, "declared three days before the flight");
    let (first, claims) = office.until(&sender, 1).await;
    assert_eq!(claims.rule, "orange-severe-stay", "from a severe place");
    office.pass(30);
    assert_eq!(
        sender.stands().await.version,
        1,
        "without a landing no day changes it: who knows where he is"
    );

    office.days.store(5, Ordering::Relaxed);
    office.records(&sender, landed(4)).await.unwrap();
    let (second, claims) = office.until(&sender, 2).await;
    assert_eq!(claims.rule, "orange-severe-stay", "he landed yesterday");
    assert_eq!(claims.issued_at, office.now(), "and was looked at: the code is new");
    assert_eq!((second.revision, first.revision), (1, 1), "it is the same declaration");
    assert_ne!(second.head, first.head, "whose log has grown");

    office.pass(13);
    let answer = sender.status(&sender.token, None).await;
    assert_eq!(sender.stands().await.version, 3, "fourteen days after the landing the window has not passed");
    office.pass(1);
    let (third, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "green-window-passed", "the next day it has, and nobody had to ask");
    assert_eq!(third.revision, 1, "nor to declare again");
    assert_eq!(claims.list.number, 1, "by the list that the code names");
    let etag = answer.header("etag").unwrap();
    assert_eq!(sender.status(&sender.token, Some(etag)).await.status, 200, "who polls hears of it");
    let explained = explain(&settings(office.data.path(), &office.days), sender.id, "Wu").await.ok().unwrap();
    assert_eq!(explained.explanation.assignment.rule, "green-window-passed", "it can be explained");
    office.running.shutdown().await;
}

#[tokio::test]
async fn time_does_not_heal() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let mut ill = trader();
    ill["health"]["symptoms"] = json!(["dry-cough"]);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["symptoms_since"] = json!(on(-1));
    assert_eq!(sender.declare(1, ill).await.status, 200, "he coughs");
    office.pass(4);
    office.records(&sender, landed(4)).await.unwrap();
    let (_, claims) = office.until(&sender, 2).await;
    assert_eq!(claims.rule, "orange-symptoms", "on landing too");
    assert_eq!(claims.reasons, ["symptoms", "severe-stay"], "and Madrid is said beside the cough");
    let infected = Sender::new(&office.running);
    let mut sister = trader();
    sister["document"]["number"] = json!("E60418275");
    sister["health"]["history"] = json!(["infected"]);
    sister["health"]["infected_on"] = json!(on(-3));
    sister["health"]["recovered"] = json!(true);
    assert_eq!(infected.declare(1, sister).await.status, 200, "a third, who fell ill the week before");
    office.records(&infected, landed(4)).await.unwrap();
    office.until(&infected, 2).await;
    let well = Sender::new(&office.running);
    let mut brother = trader();
    brother["document"]["number"] = json!("E60418274");
    assert_eq!(well.declare(1, brother).await.status, 200, "another with the same journey, who is well");
    office.records(&well, landed(4)).await.unwrap();
    office.until(&well, 2).await;
    office.pass(26);
    let (_, claims) = office.until(&well, 3).await;
    assert_eq!(claims.rule, "green-window-passed", "a month later the platform has been round");
    let (_, claims) = office.until(&infected, 2).await;
    assert_eq!(claims.rule, "orange-recent-infection", "and nobody is well because days went by");

    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.reasons, ["symptoms"], "Madrid lies back; the cough is all that is left, and stays");
    office.records(&sender, ended(20)).await.unwrap();
    let (status, claims) = office.until(&sender, 4).await;
    assert_eq!(claims.rule, "green-observation", "an officer's word ends the cough");
    assert_eq!(status.version, 6, "and no day did before: declared, two events, judged three times");
    office.running.shutdown().await;
}

#[tokio::test]
async fn an_officers_test_and_end_of_observation_count_by_their_days() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, trader()).await.status, 200, "from a severe place");
    office.pass(6);
    office.records(&sender, landed(4)).await.unwrap();
    office.until(&sender, 2).await;
    office.records(&sender, tested(TestResult::Positive, 5)).await.unwrap();
    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "orange-positive-test", "positive at the port");
    office.records(&sender, ended(3)).await.unwrap();
    let (_, claims) = office.until(&sender, 4).await;
    assert_eq!(
        claims.rule, "orange-positive-test",
        "an observation that ended before says nothing of it, nor of where he was"
    );
    let wrong = office.records(&sender, ended(6)).await.unwrap();
    let (_, claims) = office.until(&sender, 5).await;
    assert_eq!(claims.rule, "orange-positive-test", "nor one that ended on the day of its result");
    office.records(&sender, Word::Revokes(wrong)).await.unwrap();
    office.until(&sender, 6).await;
    office.pass(1);
    let wrong = office.records(&sender, ended(7)).await.unwrap();
    let (_, claims) = office.until(&sender, 7).await;
    assert_eq!(claims.rule, "green-observation", "one that ended after it does");
    office.records(&sender, Word::Revokes(wrong)).await.unwrap();
    let (_, claims) = office.until(&sender, 8).await;
    assert_eq!(claims.rule, "orange-positive-test", "and does no more once it was revoked");
    office.records(&sender, tested(TestResult::Negative, 6)).await.unwrap();
    let (_, claims) = office.until(&sender, 9).await;
    assert_eq!(claims.rule, "orange-severe-stay", "a later negative test ends the positive, not the stay");

    let mut again = trader();
    again["destination"]["address"] = json!("稠州北路 1088 号 2 单元 1102");
    assert_eq!(sender.declare(2, again).await.status, 200, "a correction of the address");
    let (status, claims) = office.until(&sender, 10).await;
    assert_eq!((status.revision, claims.rule.as_str()), (2, "orange-severe-stay"), "is judged by the same");
    office.pass(12);
    let (_, claims) = office.until(&sender, 11).await;
    assert_eq!(claims.rule, "green-window-passed", "the landing that was seen outlives the correction");
    office.running.shutdown().await;
}

#[tokio::test]
async fn what_lay_in_an_outbox_holds_from_the_instant_at_which_it_was_sealed() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let mut positive = trader();
    positive["health"]["history"] = json!(["tested"]);
    positive["tests"] = json!([{ "kind": "pcr", "result": "positive", "taken_on": on(-12) }]);
    office.pass(4);
    assert_eq!(sender.declare(1, positive).await.status, 200, "sealed four days ago");
    let (_, claims) = office.until(&sender, 1).await;
    assert_eq!(claims.rule, "orange-positive-test", "twelve days before it was sealed");
    let holds = |claims: &CodeClaims| claims.valid_until - claims.issued_at;
    assert_eq!(holds(&claims), TimeDelta::hours(24), "a day is left to confirm it");
    office.records(&sender, landed(4)).await.unwrap();
    let (_, claims) = office.until(&sender, 2).await;
    assert_eq!(claims.rule, "orange-positive-test", "and so whenever it is judged again");
    assert_eq!(holds(&claims), TimeDelta::hours(72), "but an officer has looked, so the code is new");
    let well = Sender::new(&office.running);
    let nurse = travellers::low_risk_from_singapore(today()).answers;
    assert_eq!(well.declare(1, nurse).await.status, 200, "another who was well four days ago");
    let (_, claims) = office.until(&well, 1).await;
    assert_eq!(claims.rule, "green-no-risk", "without a risk");
    assert_eq!(holds(&claims), TimeDelta::hours(168 - 96), "for a week from the day on which she said so");
    let night = Sender::new(&office.running);
    let mut sister = travellers::low_risk_from_singapore(on(4)).answers;
    sister["document"]["number"] = json!("E60418275");
    let sealed_at = office.now() - TimeDelta::hours(13);
    let submission = Submission { sealed_at, ..night.submission(1, sister) };
    assert_eq!(night.put(1, &night.seal(&submission)).await.status, 200, "sealed an hour before midnight");
    let (_, claims) = office.until(&night, 1).await;
    assert_eq!(holds(&claims), TimeDelta::hours(168 - 13), "hours count, and not the nights between");
    office.running.shutdown().await;
}

#[tokio::test]
async fn whoever_came_earlier_than_planned_stays_seen_whatever_else_is_corrected_or_confirmed() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let mut planned = trader();
    planned["legs"] = travellers::trader_from_madrid(on(8)).answers["legs"].clone();
    planned["stays"][1]["until"] = json!(on(11));
    assert_eq!(sender.declare(1, planned.clone()).await.status, 200, "to land in twelve days");
    office.pass(6);
    office.records(&sender, landed(6)).await.unwrap();
    let (_, claims) = office.until(&sender, 2).await;
    assert_eq!(claims.rule, "orange-severe-stay", "he takes an earlier flight");
    office.pass(3);
    let (kind, sealed_at) = (Kind::Confirm, office.now());
    let confirmed = Submission { kind, sealed_at, ..sender.submission(2, planned.clone()) };
    assert_eq!(
        sender.put(2, &sender.seal(&confirmed)).await.status,
        200,
        "he confirms, and no journey is asked"
    );
    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "orange-severe-stay", "three days after the landing");
    planned["destination"]["address"] = json!("稠州北路 1088 号 2 单元 1102");
    assert_eq!(sender.declare(3, planned).await.status, 200, "he corrects the address");
    office.until(&sender, 4).await;
    office.pass(12);
    let (_, claims) = office.until(&sender, 5).await;
    assert_eq!(claims.rule, "green-window-passed", "fifteen days after the landing that an officer saw");
    office.running.shutdown().await;
}

#[tokio::test]
async fn whoever_comes_a_second_time_with_one_declaration_is_seen_a_second_time() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, trader()).await.status, 200, "from a severe place");
    office.pass(4);
    office.records(&sender, landed(4)).await.unwrap();
    office.until(&sender, 2).await;
    office.pass(14);
    office.records(&sender, ended(18)).await.unwrap();
    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "green-observation", "observed");
    office.pass(20);
    let later = travellers::trader_from_madrid(on(38)).answers;
    let mut again = trader();
    (again["legs"], again["stays"]) = (later["legs"].clone(), later["stays"].clone());
    assert_eq!(sender.declare(2, again).await.status, 200, "in Madrid again, and to land in four days");
    let (_, claims) = office.until(&sender, 4).await;
    assert_eq!(claims.rule, "orange-severe-stay", "what was seen last month was of another entry");
    office.pass(4);
    office.records(&sender, landed(42)).await.unwrap();
    let (_, claims) = office.until(&sender, 5).await;
    assert_eq!(claims.rule, "orange-severe-stay", "he lands");
    office.pass(15);
    let (_, claims) = office.until(&sender, 6).await;
    assert_eq!(claims.rule, "green-window-passed", "and the window moves on from this landing");
    office.running.shutdown().await;
}

#[tokio::test]
async fn what_an_officer_may_not_record_is_refused() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let unknown = office.records(&sender, landed(0)).await;
    assert!(matches!(unknown, Err(RecordError::Unknown)), "of nobody");
    sender.declare(1, trader()).await;
    let ahead = office.records(&sender, landed(1)).await;
    assert!(matches!(ahead, Err(RecordError::Ahead(_))), "a landing that has not come");
    let no_entry = office.records(&sender, Word::Revokes(Uuid::nil())).await;
    assert!(matches!(no_entry, Err(RecordError::NoEntry(_))), "an entry that is not there");
    office.records(&sender, tested(TestResult::Positive, 0)).await.unwrap();
    office.until(&sender, 2).await;
    sender.withdraw(2).await;
    let withdrawn = office.records(&sender, landed(0)).await;
    assert!(matches!(withdrawn, Err(RecordError::Unknown)), "of what was withdrawn");
    assert_eq!(sender.declare(3, trader()).await.status, 200, "she thinks again");
    let (_, claims) = office.until(&sender, 4).await;
    assert_eq!(claims.rule, "orange-positive-test", "the test was not hers to withdraw");
    for file in std::fs::read_dir(office.data.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(8).any(|part| part == b"taken_on"), "{} tells of it", path.display());
        }
    }
    office.running.shutdown().await;
}

#[tokio::test]
async fn what_stands_against_one_declaration_of_a_person_passes_from_the_other_with_it() {
    let office = Office::open().await;
    let (first, second) = (Sender::new(&office.running), Sender::new(&office.running));
    first.declare(1, trader()).await;
    let mut elsewhere = trader();
    elsewhere["stays"] = json!([{ "country": "SGP", "since": null, "until": on(3) }]);
    elsewhere["legs"][0]["from"] = json!("SIN");
    let answer = second.declare(1, elsewhere).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let (_, claims) = office.until(&second, 1).await;
    assert_eq!(claims.reasons, ["another-declaration"], "the code says that it is another's colour");
    assert_eq!(claims.rule, "orange-severe-stay", "and by which rule that was given");
    office.pass(20);
    office.records(&first, landed(4)).await.unwrap();
    let (_, claims) = office.until(&first, 2).await;
    assert_eq!(claims.rule, "green-window-passed", "the first became green");
    let (_, claims) = office.until(&second, 2).await;
    assert_eq!(claims.rule, "green-no-risk", "so the second is judged by itself");
    office.running.shutdown().await;
}

#[tokio::test]
async fn days_of_retention_count_from_the_entry_as_it_was() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    sender.declare(1, trader()).await;
    let last_days = || {
        let database = rusqlite::Connection::open(office.data.path().join("declarations.db")).unwrap();
        let mut rows = database.prepare("SELECT class, ends FROM part ORDER BY class").unwrap();
        let day = |days: i64| NaiveDate::default() + TimeDelta::days(days);
        let rows = rows.query_map([], |row| Ok((row.get::<_, String>(0)?, day(row.get(1)?)))).unwrap();
        rows.map(Result::unwrap).collect::<Vec<_>>()
    };
    for (class, ends) in last_days() {
        if let Some(days) = class.rsplit(':').next().and_then(|days| days.parse::<i64>().ok()) {
            assert_eq!(ends, on(4) + TimeDelta::days(days), "{class}: from the day of the entry");
        }
    }
    let before = last_days();
    office.pass(10);
    office.records(&sender, landed(10)).await.unwrap();
    office.until(&sender, 2).await;
    for ((class, planned), (_, ends)) in before.into_iter().zip(last_days()) {
        assert_eq!(ends, planned + TimeDelta::days(6), "{class}: he came six days later than he had planned");
    }
    office.running.shutdown().await;
}

#[tokio::test]
async fn the_program_records_for_an_officer() {
    // The program goes by the system's clock.
    let (office, today) = (Office::open().await, rulebook::zhejiang_date(Utc::now()));
    office.pass((today - common::today()).num_days());
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, travellers::trader_from_madrid(today).answers).await.status, 200);
    let seen = |flag: &str, value: &str| {
        std::process::Command::new(env!("CARGO_BIN_EXE_guitu-platform"))
            .args(["record", "--by", "Wu", "--declaration", &sender.id.to_string(), flag, value, "--data"])
            .arg(office.data.path())
            .output()
            .unwrap()
    };
    let recorded = seen("--positive", &today.to_string());
    assert!(recorded.status.success(), "{}", String::from_utf8_lossy(&recorded.stderr));
    let entry: Uuid = String::from_utf8(recorded.stdout).unwrap().trim().parse().unwrap();
    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "orange-positive-test", "the platform that runs beside it judges by it");
    assert!(seen("--revokes", &entry.to_string()).status.success(), "by the id that was printed");
    let (_, claims) = office.until(&sender, 5).await;
    assert_eq!(claims.rule, "orange-severe-stay", "it is taken back");
    assert!(!seen("--landed", "2999-01-01").status.success(), "a day that has not come is an error");
    office.running.shutdown().await;
}
