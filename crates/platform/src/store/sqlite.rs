//! The embedded store: one SQLite file, one thread that writes, a few connections that read on blocking threads.
//!
//! `synchronous=FULL`, since a receipt is a promise that must survive the power going off; `secure_delete`, since a
//! withdrawal must not leave a sealed part in a free page. Many revisions that wait at once share one durable write
//! ([`writer`]).

mod audit;
mod buses;
mod counting;
mod desks;
mod duty;
mod events;
mod expected;
mod intake;
mod judgements;
mod organisations;
mod personal_links;
mod persons;
mod reading;
mod refusals;
mod retention;
mod sessions;
mod staff;
mod writer;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use refinery::{Migration, Runner, error::Kind};
use rusqlite::Connection;
use uuid::Uuid;

use super::{
    Alike, Anchor, Audit, Basis, Case, Declarations, Due, Entry, Events, Facts, Head, Judgement, Judgements,
    Kept, Known, Look, NewEvent, NewRevision, Note, OfPerson, Persons, Put, Responsible, Retention, Standing,
    Statuses, Store, StoreError, Told, Waits,
};
use writer::{Batch, Writer};

const VERSIONS: [(&str, &str); 23] = [
    ("V1__declarations", include_str!("migrations/sqlite_V1__declarations.sql")),
    ("V2__audit", include_str!("migrations/sqlite_V2__audit.sql")),
    ("V3__persons", include_str!("migrations/sqlite_V3__persons.sql")),
    ("V4__judgements", include_str!("migrations/sqlite_V4__judgements.sql")),
    ("V5__events", include_str!("migrations/sqlite_V5__events.sql")),
    ("V6__staff", include_str!("migrations/sqlite_V6__staff.sql")),
    ("V7__expected", include_str!("migrations/sqlite_V7__expected.sql")),
    ("V8__reviews", include_str!("migrations/sqlite_V8__reviews.sql")),
    ("V9__desks", include_str!("migrations/sqlite_V9__desks.sql")),
    ("V10__asked", include_str!("migrations/sqlite_V10__asked.sql")),
    ("V11__unsettled", include_str!("migrations/sqlite_V11__unsettled.sql")),
    ("V12__desks_know", include_str!("migrations/sqlite_V12__desks_know.sql")),
    ("V13__organisations", include_str!("migrations/sqlite_V13__organisations.sql")),
    ("V14__ways_lead_elsewhere", include_str!("migrations/sqlite_V14__ways_lead_elsewhere.sql")),
    ("V15__counts", include_str!("migrations/sqlite_V15__counts.sql")),
    ("V16__self_check", include_str!("migrations/sqlite_V16__self_check.sql")),
    ("V17__duty", include_str!("migrations/sqlite_V17__duty.sql")),
    ("V18__buses", include_str!("migrations/sqlite_V18__buses.sql")),
    ("V19__seen_to", include_str!("migrations/sqlite_V19__seen_to.sql")),
    ("V20__personal_links", include_str!("migrations/sqlite_V20__personal_links.sql")),
    ("V21__tallied", include_str!("migrations/sqlite_V21__tallied.sql")),
    ("V22__refused", include_str!("migrations/sqlite_V22__refused.sql")),
    ("V23__alike", include_str!("migrations/sqlite_V23__alike.sql")),
];
const READERS: usize = 4;

/// Declarations in one SQLite file.
#[derive(Clone)]
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<[Mutex<Connection>]>,
    next: Arc<AtomicUsize>,
}

