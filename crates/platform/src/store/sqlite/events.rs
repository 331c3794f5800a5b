//! What happened, and what follows from it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};
use uuid::Uuid;

use super::reading::{day, days, instant, part};
use super::writer::Batch;
use super::{audit, counting, judgements};
use crate::store::counting::part as part_of;
use crate::store::{
    INTENDS, Kept, NewEvent, PLAN, RETRACTED, Responsible, SealedEvent, StoreError, Told, Waits,
};

pub(super) fn keep(batch: &mut Batch<'_>, declaration: Uuid, new: &NewEvent) -> Result<Kept, StoreError> {
    let connection = batch.connection;
    let Some(end) = audit::end(connection, declaration)? else { return Ok(Kept::Unknown) };
    let SealedEvent { id, recorded_at, by, ends, sealed } = &new.event;
    let is_there = connection
        .prepare_cached("SELECT 1 FROM event WHERE declaration = ?1 AND id = ?2")?
        .exists(params![declaration.as_bytes(), id.as_bytes()])?;
    if is_there {
        return Ok(Kept::Same);
    }
    if end.number != new.entries {
        return Ok(Kept::Moved);
    }
    connection
        .prepare_cached(
            "INSERT INTO event (declaration, id, recorded_at, by, ends, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            declaration.as_bytes(),
            id.as_bytes(),
            recorded_at.timestamp_millis(),
            by,
            days(*ends),
            sealed
        ])?;
    keep_way(connection, declaration, new.way.as_ref())?;
    connection
        .prepare_cached("UPDATE declaration SET version = version + 1 WHERE id = ?1")?
        .execute(params![declaration.as_bytes()])?;
    audit::keep(connection, declaration, &end.next(declaration, new.event.note()))?;
    for what in &new.counts {
        let day = rulebook::zhejiang_date(new.event.recorded_at);
        counting::count(connection, day, what, part_of(declaration), 1)?;
    }
    if let Some(due) = new.judged_from {
        judgements::wake(connection, declaration, due)?;
    }
    Ok(Kept::New)
}

/// Keeps what follows in the place of what followed before.
pub(super) fn keep_way(
    connection: &Connection,
    declaration: Uuid,
    way: Option<&Waits>,
) -> Result<(), StoreError> {
    let id = declaration.as_bytes();
    let Some(Waits { stage, desk, step, due, asked_due, port, county, asked, ends }) = way else {
        connection.prepare_cached("DELETE FROM way WHERE declaration = ?1")?.execute(params![id])?;
        return Ok(());
    };
    // Held against what was declared, which was written before.
    let elsewhere = connection
        .prepare_cached("SELECT 1 FROM expected WHERE declaration = ?1 AND port IS ?2 AND county IS ?3")?
        .exists(params![id, port, county])
        .map(|as_declared| !as_declared)?;
    connection
        .prepare_cached(
            "INSERT INTO way (declaration, stage, desk, step, due, asked_due, port, county, asked, elsewhere, ends)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (declaration) DO UPDATE
             SET stage = ?2, desk = ?3, step = ?4, due = ?5, asked_due = ?6, port = ?7, county = ?8, asked = ?9,
                 elsewhere = ?10, ends = ?11",
        )?
        .execute(params![
            id,
            stage,
            desk,
            step,
            millis(*due),
            millis(*asked_due),
            port,
            county,
            asked,
            elsewhere,
            days(*ends)
        ])?;
    Ok(())
}

pub(super) fn told(connection: &mut Connection, declaration: Uuid) -> Result<Option<Told>, StoreError> {
    let snapshot = connection.transaction()?;
    let row = snapshot
        .prepare_cached(
            "SELECT revision, withdrawn, rule IS ?2, audit_number FROM declaration WHERE id = ?1",
        )?
        .query_row(params![declaration.as_bytes(), INTENDS], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, i64>(3)?))
        })
        .optional()?;
    let Some((revision, withdrawn, intends, entries)) = row else { return Ok(None) };
    Ok(Some(Told {
        revision,
        withdrawn,
        intends,
        entries: entries.try_into().map_err(|_| StoreError::Broken)?,
        plan: part(&snapshot, declaration, PLAN)?,
        retracted: part(&snapshot, declaration, RETRACTED)?,
        events: events(&snapshot, declaration)?,
    }))
}

pub(super) fn events(connection: &Connection, declaration: Uuid) -> Result<Vec<SealedEvent>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, recorded_at, by, ends, sealed FROM event WHERE declaration = ?1 ORDER BY recorded_at, id",
    )?;
    let rows = statement.query_map(params![declaration.as_bytes()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (id, recorded_at, by, ends, sealed) = row?;
        let (id, recorded_at) = (Uuid::from_bytes(id), instant(recorded_at)?);
        Ok(SealedEvent { id, recorded_at, by, ends: day(ends)?, sealed })
    })
    .collect()
}

fn millis(at: Option<DateTime<Utc>>) -> Option<i64> {
    at.map(|at| at.timestamp_millis())
}

/// What [`waits_in`] reads.
pub(super) const WAITS: &str =
    "SELECT declaration, stage, desk, step, due, asked_due, port, county, asked, ends FROM way";

pub(super) fn ways(connection: &Connection, of: &Responsible) -> Result<Vec<(Uuid, Waits)>, StoreError> {
    let due = of.due_before.timestamp_millis();
    let last = "ORDER BY due, declaration LIMIT";
    // One statement for each question, so that each has its index.
    match of.whose.names() {
        (desk, None) => {
            let asks = format!("{WAITS} WHERE desk = ?1 AND due < ?2 {last} ?3");
            rows(connection, &asks, params![desk, due, of.most])
        }
        (first, Some(end)) => {
            let asks = format!("{WAITS} WHERE desk >= ?1 AND desk < ?2 AND due < ?3 {last} ?4");
            rows(connection, &asks, params![first, end, due, of.most])
        }
    }
}

pub(super) fn asked(
    connection: &Connection,
    after: Option<(DateTime<Utc>, Uuid)>,
    most: u32,
) -> Result<Vec<(Uuid, Waits)>, StoreError> {
    let (due, id) = after.map_or((i64::MIN, Uuid::nil()), |(due, id)| (due.timestamp_millis(), id));
    let open = "WHERE asked_due IS NOT NULL AND (asked_due, declaration) > (?1, ?2)
                ORDER BY asked_due, declaration LIMIT ?3";
    rows(connection, &format!("{WAITS} {open}"), params![due, id.as_bytes(), most])
}

fn rows(connection: &Connection, sql: &str, with: &[&dyn ToSql]) -> Result<Vec<(Uuid, Waits)>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(with, |row| Ok(waits_in(row)))?;
    rows.map(|row| row?).collect()
}

/// A declaration and what it waits for.
pub(super) fn waits_in(row: &Row<'_>) -> Result<(Uuid, Waits), StoreError> {
    let at = |column| row.get::<_, Option<i64>>(column)?.map(instant).transpose();
    let waits = Waits {
        stage: row.get(1)?,
        desk: row.get(2)?,
        step: row.get(3)?,
        due: at(4)?,
        asked_due: at(5)?,
        port: row.get(6)?,
        county: row.get(7)?,
        asked: row.get(8)?,
        ends: day(row.get(9)?)?,
    };
    Ok((Uuid::from_bytes(row.get(0)?), waits))
}
