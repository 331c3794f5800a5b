//! Connecting, and bringing the tables to this program's version.

use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use refinery::{Migration, Runner, error::Kind};
use tokio_postgres::{Client, Config, NoTls};

use super::StoreError;

const VERSIONS: [(&str, &str); 23] = [
    ("V1__declarations", include_str!("../migrations/postgres_V1__declarations.sql")),
    ("V2__audit", include_str!("../migrations/postgres_V2__audit.sql")),
    ("V3__persons", include_str!("../migrations/postgres_V3__persons.sql")),
    ("V4__judgements", include_str!("../migrations/postgres_V4__judgements.sql")),
    ("V5__events", include_str!("../migrations/postgres_V5__events.sql")),
    ("V6__staff", include_str!("../migrations/postgres_V6__staff.sql")),
    ("V7__expected", include_str!("../migrations/postgres_V7__expected.sql")),
    ("V8__reviews", include_str!("../migrations/postgres_V8__reviews.sql")),
    ("V9__desks", include_str!("../migrations/postgres_V9__desks.sql")),
    ("V10__asked", include_str!("../migrations/postgres_V10__asked.sql")),
    ("V11__unsettled", include_str!("../migrations/postgres_V11__unsettled.sql")),
    ("V12__desks_know", include_str!("../migrations/postgres_V12__desks_know.sql")),
    ("V13__organisations", include_str!("../migrations/postgres_V13__organisations.sql")),
    ("V14__ways_lead_elsewhere", include_str!("../migrations/postgres_V14__ways_lead_elsewhere.sql")),
    ("V15__counts", include_str!("../migrations/postgres_V15__counts.sql")),
    ("V16__self_check", include_str!("../migrations/postgres_V16__self_check.sql")),
    ("V17__duty", include_str!("../migrations/postgres_V17__duty.sql")),
    ("V18__buses", include_str!("../migrations/postgres_V18__buses.sql")),
    ("V19__seen_to", include_str!("../migrations/postgres_V19__seen_to.sql")),
    ("V20__personal_links", include_str!("../migrations/postgres_V20__personal_links.sql")),
    ("V21__tallied", include_str!("../migrations/postgres_V21__tallied.sql")),
    ("V22__refused", include_str!("../migrations/postgres_V22__refused.sql")),
    ("V23__alike", include_str!("../migrations/postgres_V23__alike.sql")),
];
/// Names the lock that those who start at the same time wait for one another with: the first eight letters of the name.
const MIGRATING: i64 = i64::from_be_bytes(*b"guitu-pg");
const CONNECTIONS: usize = 16;
/// Whoever waits longer for a connection is asked to come back.
const WAIT: Duration = Duration::from_secs(5);
/// A server that acknowledges nothing for so long is gone, whether it said so or not.
const GONE: Duration = Duration::from_secs(10);
/// A connection that was idle for so long is asked before it is used, and one in so many that were not: its server may have
/// vanished without a word, or have become a standby.
const IDLE: Duration = Duration::from_secs(1);
const ONE_IN: usize = 50;
/// So quickly a server says how it is.
const SAYS: Duration = Duration::from_secs(2);
/// What a connection of ours keeps to, whatever the server's own settings are: an acknowledged revision is on the disk, and on
/// a synchronous standby's. Nobody waits for longer than a client does.
const SETTINGS: &str = "\
    SET synchronous_commit = on; SET statement_timeout = '20s'; SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '30s'";

pub(super) async fn pool(url: &str) -> Result<Pool, StoreError> {
    let mut config: Config =
        url.parse().map_err(|_| StoreError::Refused("the address is not one of PostgreSQL".into()))?;
    config.application_name("guitu-platform");
    config.tcp_user_timeout(GONE).keepalives_idle(GONE).keepalives_interval(SAYS).keepalives_retries(3);
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(WAIT);
    }
    migrate(&config).await?;
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    Pool::builder(Manager::from_config(config, NoTls, recycling))
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts { wait: Some(WAIT), create: Some(WAIT), recycle: Some(SAYS) })
        // A database that was restarted with other settings is noticed as well.
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(
                async move { durable(client).await.map_err(|error| HookError::message(error.to_string())) },
            )
        }))
        .pre_recycle(Hook::async_fn(|client, used| {
            let rested = used.recycled.unwrap_or(used.created).elapsed() > IDLE;
            let asked = rested || used.recycle_count % ONE_IN == ONE_IN - 1;
            Box::pin(async move {
                let well = !asked || matches!(tokio::time::timeout(SAYS, writes(client)).await, Ok(Ok(true)));
                if well { Ok(()) } else { Err(HookError::message("the server is gone, or writes no more")) }
            })
        }))
        .build()
        .map_err(|_| StoreError::CutOff)
}

/// Whether the server of a connection still answers and takes what is written.
async fn writes(client: &Client) -> Result<bool, tokio_postgres::Error> {
    let row = client.query_one("SHOW transaction_read_only", &[]).await?;
    Ok(row.try_get::<_, String>(0)? == "off")
}

/// Whether the database keeps what it acknowledges. A receipt is given for it.
async fn durable(client: &Client) -> Result<(), StoreError> {
    client.batch_execute(SETTINGS).await?;
    for setting in ["fsync", "synchronous_commit"] {
        let value: String = client.query_one(&format!("SHOW {setting}"), &[]).await?.try_get(0)?;
        if value == "off" {
            return Err(StoreError::NotDurable(setting));
        }
    }
    Ok(())
}

async fn migrate(config: &Config) -> Result<(), StoreError> {
    let (mut client, connection) = config.connect(NoTls).await?;
    let connection = tokio::spawn(connection);
    durable(&client).await?;
    // An index over all that is there takes its time, and whoever comes second waits for the first.
    client.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0").await?;
    // The lock ends with the connection.
    client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATING]).await?;
    let versions = VERSIONS.iter().map(|(name, sql)| Migration::unapplied(name, sql));
    let versions = versions.collect::<Result<Vec<_>, _>>().map_err(|error| failed(&error))?;
    Runner::new(&versions).run_async(&mut client).await.map_err(|error| failed(&error))?;
    drop(client);
    let _ = connection.await; // it has nothing more to say
    Ok(())
}

fn failed(error: &refinery::Error) -> StoreError {
    match error.kind() {
        Kind::Connection(..) => StoreError::Refused("its tables cannot be made".into()),
        kind => StoreError::OtherVersion(kind.to_string()),
    }
}