impl SqliteStore {
    /// Opens the file, or makes it. Blocks.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut writer = connect(path)?;
        migrate(&mut writer)?;
        let readers =
            (0..READERS).map(|_| Ok(Mutex::new(connect(path)?))).collect::<Result<_, StoreError>>()?;
        Ok(Self { writer: Writer::start(writer)?, readers, next: Arc::default() })
    }

    /// Reads where it may block.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (readers, next) = (self.readers.clone(), self.next.fetch_add(1, Ordering::Relaxed));
        // A panic inside a transaction rolled it back: the connection itself is sound.
        tokio::task::spawn_blocking(move || {
            work(&mut readers[next % READERS].lock().unwrap_or_else(PoisonError::into_inner))
        })
        .await
        .map_err(|_| StoreError::CutOff)?
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let versions = VERSIONS.iter().map(|(name, sql)| Migration::unapplied(name, sql));
    let versions = versions.collect::<Result<Vec<_>, _>>().map_err(|error| failed_to_migrate(&error))?;
    Runner::new(&versions).run(connection).map_err(|error| failed_to_migrate(&error))?;
    Ok(())
}

fn failed_to_migrate(error: &refinery::Error) -> StoreError {
    match error.kind() {
        Kind::Connection(_, source) => match source.downcast_ref::<rusqlite::Error>() {
            Some(error) => refused(error),
            None => StoreError::CutOff,
        },
        kind => StoreError::OtherVersion(kind.to_string()),
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        refused(&error)
    }
}

/// The error's kind in SQLite's own words; a message that names a row or a value stays out.
fn refused(error: &rusqlite::Error) -> StoreError {
    use rusqlite::{Error, ffi};
    match error {
        Error::SqliteFailure(failure, _) => {
            let said = ffi::code_to_str(failure.extended_code).to_owned();
            match failure.code {
                ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked | ffi::ErrorCode::DiskFull => {
                    StoreError::Unreachable(said)
                }
                _ => StoreError::Refused(said),
            }
        }
        Error::FromSqlConversionFailure(..)
        | Error::InvalidColumnType(..)
        | Error::IntegralValueOutOfRange(..) => StoreError::Broken,
        _ => StoreError::Refused("a statement that does not fit the tables".into()),
    }
}

#[async_trait]
impl Declarations for SqliteStore {
    async fn look(&self, declaration: Uuid, revision: u32) -> Result<Look, StoreError> {
        self.read(move |connection| reading::look(connection, declaration, revision)).await
    }

    async fn put(&self, new: NewRevision) -> Result<Put, StoreError> {
        self.writer.write(move |batch| intake::put(batch, &new)).await
    }

    async fn renew_receipt(
        &self,
        declaration: Uuid,
        revision: u32,
        former: Vec<u8>,
        receipt: Vec<u8>,
    ) -> Result<Vec<u8>, StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            intake::renew_receipt(batch.connection, (declaration, revision), &former, &receipt)
        };
        self.writer.write(write).await
    }
}

#[async_trait]
impl Statuses for SqliteStore {
    async fn standing(
        &self,
        declaration: Uuid,
        follow_digest: Option<[u8; 32]>,
    ) -> Result<Option<Standing>, StoreError> {
        self.read(move |connection| reading::standing(connection, declaration, follow_digest)).await
    }
}

#[async_trait]
impl Facts for SqliteStore {
    async fn basis(&self, declaration: Uuid) -> Result<Option<Basis>, StoreError> {
        self.read(move |connection| reading::basis(connection, declaration)).await
    }
}

#[async_trait]
impl Judgements for SqliteStore {
    async fn due_again(
        &self,
        today: NaiveDate,
        after: (NaiveDate, Uuid),
        most: u32,
    ) -> Result<Vec<(NaiveDate, Uuid)>, StoreError> {
        self.read(move |connection| judgements::due_again(connection, today, after, most)).await
    }

    async fn behind(&self, list: u32, after: (u32, Uuid), most: u32) -> Result<Vec<(u32, Uuid)>, StoreError> {
        self.read(move |connection| judgements::behind(connection, list, after, most)).await
    }

    async fn case(&self, declaration: Uuid) -> Result<Option<Case>, StoreError> {
        self.read(move |connection| judgements::case(connection, declaration)).await
    }

    async fn judge_again(&self, judgement: Judgement) -> Result<bool, StoreError> {
        self.writer.write(move |batch| judgements::judge_again(batch, &judgement)).await
    }

