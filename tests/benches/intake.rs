//! Intake: what a platform takes over HTTP, opens, judges, signs and stores, against bare durable inserts of the same bytes into a database
//! of the same kind. Whoever sends runs on the same processors, and so do both databases.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{
    net::SocketAddr,
    path::Path,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use guitu_tests::{
    Outcome,
    measure::Promise,
    sealed::{Sealed, sealed},
};
use outbox::{HttpPlatform, install_crypto_provider};
use platform::{Config, Limits, Platform, Running};
use platform_api::{PlatformApi as _, PlatformProfile};
use tempfile::TempDir;
use testkit::postgres::Postgres;

/// Declarations of a round, and how many are on their way at once.
const MANY: usize = 3000;
const AT_ONCE: usize = 32;
/// At least this much of the bare rate; the promise is of times.
const EMBEDDED: f64 = 0.6;
const ON_POSTGRES: f64 = 0.7;

fn main() -> Outcome<ExitCode> {
    install_crypto_provider();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let embedded = runtime.block_on(embedded())?;
    let on_postgres = runtime.block_on(on_postgres())?;
    Ok(if embedded && on_postgres { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn embedded() -> Outcome<bool> {
    let data = TempDir::new()?;
    let platform = start(data.path(), None).await?;
    let ours = each_taken(&platform).await?;
    platform.shutdown().await;
    let least = bare_inserts(&data.path().join("bare.db"), &example(data.path())?)?;
    let promise = Promise {
        what: "an intake, embedded",
        against: "a bare durable insert into SQLite",
        at_most: 1.0 / EMBEDDED,
    };
    Ok(promise.say(ours, least))
}

async fn on_postgres() -> Outcome<bool> {
    let (postgres, data) = (Postgres::start(), TempDir::new()?);
    let platform = start(data.path(), Some(postgres.database("intake"))).await?;
    let ours = each_taken(&platform).await?;
    platform.shutdown().await;
    let bytes = example(data.path())?;
    postgres.database("bare");
    postgres.ask("bare", "CREATE TABLE bare (id uuid PRIMARY KEY, bytes bytea NOT NULL)");
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let script = format!("INSERT INTO bare VALUES (gen_random_uuid(), '\\x{hex}');\n");
    let rate = postgres.bench("bare", &script, (AT_ONCE, MANY / AT_ONCE));
    let promise = Promise {
        what: "an intake on PostgreSQL",
        against: "a durable insert by pgbench",
        at_most: 1.0 / ON_POSTGRES,
    };
    Ok(promise.say(ours, Duration::from_secs_f64(1.0 / rate)))
}

async fn start(data: &Path, database: Option<String>) -> Outcome<Running> {
    let nobody_is_turned_away =
        Limits { requests_a_second: u32::MAX / 2, requests_at_once: u32::MAX / 2, ..Limits::default() };
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let config = Config { database, limits: nobody_is_turned_away, ..Config::new(listen, data) };
    Ok(Platform::start(config).await?)
}

fn profile(data: &Path) -> Outcome<PlatformProfile> {
    let bytes = std::fs::read(data.join("platform-profile.json"))?;
    PlatformProfile::parse(&bytes).map_err(|why| why.to_string().into())
}

/// One envelope as they are stored.
fn example(data: &Path) -> Outcome<Vec<u8>> {
    Ok(sealed(&profile(data)?)?.envelope)
}

/// How long one takes where many are sent at once; and says how long somebody waits at half of that load.
async fn each_taken(platform: &Running) -> Outcome<Duration> {
    let profile =
        PlatformProfile::parse(&std::fs::read(&platform.profile_path)?).map_err(|why| why.to_string())?;
    let many = |count| (0..count).map(|_| sealed(&profile)).collect::<Outcome<Vec<Sealed>>>();
    let client = Arc::new(HttpPlatform::new(&profile)?);
    send(&client, many(AT_ONCE * 4)?, None).await?; // connections, caches, statements
    let all = many(MANY)?;
    let began = Instant::now();
    send(&client, all, None).await?;
    let each = began.elapsed() / u32::try_from(MANY)?;
    let mut waits = send(&client, many(MANY / 3)?, Some(each * 2)).await?;
    waits.sort();
    let at = |share: f64| waits.get((waits.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "{:.0} a second; at half of that an answer takes {:.1?}, p99 {:.1?}",
        1.0 / each.as_secs_f64(),
        at(0.5),
        at(0.99)
    );
    Ok(each)
}

/// Sends all of them, so many at once, or one at each of these intervals whatever became of those before; how long each waited.
async fn send(
    client: &Arc<HttpPlatform>,
    all: Vec<Sealed>,
    every: Option<Duration>,
) -> Outcome<Vec<Duration>> {
    let (all, next, began) = (Arc::new(all), Arc::new(AtomicUsize::new(0)), Instant::now());
    let width = if every.is_some() { AT_ONCE * 4 } else { AT_ONCE };
    let senders = (0..width).map(|_| {
        let (client, all, next) = (client.clone(), all.clone(), next.clone());
        tokio::spawn(async move {
            let mut waits = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(Sealed { id, envelope, .. }) = all.get(at) else { return Ok::<_, String>(waits) };
                // What was due before somebody was free to send it has waited as well.
                let due = every.map(|every| began + every * u32::try_from(at).unwrap_or_default());
                if let Some(due) = due {
                    tokio::time::sleep_until(due.into()).await;
                }
                let since = due.unwrap_or_else(Instant::now);
                client.put_revision(*id, 1, envelope.clone()).await.map_err(|why| why.to_string())?;
                waits.push(since.elapsed());
            }
        })
    });
    let mut waits = Vec::new();
    for sender in senders.collect::<Vec<_>>() {
        waits.extend(sender.await??);
    }
    Ok(waits)
}

/// One by one, each durable before the next.
fn bare_inserts(path: &Path, bytes: &[u8]) -> Outcome<Duration> {
    let database = rusqlite::Connection::open(path)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.pragma_update(None, "synchronous", "FULL")?;
    database.execute_batch("CREATE TABLE bare (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID")?;
    let mut insert = database.prepare("INSERT INTO bare VALUES (?1, ?2)")?;
    let began = Instant::now();
    for _ in 0..MANY {
        insert.execute(rusqlite::params![uuid::Uuid::new_v4().as_bytes(), bytes])?;
    }
    Ok(began.elapsed() / u32::try_from(MANY)?)
}
