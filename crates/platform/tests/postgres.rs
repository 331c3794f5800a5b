//! Several platform processes before one PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::NaiveDate;
use common::*;
use platform::keys::KeysError;
use platform::store::{PostgresStore, intake_statements};
use platform::{Config, Platform, Running, StartError};
use testkit::postgres::Postgres;
use tokio_postgres::NoTls;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

/// One of several processes: they share keys and database, and are known under one address.
async fn process(data: &Path, database: &str) -> Running {
    let shared = Config {
        database: Some(database.into()),
        public_url: Some("https://platform.example".into()),
        ..config(data)
    };
    Platform::start(shared).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_database_are_one_platform() {
    let (postgres, data) = (Postgres::start(), tempfile::tempdir().unwrap());
    let database = postgres.database("shared");
    let first = process(data.path(), &database).await;
    let second = process(data.path(), &database).await;
    for _ in 0..20 {
        let mut sender = Sender::new(&first);
        let envelope = sender.seal(&sender.submission(1, student()));
        let (path, other) = (sender.path(1), second.addr);
        let to_other = request(other, "PUT", &path, &[], &envelope);
        let (here, there) = tokio::join!(sender.put(1, &envelope), to_other);
        assert_eq!((here.status, there.status), (200, 200), "both take it at the same moment");
        assert_eq!(here.body, there.body, "and give one receipt");
        let here = sender.status(&sender.token, None).await;
        sender.addr = second.addr;
        let there = sender.status(&sender.token, here.header("etag")).await;
        assert_eq!(there.status, 304, "a tag of the one is the other's");
        assert_eq!(sender.declare(2, student()).await.status, 200, "a correction goes to any of them");
        sender.addr = first.addr;
        assert_eq!(sender.stands().await.revision, 2, "and all see it");
    }
    assert_eq!(postgres.ask("shared", "SELECT count(*) FROM declaration"), "20", "each is there once");

    let elsewhere = tempfile::tempdir().unwrap();
    let lost = Config { database: Some(database), ..config(elsewhere.path()) };
    let refused = Platform::start(lost).await.unwrap_err();
    assert!(
        matches!(refused, StartError::Keys(KeysError::Missing(_))),
        "a process without the keys of this database makes none: {refused}"
    );
    assert!(!elsewhere.path().join("platform-keys.json").exists(), "not even a file of them");
    first.shutdown().await;
    second.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_killed_under_load_loses_nothing_that_was_acknowledged() {
    let (mut postgres, data) = (Postgres::start(), tempfile::tempdir().unwrap());
    let load = Load::on(process(data.path(), &postgres.database("load")).await);
    load.until(&load.acknowledged, 20).await;
    postgres.kill();
    load.until(&load.turned_away, 1).await;
    postgres.go_on();
    load.until(&load.acknowledged, 20).await;
    load.lost_nothing().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_that_is_promoted_under_load_has_everything_that_was_acknowledged() {
    let (mut primary, data) = (Postgres::start(), tempfile::tempdir().unwrap());
    primary.database("load");
    let standby = Postgres::standby_of(&primary);
    let load = Load::on(process(data.path(), &primary.database_on_either(&standby, "load")).await);
    load.until(&load.acknowledged, 20).await;
    primary.kill(); // and it never comes back
    load.until(&load.turned_away, 1).await;
    standby.promote();
    load.until(&load.acknowledged, 20).await;
    load.lost_nothing().await;
}

/// Who sent what, and the receipt.
type Acknowledged = (Sender, Vec<u8>, Vec<u8>);

/// Travellers who declare one after the other, four at a time, whatever the database does.
struct Load {
    running: Arc<Running>,
    acknowledged: Arc<AtomicUsize>,
    turned_away: Arc<AtomicUsize>,
    enough: Arc<AtomicBool>,
    senders: Vec<tokio::task::JoinHandle<Vec<Acknowledged>>>,
}

impl Load {
    fn on(running: Running) -> Self {
        let running = Arc::new(running);
        let (acknowledged, turned_away) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let enough = Arc::new(AtomicBool::new(false));
        let senders = (0..4).map(|_| {
            let (running, enough) = (running.clone(), enough.clone());
            let (acknowledged, turned_away) = (acknowledged.clone(), turned_away.clone());
            tokio::spawn(async move {
                let mut receipts = Vec::new();
                while !enough.load(Ordering::Relaxed) {
                    let sender = Sender::new(&running);
                    let envelope = sender.seal(&sender.submission(1, student()));
                    let answer = sender.put(1, &envelope).await;
                    if answer.status == 200 {
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                        receipts.push((sender, envelope, answer.body));
                    } else {
                        assert_eq!(answer.refusal(), refusal(503, "unavailable"), "the database is away");
                        assert!(answer.header("retry-after").is_some(), "and it is said when to come back");
                        turned_away.fetch_add(1, Ordering::Relaxed);
                    }
                }
                receipts
            })
        });
        let senders = senders.collect();
        Self { running, acknowledged, turned_away, enough, senders }
    }

    /// Waits for so many more.
    async fn until(&self, count: &AtomicUsize, more: usize) {
        let goal = count.load(Ordering::Relaxed) + more;
        while count.load(Ordering::Relaxed) < goal {
            tokio::task::yield_now().await;
        }
    }

    /// Ends, and sends once more what has a receipt.
    async fn lost_nothing(self) {
        self.enough.store(true, Ordering::Relaxed);
        let mut kept = 0;
        for sender in self.senders {
            for (sender, envelope, receipt) in sender.await.unwrap() {
                assert_eq!(sender.put(1, &envelope).await.body, receipt, "what was acknowledged is there");
                kept += 1;
            }
        }
        assert!(kept >= 40, "there was something to lose: {kept}");
        drop(self.running);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_is_left_within_seconds_for_the_one_that_took_its_place() {
    let (mut postgres, data) = (Postgres::start(), tempfile::tempdir().unwrap());
    let running = process(data.path(), &postgres.database("hangs")).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    postgres.hang();
    let envelope = sender.seal(&sender.submission(2, student()));
    let since = std::time::Instant::now();
    assert_eq!(sender.put(2, &envelope).await.refusal(), refusal(503, "unavailable"), "it hangs");
    assert!(since.elapsed().as_secs() < 15, "nobody waits for it as long as for a request");
    postgres.kill();
    postgres.go_on();
    let since = std::time::Instant::now();
    while sender.put(2, &envelope).await.status != 200 {
        assert!(since.elapsed().as_secs() < 15, "every connection to the old one is given up");
        tokio::task::yield_now().await;
    }
    running.shutdown().await;
}

#[tokio::test]
async fn no_setting_of_the_database_takes_from_what_is_acknowledged() {
    let postgres = Postgres::start();
    let database = postgres.database("lax");
    let data = tempfile::tempdir().unwrap();
    for lax in ["off", "local", "remote_write"] {
        postgres.ask("lax", &format!("ALTER DATABASE lax SET synchronous_commit = {lax}"));
        let running = process(data.path(), &database).await;
        postgres.ask(
            "lax",
            "CREATE TABLE IF NOT EXISTS seen (held text);
             CREATE OR REPLACE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
             CREATE OR REPLACE TRIGGER sees AFTER INSERT ON declaration FOR EACH ROW EXECUTE FUNCTION see();",
        );
        assert_eq!(Sender::new(&running).declare(1, student()).await.status, 200);
        running.shutdown().await;
    }
    let seen = postgres.ask("lax", "SELECT count(*), min(held), max(held) FROM seen");
    assert_eq!(seen, "3|on|on", "each was written so that a synchronous standby has it on its disk");
}

#[tokio::test]
async fn no_statement_of_intake_touches_more_than_one_partition() {
    let postgres = Postgres::start();
    let database = postgres.database("plans");
    PostgresStore::open(&database).await.unwrap();
    let (client, connection) = tokio_postgres::connect(&database, NoTls).await.unwrap();
    tokio::spawn(connection);
    let mut read = 0;
    for statement in intake_statements() {
        let explained = client.prepare(&format!("EXPLAIN (FORMAT JSON) {statement}")).await.unwrap();
        let arguments: Vec<_> = explained.params().iter().map(argument).collect();
        let arguments: Vec<_> = arguments.iter().map(|it| it.as_ref() as &(dyn ToSql + Sync)).collect();
        let row = client.query_one(&explained, &arguments).await.unwrap();
        let plan: serde_json::Value = serde_json::from_str(row.get::<_, Json>(0).0.as_str()).unwrap();
        let mut touched = BTreeSet::new();
        relations(&plan, &mut touched);
        let numbered = |relation: &String| relation.rsplit_once('_')?.1.parse::<u32>().ok();
        let partitions: BTreeSet<_> = touched.iter().filter_map(numbered).collect();
        let inserts = statement.starts_with("INSERT");
        let is_partitioned = !touched.iter().all(|relation| relation.starts_with("organisation"));
        // An insert reads only where it is held against another row of the same declaration.
        let expected = usize::from(is_partitioned && (!inserts || statement.contains("FROM expected")));
        assert_eq!(partitions.len(), expected, "{statement}\nreads {touched:?}");
        read += partitions.len();
    }
    assert!(read >= 6, "plans were read: {read}");
}

/// A document of PostgreSQL's type `json`, as text.
struct Json(String);

impl<'a> tokio_postgres::types::FromSql<'a> for Json {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(String::from_utf8(raw.to_vec())?))
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::JSON
    }
}

/// Something of the type that a statement asks for.
fn argument(kind: &Type) -> Box<dyn ToSql + Sync> {
    match *kind {
        Type::UUID => Box::new(Uuid::from_u128(7)),
        Type::INT8 => Box::new(1i64),
        Type::BOOL => Box::new(false),
        Type::BYTEA => Box::new(vec![0u8; 32]),
        Type::TEXT => Box::new("text"),
        Type::DATE => Box::new(NaiveDate::default()),
        Type::TEXT_ARRAY => Box::new(vec!["text"]),
        Type::DATE_ARRAY => Box::new(vec![NaiveDate::default()]),
        Type::BYTEA_ARRAY => Box::new(vec![vec![0u8; 32]]),
        ref other => panic!("an argument of type {other}"),
    }
}

fn relations(plan: &serde_json::Value, touched: &mut BTreeSet<String>) {
    match plan {
        serde_json::Value::Object(node) => {
            touched.extend(node.get("Relation Name").and_then(|name| name.as_str()).map(str::to_owned));
            node.values().for_each(|inner| relations(inner, touched));
        }
        serde_json::Value::Array(nodes) => nodes.iter().for_each(|inner| relations(inner, touched)),
        _ => {}
    }
}
