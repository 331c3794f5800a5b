//! Judging again.

use chrono::NaiveDate;
use deadpool_postgres::Client;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::audit;
use super::events;
use super::intake::keep_parts;
use super::persons;
use super::reading::number;
use super::statements::{BEHIND, CASE, CASE_PARTS, DUE_AGAIN, JUDGED, REPLACE, WAKE};
use crate::store::{Case, Judgement, Part, StoreError};

pub(super) async fn due_again(
    client: &Client,
    today: NaiveDate,
    (day, id): (NaiveDate, Uuid),
    most: u32,
) -> Result<Vec<(NaiveDate, Uuid)>, StoreError> {
    let statement = client.prepare_cached(DUE_AGAIN).await?;
    let rows = client.query(&statement, &[&today, &day, &id, &i64::from(most)]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

pub(super) async fn behind(
    client: &Client,
    list: u32,
    (list_of, id): (u32, Uuid),
    most: u32,
) -> Result<Vec<(u32, Uuid)>, StoreError> {
    let statement = client.prepare_cached(BEHIND).await?;
    let rows =
        client.query(&statement, &[&i64::from(list), &i64::from(list_of), &id, &i64::from(most)]).await?;
    rows.iter().map(|row| Ok((number(row, 0)?, row.try_get(1)?))).collect()
}

pub(super) async fn case(client: &Client, declaration: Uuid) -> Result<Option<Case>, StoreError> {
    // The entries first: whatever comes in between makes the judgement that rests on this void.
    let statement = client.prepare_cached(CASE).await?;
    let Some(row) = client.query_opt(&statement, &[&declaration]).await? else { return Ok(None) };
    let statement = client.prepare_cached(CASE_PARTS).await?;
    let parts = client.query(&statement, &[&declaration]).await?;
    let parts = parts
        .iter()
        .map(|row| Ok(Part { class: row.try_get(0)?, ends: row.try_get(1)?, sealed: row.try_get(2)? }));
    Ok(Some(Case {
        revision: number(&row, 0)?,
        entries: row.try_get::<_, i64>(1)?.try_into().map_err(|_| StoreError::Broken)?,
        edition: number(&row, 2)?,
        unsettled: row.try_get(3)?,
        woken: row.try_get::<_, i64>(4)?.try_into().map_err(|_| StoreError::Broken)?,
        parts: parts.collect::<Result<_, StoreError>>()?,
        events: events::events(client, declaration).await?,
    }))
}

pub(super) async fn judge_again(client: &mut Client, judgement: &Judgement) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    let declaration = judgement.declaration;
    let Some((_, end)) = audit::end(&change, declaration).await? else { return Ok(false) };
    if end.number != judgement.entries {
        return Ok(false);
    }
    let statement = change.prepare_cached(JUDGED).await?;
    let (list, woken) = (judgement.list.map(i64::from), judgement.woken.cast_signed());
    let row: [&(dyn ToSql + Sync); 5] = [&declaration, &list, &judgement.due, &judgement.unsettled, &woken];
    if change.execute(&statement, &row).await? == 0 {
        return Ok(false);
    }
    if let Some(replacement) = &judgement.replacement {
        let statement = change.prepare_cached(REPLACE).await?;
        let at = replacement.at.timestamp_millis();
        let (shown_edition, shown_rule) = (i64::from(replacement.shown.edition), &replacement.shown.rule);
        let row: [&(dyn ToSql + Sync); 5] =
            [&declaration, &replacement.rule, &at, &shown_edition, &shown_rule];
        let row = change.query_one(&statement, &row).await?;
        let edition: Option<i64> = row.try_get(0)?;
        keep_parts(&change, declaration, &replacement.parts).await?;
        if let (Some(person), Some(edition)) = (&replacement.person, edition) {
            persons::keep(&change, declaration, person, (edition, &replacement.rule)).await?;
        }
        audit::keep(&change, declaration, &end.next(declaration, replacement.note())).await?;
    }
    change.commit().await?;
    Ok(true)
}

pub(super) async fn wake(client: &Client, declaration: Uuid, due: NaiveDate) -> Result<(), StoreError> {
    let statement = client.prepare_cached(WAKE).await?;
    client.execute(&statement, &[&declaration, &due]).await?;
    Ok(())
}
