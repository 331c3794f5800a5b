//! Connecting, and bringing the tables to this program's version.

use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use refinery::{Migration, Runner, error::Kind};
use tokio_postgres::{Client, Config, NoTls};

use super::StoreError;

const VERSIONS: [(&str, &str); 10] = [
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
];
/// Names the lock that those who start at the same time wait for one another with: the first eight letters of the name.
const MIGRATING: i64 = i64::from_be_bytes(*b"guitu-pg");
const CONNECTIONS: usize = 16;
/// Whoever waits longer for a connection is asked to come back.
const WAIT: Duration = Duration::from_secs(5);

pub(super) async fn pool(url: &str) -> Result<Pool, StoreError> {
    let mut config: Config =
        url.parse().map_err(|_| StoreError::Refused("the address is not one of PostgreSQL".into()))?;
    config.application_name("guitu-platform");
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(WAIT);
    }
    migrate(&config).await?;
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    Pool::builder(Manager::from_config(config, NoTls, recycling))
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts { wait: Some(WAIT), create: Some(WAIT), recycle: Some(WAIT) })
        // A database that was restarted with other settings is noticed as well.
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(
                async move { durable(client).await.map_err(|error| HookError::message(error.to_string())) },
            )
        }))
        .build()
        .map_err(|_| StoreError::CutOff)
}

/// Whether the database keeps what it acknowledges. A receipt is given for it.
async fn durable(client: &Client) -> Result<(), StoreError> {
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
