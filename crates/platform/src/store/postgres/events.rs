//! What happened, and what follows from it.

use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::{Client, Transaction};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::reading::{instant, number};
use super::statements::{
    CASE_EVENTS, COME_ABOUT, DROP_WAY, EVENT_IS_THERE, KEEP_EVENT, KEEP_WAY, TOLD, WAKE,
};
use super::{audit, counting};
use crate::store::counting::part as counting_part;
use crate::store::{
    INTENDS, Kept, NewEvent, PLAN, Part, RETRACTED, Responsible, SealedEvent, StoreError, Told, Waits,
};

pub(super) async fn keep(client: &mut Client, declaration: Uuid, new: &NewEvent) -> Result<Kept, StoreError> {
    let change = client.transaction().await?;
    let Some((_, end)) = audit::end(&change, declaration).await? else { return Ok(Kept::Unknown) };
    let SealedEvent { id, recorded_at, by, ends, sealed } = &new.event;
    let statement = change.prepare_cached(EVENT_IS_THERE).await?;
    if change.query_opt(&statement, &[&declaration, id]).await?.is_some() {
        return Ok(Kept::Same);
    }
    if end.number != new.entries {
        return Ok(Kept::Moved);
    }
    let statement = change.prepare_cached(KEEP_EVENT).await?;
    let recorded_at = recorded_at.timestamp_millis();
    change.execute(&statement, &[&declaration, id, &recorded_at, by, ends, sealed]).await?;
    keep_way(&change, declaration, new.way.as_ref()).await?;
    let statement = change.prepare_cached(COME_ABOUT).await?;
    change.execute(&statement, &[&declaration]).await?;
    audit::keep(&change, declaration, &end.next(declaration, new.event.note())).await?;
    for what in &new.counts {
        let day = rulebook::zhejiang_date(new.event.recorded_at);
        counting::count(&change, day, what, counting_part(declaration), 1).await?;
    }
    if let Some(due) = new.judged_from {
        let statement = change.prepare_cached(WAKE).await?;
        change.execute(&statement, &[&declaration, &due]).await?;
    }
    change.commit().await?;
    Ok(Kept::New)
}

/// Keeps what follows in the place of what followed before.
pub(super) async fn keep_way(
    change: &Transaction<'_>,
    declaration: Uuid,
    way: Option<&Waits>,
) -> Result<(), StoreError> {
    let Some(Waits { stage, desk, step, due, asked_due, port, county, asked, ends }) = way else {
        let statement = change.prepare_cached(DROP_WAY).await?;
        change.execute(&statement, &[&declaration]).await?;
        return Ok(());
    };
    let statement = change.prepare_cached(KEEP_WAY).await?;
    let (due, asked_due) = (millis(*due), millis(*asked_due));
    let row: [&(dyn ToSql + Sync); 10] =
        [&declaration, stage, desk, step, &due, &asked_due, port, county, asked, ends];
    change.execute(&statement, &row).await?;
    Ok(())
}

pub(super) async fn told(client: &Client, declaration: Uuid) -> Result<Option<Told>, StoreError> {
    // The entries first: whatever comes in between makes what rests on this void.
    let statement = client.prepare_cached(TOLD).await?;
    let Some(row) = client.query_opt(&statement, &[&declaration, &INTENDS, &PLAN, &RETRACTED]).await? else {
        return Ok(None);
    };
    let part = |class: &str, at: usize| -> Result<Option<Part>, StoreError> {
        let (ends, sealed): (Option<NaiveDate>, Option<Vec<u8>>) = (row.try_get(at)?, row.try_get(at + 1)?);
        Ok(ends.zip(sealed).map(|(ends, sealed)| Part { class: class.into(), ends, sealed }))
    };
    Ok(Some(Told {
        revision: number(&row, 0)?,
        withdrawn: row.try_get(1)?,
        intends: row.try_get(2)?,
        entries: row.try_get::<_, i64>(3)?.try_into().map_err(|_| StoreError::Broken)?,
        plan: part(PLAN, 4)?,
        retracted: part(RETRACTED, 6)?,
        events: events(client, declaration).await?,
    }))
}

pub(super) async fn events(client: &Client, declaration: Uuid) -> Result<Vec<SealedEvent>, StoreError> {
    let statement = client.prepare_cached(CASE_EVENTS).await?;
    let rows = client.query(&statement, &[&declaration]).await?;
    rows.iter()
        .map(|row| {
            Ok(SealedEvent {
                id: row.try_get(0)?,
                recorded_at: instant(row, 1)?,
                by: row.try_get(2)?,
                ends: row.try_get(3)?,
                sealed: row.try_get(4)?,
            })
        })
        .collect()
}

pub(super) async fn ways(client: &Client, of: &Responsible) -> Result<Vec<(Uuid, Waits)>, StoreError> {
    let (due, most) = (of.due_before.timestamp_millis(), i64::from(of.most));
    // One statement for each question, so that each has its index.
    let last = "due < $1 ORDER BY due, declaration LIMIT $2";
    let rows = match of.whose.names() {
        (desk, None) => {
            let asks = client.prepare_cached(&format!("{WAITS} WHERE desk = $3 AND {last}")).await?;
            client.query(&asks, &[&due, &most, &desk]).await?
        }
        (first, Some(end)) => {
            let asks = format!("{WAITS} WHERE desk >= $3 AND desk < $4 AND {last}");
            client.query(&client.prepare_cached(&asks).await?, &[&due, &most, &first, &end]).await?
        }
    };
    rows.iter().map(waits_in).collect()
}

pub(super) async fn asked(
    client: &Client,
    after: Option<(DateTime<Utc>, Uuid)>,
    most: u32,
) -> Result<Vec<(Uuid, Waits)>, StoreError> {
    let (due, id) = after.map_or((i64::MIN, Uuid::nil()), |(due, id)| (due.timestamp_millis(), id));
    let open = "WHERE asked_due IS NOT NULL AND (asked_due, declaration) > ($1, $2)
                ORDER BY asked_due, declaration LIMIT $3";
    let statement = client.prepare_cached(&format!("{WAITS} {open}")).await?;
    client.query(&statement, &[&due, &id, &i64::from(most)]).await?.iter().map(waits_in).collect()
}

/// What [`waits_in`] reads.
pub(super) const WAITS: &str =
    "SELECT declaration, stage, desk, step, due, asked_due, port, county, asked, ends FROM way";

/// A declaration and what it waits for.
pub(super) fn waits_in(row: &Row) -> Result<(Uuid, Waits), StoreError> {
    let at = |column| -> Result<_, StoreError> {
        let millis: Option<i64> = row.try_get(column)?;
        millis.map(|at| DateTime::from_timestamp_millis(at).ok_or(StoreError::Broken)).transpose()
    };
    let waits = Waits {
        stage: row.try_get(1)?,
        desk: row.try_get(2)?,
        step: row.try_get(3)?,
        due: at(4)?,
        asked_due: at(5)?,
        port: row.try_get(6)?,
        county: row.try_get(7)?,
        asked: row.try_get(8)?,
        ends: row.try_get(9)?,
    };
    Ok((row.try_get(0)?, waits))
}

fn millis(at: Option<DateTime<Utc>>) -> Option<i64> {
    at.map(|at| at.timestamp_millis())
}
