//! The one thread that writes: whatever waits is written in one transaction, each piece of it whole or not at all.
//!
//! A durable write costs the disk a turn, whether it holds one revision or two hundred. While one is under way others
//! arrive, and the next takes all of them. Nobody is answered before the transaction that holds his work is on disk.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::StoreError;

/// As many pieces of work share a write at most; so the first never waits long for the last.
const MOST_AT_ONCE: usize = 256;
/// As many wait at most; who comes then waits outside.
const QUEUE: usize = 1024;

/// Where work waits to be written.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Work>,
}

/// What a piece of work may use.
pub(super) struct Batch<'a> {
    pub(super) connection: &'a Connection,
    /// Set where something was removed that must not live on in the write-ahead log.
    pub(super) removed: bool,
}

type Work = Box<dyn FnOnce(&mut Batch<'_>) -> Answer + Send>;
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

impl Writer {
    /// Takes the connection over. The thread ends with the last `Writer`.
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (queue, work) = mpsc::channel(QUEUE);
        std::thread::Builder::new()
            .name("store writer".into())
            .spawn(move || write_all(connection, work))
            .map_err(|_| StoreError::CutOff)?;
        Ok(Self { queue })
    }

    /// Does the work within the next durable write. An error undoes this piece alone.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let work: Work = Box::new(move |batch| {
            let outcome = whole(batch, work);
            Box::new(move |written| {
                let _ = answer.send(written.and(outcome)); // whoever asked may have left
            })
        });
        self.queue.send(work).await.map_err(|_| StoreError::CutOff)?;
        answered.await.map_err(|_| StoreError::CutOff)?
    }
}

fn whole<T>(
    batch: &mut Batch<'_>,
    work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    batch.connection.execute_batch("SAVEPOINT piece")?;
    let outcome = work(batch);
    if outcome.is_err() {
        batch.connection.execute_batch("ROLLBACK TO piece")?;
    }
    batch.connection.execute_batch("RELEASE piece")?;
    outcome
}

fn write_all(mut connection: Connection, mut queue: mpsc::Receiver<Work>) {
    while let Some(first) = queue.blocking_recv() {
        let turn = catch_unwind(AssertUnwindSafe(|| write_waiting(&mut connection, first, &mut queue)));
        if turn.is_err() {
            // The transaction was rolled back; those who waited for it are told that it was cut off.
            tracing::error!("a write panicked");
        }
    }
}

fn write_waiting(connection: &mut Connection, first: Work, queue: &mut mpsc::Receiver<Work>) {
    let mut answers = Vec::new();
    let written = written_together(connection, first, queue, &mut answers);
    for answer in answers {
        answer(written.clone());
    }
}

fn written_together(
    connection: &mut Connection,
    first: Work,
    queue: &mut mpsc::Receiver<Work>,
    answers: &mut Vec<Answer>,
) -> Result<(), StoreError> {
    let change = Transaction::new(connection, TransactionBehavior::Immediate)?;
    let mut batch = Batch { connection: &change, removed: false };
    let mut next = Some(first);
    while let Some(work) = next {
        answers.push(work(&mut batch));
        next = if answers.len() < MOST_AT_ONCE { queue.try_recv().ok() } else { None };
    }
    let removed = batch.removed;
    change.commit()?;
    if removed {
        forget(connection);
    }
    Ok(())
}

/// Folds the write-ahead log into the file and cuts it to nothing: what was removed must not live on in it. Where a reader
/// holds it, the next removal or the closing does it.
fn forget(connection: &Connection) {
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        tracing::error!(%error, "the write-ahead log could not be emptied");
    }
}
