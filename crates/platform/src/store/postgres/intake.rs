//! What a revision does to the tables: one transaction, its statements sent without waiting where none needs another's
//! answer.

use chrono::NaiveDate;
use deadpool_postgres::{Client, Transaction};

use super::reading::{bound, stored};
use super::statements::{
    BEGIN_DECLARATION, BOUND_AND_LOCKED, CHANGE_DECLARATION, DROP_PARTS, KEEP_PARTS, KEEP_REVISION,
};
use crate::store::declarations::decide;
use crate::store::{NewRevision, Put, StoreError};

pub(super) async fn put(client: &mut Client, new: &NewRevision) -> Result<Put, StoreError> {
    let change = client.transaction().await?;
    if begin(&change, new).await? {
        tokio::try_join!(keep_revision(&change, new), keep_parts(&change, new))?;
        change.commit().await?;
        return Ok(Put::Stored);
    }
    let (bound, stored) = tokio::try_join!(
        bound(&change, BOUND_AND_LOCKED, new.declaration),
        stored(&change, new.declaration, new.revision)
    )?;
    let outcome = decide(new, stored, bound.as_ref());
    if outcome == Put::Stored {
        replace(&change, new).await?;
        change.commit().await?;
    } else {
        change.rollback().await?;
    }
    Ok(outcome)
}

/// Whether this is the declaration's first revision.
async fn begin(change: &Transaction<'_>, new: &NewRevision) -> Result<bool, StoreError> {
    let statement = change.prepare_cached(BEGIN_DECLARATION).await?;
    let basis = new.effect.basis();
    let (edition, rule) = (basis.map(|(edition, _)| i64::from(edition)), basis.map(|(_, rule)| rule));
    let taken = change
        .execute(
            &statement,
            &[
                &new.declaration,
                &new.follow_digest.as_slice(),
                &i64::from(new.revision),
                &basis.is_none(),
                &edition,
                &rule,
                &new.received_at.timestamp_millis(),
            ],
        )
        .await?;
    Ok(taken == 1)
}

async fn replace(change: &Transaction<'_>, new: &NewRevision) -> Result<(), StoreError> {
    let statement = change.prepare_cached(CHANGE_DECLARATION).await?;
    let drop_parts = change.prepare_cached(DROP_PARTS).await?;
    let basis = new.effect.basis();
    let (edition, rule) = (basis.map(|(edition, _)| i64::from(edition)), basis.map(|(_, rule)| rule));
    change
        .execute(
            &statement,
            &[
                &new.declaration,
                &i64::from(new.revision),
                &basis.is_none(),
                &edition,
                &rule,
                &new.received_at.timestamp_millis(),
            ],
        )
        .await?;
    change.execute(&drop_parts, &[&new.declaration]).await?;
    tokio::try_join!(keep_revision(change, new), keep_parts(change, new))?;
    Ok(())
}

async fn keep_revision(change: &Transaction<'_>, new: &NewRevision) -> Result<(), StoreError> {
    let statement = change.prepare_cached(KEEP_REVISION).await?;
    let (digest, at) = (new.envelope_sha256.as_slice(), new.received_at.timestamp_millis());
    change
        .execute(
            &statement,
            &[&new.declaration, &i64::from(new.revision), &digest, &new.receipt.as_slice(), &at],
        )
        .await?;
    Ok(())
}

async fn keep_parts(change: &Transaction<'_>, new: &NewRevision) -> Result<(), StoreError> {
    let parts = new.effect.parts();
    if parts.is_empty() {
        return Ok(());
    }
    let statement = change.prepare_cached(KEEP_PARTS).await?;
    let classes: Vec<&str> = parts.iter().map(|part| part.class.as_str()).collect();
    let ends: Vec<NaiveDate> = parts.iter().map(|part| part.ends).collect();
    let sealed: Vec<&[u8]> = parts.iter().map(|part| part.sealed.as_slice()).collect();
    change.execute(&statement, &[&new.declaration, &classes, &ends, &sealed]).await?;
    Ok(())
}
