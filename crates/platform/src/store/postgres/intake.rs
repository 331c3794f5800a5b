//! What a revision does to the tables: one transaction, its statements sent without waiting where none needs
//! another's answer.

use chrono::NaiveDate;
use deadpool_postgres::{Client, Transaction};
use uuid::Uuid;

use super::reading::stored;
use super::statements::{
    BEGIN_DECLARATION, CHANGE_DECLARATION, DROP_PARTS, FORGET_OWN, KEEP_PARTS, KEEP_REVISION, RENEW_RECEIPT,
    UNSETTLED,
};
use super::{audit, events, expected, organisations, persons};
use crate::store::audit::ChainEnd;
use crate::store::declarations::decide;
use crate::store::declarations::is_another;
use crate::store::{Effect, NewRevision, Part, Put, StoreError};

pub(super) async fn put(client: &mut Client, new: &NewRevision) -> Result<Put, StoreError> {
    let change = client.transaction().await?;
    if let Some((person, beside)) = new.effect.beside() {
        persons::lock(&change, person).await?;
        if persons::known(&change, person.document).await?.iter().any(|it| is_another(it, beside)) {
            return Ok(Put::Conflict);
        }
    }
    if begin(&change, new).await? {
        if let Some(helped) = new.helped
            && let Some(day) = helped.day
            && !organisations::counts(&change, helped.organisation, day).await?
        {
            change.rollback().await?;
            return Ok(Put::QuotaUsed);
        }
        keep(&change, new, &ChainEnd::NEW).await?;
        change.commit().await?;
        return Ok(Put::Stored);
    }
    // Once the row is ours, what another has just stored can be seen.
    let (latest, end) = audit::end(&change, new.declaration).await?.ok_or(StoreError::Broken)?;
    let stored = stored(&change, new.declaration, new.revision).await?;
    let outcome = decide(new, stored, Some(latest), end.number);
    if outcome == Put::Stored {
        let drop_parts = change.prepare_cached(DROP_PARTS).await?;
        write_declaration(&change, CHANGE_DECLARATION, new).await?;
        change.execute(&drop_parts, &[&new.declaration]).await?;
        keep(&change, new, &end).await?;
        if new.effect.leaves_out() {
            for table in ["person", "alike", "event", "call_note"] {
                let statement = format!("DELETE FROM {table} WHERE declaration = $1");
                change.execute(&change.prepare_cached(&statement).await?, &[&new.declaration]).await?;
            }
        }
        change.commit().await?;
    } else {
        change.rollback().await?;
    }
    Ok(outcome)
}

pub(super) async fn renew_receipt(
    client: &Client,
    (declaration, revision): (Uuid, u32),
    former: &[u8],
    receipt: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let statement = client.prepare_cached(RENEW_RECEIPT).await?;
    client.execute(&statement, &[&declaration, &i64::from(revision), &former, &receipt]).await?;
    Ok(stored(client, declaration, revision).await?.ok_or(StoreError::Broken)?.receipt)
}

/// Whether this is the declaration's first revision.
async fn begin(change: &Transaction<'_>, new: &NewRevision) -> Result<bool, StoreError> {
    Ok(write_declaration(change, BEGIN_DECLARATION, new).await? == 1)
}

/// What a revision adds beside its declaration's row.
async fn keep(change: &Transaction<'_>, new: &NewRevision, end: &ChainEnd) -> Result<(), StoreError> {
    if matches!(new.effect, Effect::Withdraw { .. }) {
        let forget = change.prepare_cached(FORGET_OWN).await?;
        change.execute(&forget, &[&new.declaration]).await?;
    }
    let entry = end.next(new.declaration, new.note());
    tokio::try_join!(
        keep_revision(change, new),
        keep_parts(change, new.declaration, new.effect.parts()),
        keep_person(change, new),
        keep_where(change, new, end),
        audit::keep(change, new.declaration, &entry)
    )?;
    Ok(())
}

/// Where its traveller is expected, and then where the way leads, which is held against it.
async fn keep_where(change: &Transaction<'_>, new: &NewRevision, end: &ChainEnd) -> Result<(), StoreError> {
    if !new.is_still_expected() {
        expected::keep(change, new.declaration, new.expected.as_ref(), end.number > 0).await?;
    }
    events::keep_way(change, new.declaration, new.way.as_ref()).await
}

/// Runs a statement that takes a declaration's row, and says how many it wrote.
async fn write_declaration(
    change: &Transaction<'_>,
    statement: &str,
    new: &NewRevision,
) -> Result<u64, StoreError> {
    let statement = change.prepare_cached(statement).await?;
    let basis = new.effect.basis();
    let (edition, rule) = (basis.map(|(edition, _)| i64::from(edition)), basis.map(|(_, rule)| rule));
    let (revision, at) = (i64::from(new.revision), new.received_at.timestamp_millis());
    let (digest, withdrawn) = (new.follow_digest.as_slice(), basis.is_none());
    let (list, due) = new.effect.again();
    let list = list.map(i64::from);
    let shown = new.effect.shown().map(|shown| (i64::from(shown.edition), shown.rule.as_str()));
    let (shown_edition, shown_rule) = shown.unzip();
    let row: [&(dyn tokio_postgres::types::ToSql + Sync); 11] = [
        &new.declaration,
        &digest,
        &revision,
        &withdrawn,
        &edition,
        &rule,
        &at,
        &list,
        &due,
        &shown_edition,
        &shown_rule,
    ];
    Ok(change.execute(&statement, &row).await?)
}

async fn keep_person(change: &Transaction<'_>, new: &NewRevision) -> Result<(), StoreError> {
    match (new.effect.person(), new.effect.basis()) {
        (Some(person), Some((edition, rule))) => {
            persons::lock(change, person).await?;
            persons::keep(change, new.declaration, person, (edition.into(), rule)).await?;
            if !persons::is_alone(change, new.declaration, person).await? {
                let statement = change.prepare_cached(UNSETTLED).await?;
                change.execute(&statement, &[&new.declaration, &new.received_at.date_naive()]).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
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

/// Keeps parts, each in the place of the one of its class.
pub(super) async fn keep_parts(
    change: &Transaction<'_>,
    declaration: Uuid,
    parts: &[Part],
) -> Result<(), StoreError> {
    if parts.is_empty() {
        return Ok(());
    }
    let statement = change.prepare_cached(KEEP_PARTS).await?;
    let classes: Vec<&str> = parts.iter().map(|part| part.class.as_str()).collect();
    let ends: Vec<NaiveDate> = parts.iter().map(|part| part.ends).collect();
    let sealed: Vec<&[u8]> = parts.iter().map(|part| part.sealed.as_slice()).collect();
    change.execute(&statement, &[&declaration, &classes, &ends, &sealed]).await?;
    Ok(())
}