    async fn wake(&self, declaration: Uuid, due: NaiveDate) -> Result<(), StoreError> {
        self.writer.write(move |batch| judgements::wake(batch.connection, declaration, due)).await
    }
}

#[async_trait]
impl Events for SqliteStore {
    async fn keep_event(&self, declaration: Uuid, event: NewEvent) -> Result<Kept, StoreError> {
        self.writer.write(move |batch| events::keep(batch, declaration, &event)).await
    }

    async fn told(&self, declaration: Uuid) -> Result<Option<Told>, StoreError> {
        self.read(move |connection| events::told(connection, declaration)).await
    }

    async fn ways(&self, of: Responsible) -> Result<Vec<(Uuid, Waits)>, StoreError> {
        self.read(move |connection| events::ways(connection, &of)).await
    }

    async fn asked(
        &self,
        after: Option<(DateTime<Utc>, Uuid)>,
        most: u32,
    ) -> Result<Vec<(Uuid, Waits)>, StoreError> {
        self.read(move |connection| events::asked(connection, after, most)).await
    }
}

#[async_trait]
impl Audit for SqliteStore {
    async fn note(&self, declaration: Uuid, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| audit::note(batch, declaration, note)).await
    }

    async fn chain(&self, declaration: Uuid) -> Result<Vec<Entry>, StoreError> {
        self.read(move |connection| audit::chain(connection, declaration)).await
    }

    async fn chain_end(&self, declaration: Uuid, most: u32) -> Result<Vec<Entry>, StoreError> {
        self.read(move |connection| audit::chain_end(connection, declaration, most)).await
    }

    async fn heads(&self, after: Uuid, most: u32) -> Result<Vec<(Uuid, Head)>, StoreError> {
        self.read(move |connection| audit::heads(connection, after, most)).await
    }

    async fn keep_anchor(&self, anchor: &Anchor) -> Result<(), StoreError> {
        let anchor = anchor.clone();
        self.writer.write(move |batch| audit::keep_anchor(batch.connection, &anchor)).await
    }

    async fn anchors(&self) -> Result<Vec<Anchor>, StoreError> {
        self.read(|connection| audit::anchors(connection)).await
    }
}

#[async_trait]
impl Persons for SqliteStore {
    async fn known(&self, document: [u8; 32]) -> Result<Vec<Known>, StoreError> {
        self.read(move |connection| persons::known(connection, document)).await
    }

    async fn parts_of_persons(
        &self,
        declarations: Vec<Uuid>,
        class: &'static str,
    ) -> Result<Vec<OfPerson>, StoreError> {
        self.read(move |connection| persons::parts(connection, &declarations, class)).await
    }

    async fn alike(&self, declarations: Vec<Uuid>) -> Result<Vec<Alike>, StoreError> {
        self.read(move |connection| persons::alike(connection, &declarations)).await
    }
}

#[async_trait]
impl Retention for SqliteStore {
    async fn due(&self, today: NaiveDate) -> Result<Vec<Due>, StoreError> {
        self.read(move |connection| retention::due(connection, today)).await
    }

    async fn sweep(&self, today: NaiveDate) -> Result<u64, StoreError> {
        let mut removed = 0;
        loop {
            let swept = self.writer.write(move |batch| retention::sweep(batch, today)).await?;
            removed += swept.sealed as u64;
            if !swept.more {
                return Ok(removed);
            }
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn check(&self) -> Result<(), StoreError> {
        self.read(|connection| Ok(connection.query_row("SELECT 1", [], |_| Ok(()))?)).await
    }

    async fn bound_to(&self) -> Result<Option<String>, StoreError> {
        self.read(|connection| reading::binding(connection)).await
    }

    async fn bind(&self, keys: &str) -> Result<String, StoreError> {
        let keys = keys.to_owned();
        let write = move |batch: &mut Batch<'_>| {
            batch.connection.execute("INSERT INTO binding VALUES (1, ?1) ON CONFLICT DO NOTHING", [&keys])?;
            reading::binding(batch.connection)?.ok_or(StoreError::Broken)
        };
        self.writer.write(write).await
    }
}
